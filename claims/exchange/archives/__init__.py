"""Collections of quotations in bulk, read as flat records: Quotebank, GDELT.

feeds   what both share: entities, hosts, days, notes
"""
