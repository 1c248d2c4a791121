"""What fact-checkers' labels mean, as far as the words alone say it plainly.

``ratings.json`` lists the common labels of many languages by verdict.  It holds what nobody could
read otherwise: "Misleading", "Missing context", "Altered", "Satire" and their like are in no
entry, for reviewers mean more or less than "false" by them; ``claims rating map`` says what.
Numbers are never read: a rating of 1 of 5 is the worst with one reviewer and the best with another.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

from claims.text import name_key
from claims.vocabulary import Rating

_PLUS = (Rating.TRUE, Rating.MOSTLY_TRUE)
_MINUS = (Rating.FALSE, Rating.MOSTLY_FALSE, Rating.MISATTRIBUTED)
_QUESTION_MARKS = frozenset("?\u037e\u061f\uff1f")
_OVERLAY = 1
"""Combining class of strokes through a letter: words struck out."""
_LONGEST = 2_000
"""Code points of a label that are read."""

_ANNOUNCING = frozenset(
    "verdict|rating|our rating|ruling|our ruling|conclusion|our verdict|fact check|factcheck"
    "|veredicto|calificacion|conclusao|verifica|verdetto|urteil|fazit|bewertung|faktencheck"
    "|oordeel|conclusie|ocena|werdykt|вердикт|вывод|fakta|kesimpulan|karar|sonuc".split("|")
)
_COLON = re.compile("[:：]")
_STOP = re.compile(r"\s[-\u2013\u2014]+\s|[.!]\s+|[。।۔！]|\s\(")
_JOINED = re.compile(
    r"\s(?:and|et|y|e|und|en|i|a|și|si|och|og|ja|ve|dan|at|और|এবং|و|и|та|і|και)\s|[&/+,;،、，；|]"
)
_BESIDE = frozenset(
    name_key(word)
    for word in "misleading|altered|edited|doctored|manipulated|out of context|missing context"
    "|lacks context|trompeur|trompeuse|hors contexte|manipule|enganoso|enganosa|manipulado"
    "|manipulada|fuera de contexto|sin contexto|fora de contexto|sem contexto|descontextualizado"
    "|irrefuhrend|manipuliert|fuorviante|fuori contesto|misleidend|menyesatkan|yaniltici"
    "|manipulacja|zavadejici|zavadzajuce|missvisande|vilseledande|misvisende|villedende|harhaanjohtava"
    "|inselator|felrevezeto|παραπλανητικο|манипуляция|маніпуляція|مضلل|مضللة|भ्रामक|বিভ্রান্তিকর"
    "|誤導|误导|ミスリード".split("|")
)
"""What reviewers write beside a label, and what alone has no verdict."""


def shipped(label: str) -> Rating | None:
    """What a label means to everybody, none where that is not plain.

    Case, accents and punctuation do not count.  A label the table does not have is read by three
    rules, each of labels in the table and of nothing else, so that no word is passed over that may
    turn them round:

    - what announces it is left out: "Verdict: False"
    - a reason behind it is passed over (``_headed``): "FALSO: as imagens…", "Fake. The photo is
      old", but only behind a label against the claim: "Correct: it was five" may set it right
    - several joined mean one thing where all that have a verdict have the same, one against the
      claim, and the others are words such as "misleading": "Mostly false and misleading"

    What is questioned ("True?"), struck out or marked with a sign is nobody's "true".
    """
    label = label[:_LONGEST]
    if set(label) & _QUESTION_MARKS:
        return None
    found = _table().get(name_key(label))
    if found is None:
        found = _announced(label) or _headed(label) or _joined(label)
    return None if found in _PLUS and not _bare(label) else found


def _announced(label: str) -> Rating | None:
    head, *rest = _COLON.split(label, maxsplit=1)
    return _table().get(name_key(rest[0])) if rest and name_key(head) in _ANNOUNCING else None


def _headed(label: str) -> Rating | None:
    """The label before a reason: after a colon, or after a full stop, dash or bracket.

    A reason that no colon announces has several words, none of them one for the claim.
    """
    head, *rest = _COLON.split(label, maxsplit=1)
    if not rest:
        head, *rest = _STOP.split(label, maxsplit=1)
        reason = name_key(rest[0]) if rest else ""
        if len(reason.split()) < 2 or _is_for(reason):
            return None
    found = _table().get(name_key(head))
    return None if found in _PLUS else found


def _is_for(reason: str) -> bool:
    """Whether a text has a word for a claim; where words have no blanks between, within one."""
    words = set(reason.split())
    return any(one in words or (not one.isascii() and one in reason) for one in _words_for())


def _joined(label: str) -> Rating | None:
    parts = [key for part in _JOINED.split(label.lower()) if (key := name_key(part))]
    if len(parts) < 2:
        return None
    found = {_table().get(part) for part in parts if part not in _BESIDE}
    return found.pop() if len(found) == 1 and found <= set(_MINUS) else None


def _bare(label: str) -> bool:
    """Whether no sign stands beside the words that may turn them round, no stroke through them."""
    return not any(
        unicodedata.category(char)[0] == "S" or unicodedata.combining(char) == _OVERLAY
        for char in label
    )


@cache
def _table() -> dict[str, Rating]:
    text = files("claims").joinpath("ratings.json").read_text("utf-8")
    return {
        name_key(label): Rating(value)
        for value, languages in json.loads(text).items()
        for labels in languages.values()
        for label in labels
    }


@cache
def _words_for() -> frozenset[str]:
    """The labels for a claim that are one word."""
    return frozenset(key for key, value in _table().items() if value in _PLUS and " " not in key)
