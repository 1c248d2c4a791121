"""Inputs by the hundred thousand, made of real ones and a seed: ``make fuzz``, docs/fuzz.md.

mutate     bytes, text and JSON gone wrong        samples    what they are made of
watch      two seconds and no more                targets    what they are fed to
"""
