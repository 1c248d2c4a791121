"""Near-identical quotations and claims, proposed as one for a person to decide (docs/similar.md).

words, judge          how alike two are, and why: pure
rare, candidates      which to compare at all, never all pairs
quotes, answers       what is proposed of statements, of claims
scope, told           what was asked about; how a proposal reads
decide                yes and no
"""
