"""Other forms of a word, French and English: aéronefs for aéronef, struck for strike.

A rule, not a list of the vocabulary: from the word's ending come the forms that other endings
would make of it, plurals and feminines, conjugated verbs.  Most of them are no words and stand in
no quote, which costs nothing: the index is asked for all at once.  No row needs to be kept for it,
and both engines answer alike.  ``benchmarks/stems.py`` measures what it finds and what it finds
wrongly.
"""

from __future__ import annotations

import re

SHORTEST = 3
"""Letters of the shortest word with other forms."""

_STEM = 3
_FEMININE = 5
_Endings = tuple[str, ...]

# Endings that stand for each other, with the letters a stem must have; folded, without accents,
# so that "e" is é too.
_NOUNS = (
    ("", "s"),
    ("al", "ale", "ales", "aux"),
    ("ail", "ails", "aux"),
    ("au", "aux"),
    ("eu", "eux"),
    ("eux", "euse", "euses"),
    ("eur", "eurs", "euse", "euses"),
    ("teur", "teurs", "trice", "trices"),
    ("f", "fs", "ve", "ves"),
    ("er", "ers", "ere", "eres"),
    ("en", "ens", "enne", "ennes"),
    ("on", "ons", "onne", "onnes"),
    ("el", "els", "elle", "elles"),
    ("c", "cs", "que", "ques"),
    ("y", "ies", "ied", "ying"),
)
_FEMININES = ("", "s", "e", "es")
_ER = tuple("er e es ent ee ees ons ez ant ait aient era eront erait eraient erent".split())
_IR = tuple("ir i is it ie ies issent issait issaient issant ira iront irait irent".split())
_RE = tuple("re  s u us ue ues ent ait aient ant ra ront rait raient irent".split(" "))
_ED = ("", "s", "es", "ed", "ing")
_ED_MUTE = ("e", "es", "ed", "ing")

# The paradigm of a verb, by the endings that tell of it.
_VERBS = (
    (("er", "e", "es", "ee", "ees", "ent", "ait", "aient", "ant", "era", "eront", "erent"), _ER),
    (("ir", "i", "is", "it", "issent", "issait", "issaient", "issant", "ira", "iront"), _IR),
    (("dre", "d", "dent", "du", "dus", "due", "dues"), tuple("d" + ending for ending in _RE)),
    (_ED, _ED),
    (_ED_MUTE, _ED_MUTE),
)

# Forms that no rule makes of each other, and words a rule would make of others.
_IRREGULAR = tuple(
    frozenset(line.split())
    for line in """\
arme armes
armee armees
cour cours
course courses
mort morts morte mortes
feu feux
oeil yeux
ciel cieux
dire dit dite dits dites disent disait disaient disant dira diront
faire fait faite faits faites font faisait faisaient faisant fera feront
prendre prend prennent pris prise prises prenait prenaient prenant
mettre met mettent mis mise mises mettait mettaient mettant
tenir tient tiennent tenu tenue tenus tenues tenait tenaient
venir vient viennent venu venue venus venues venait venaient
mentir ment mentent menti mentait mentaient
dementir dement dementent dementi dementis dementait dementaient
mourir meurt meurent mourait mouraient
savoir sait savent savait savaient
pouvoir peut peuvent pouvait pouvaient pourrait pourraient
devoir doit doivent devait devaient devrait devraient
vouloir veut veulent voulait voulaient voudrait
voir voit voient vu vue vus vues voyait
detruire detruit detruite detruits detruites detruisent detruisait
conduire conduit conduite conduits conduites conduisent
ouvrir ouvre ouvrent ouvert ouverte ouverts ouvertes
say says said saying
use uses used using
strike strikes struck striking stricken
man men
woman women
child children
person persons people
fight fights fought fighting
shoot shoots shot shooting
bring brings brought bringing
think thinks thought thinking
tell tells told telling
know knows knew known knowing
give gives gave given giving
take takes took taken taking
fly flies flew flown flying
find finds found finding
leave leaves left leaving
send sends sent sending
speak speaks spoke spoken speaking
write writes wrote written writing
see sees saw seen seeing
begin begins began begun beginning
hold holds held holding
make makes made making
mean means meant meaning
pay pays paid paying
lead leads led leading
lose loses lost losing
win wins won winning
lie lies lied lying
die dies died dying
withdraw withdraws withdrew withdrawn withdrawing""".splitlines()
)

# Words that end like a plural and are none, or are too common to be sought in other forms.
_ALONE = frozenset(
    "alors apres avis bras bus corps dans deux does fois gas jamais les mais mois moins news "
    "pays plus proces sans temps this thus toujours tres vers yes his was has its ses des mes tes "
    "nos vos une aux ceux dont pour avec sont cette elle elles nous vous ils leur leurs with from "
    "that they have were will would been what when which who not and the for are but all que qui "
    "sur par pas son est on ce se ne un le la".split()
)
_VOWELS = frozenset("aeiouy")
_SHORT_VERB = re.compile(r"(?:[a-z]*[^aeiouy])?[aeiouy][^aeiouwxy]")


def other_forms(word: str) -> tuple[str, ...]:
    """The forms a token may stand for besides itself, in alphabetical order.

    Only of tokens of plain letters (``claims.text.tokens``); of others, and of words that have
    none, nothing.
    """
    if len(word) < SHORTEST or word in _ALONE or not (word.isascii() and word.isalpha()):
        return ()
    found = {form for group in _IRREGULAR if word in group for form in group}
    if not found:
        found.update(_nouns(word))
        if len(word) > SHORTEST:
            found.update(_verbs(word))
            found.update(_doubled(word))
    return tuple(sorted(found - {word} - _ALONE))


def _nouns(word: str) -> set[str]:
    found = _swapped(word, _FEMININES, _FEMININES, least=_FEMININE)
    for endings in _NOUNS:
        found |= _swapped(word, endings, endings)
    return found


def _verbs(word: str) -> set[str]:
    found: set[str] = set()
    for told_by, endings in _VERBS:
        found |= _swapped(word, told_by, endings)
    return found


def _swapped(word: str, told_by: _Endings, endings: _Endings, *, least: int = _STEM) -> set[str]:
    """The forms of whatever stems the word has before the endings that tell of a paradigm."""
    found: set[str] = set()
    for ending in told_by:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            if len(stem) >= least and not _VOWELS.isdisjoint(stem):
                found.update(stem + other for other in endings)
    return found


def _doubled(word: str) -> set[str]:
    """English doubles the last consonant of a short verb: plan, planned."""
    stem = next((word.removesuffix(end) for end in ("ed", "ing", "s") if word.endswith(end)), word)
    if stem != word and not word.endswith("s"):
        if len(stem) < _STEM + 1 or stem[-1] != stem[-2]:
            return set()
        stem = stem[:-1]
    if not _SHORT_VERB.fullmatch(stem):
        return set()
    return {stem, stem + "s", stem + stem[-1] + "ed", stem + stem[-1] + "ing"}
