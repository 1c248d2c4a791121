"""How French and English say numbers: the words, as folded text, and what each hedge means.

Everything a reader of numbers must know of a language is here; a language more is a table more.
docs/numbers.md shows these tables, and a test holds the page to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Hedge(StrEnum):
    """What a hedge makes of the number n after it (docs/numbers.md)."""

    ABOUT = "n - 10 % to n + 10 %, to the nearest unit"
    AT_LEAST = "n or more"
    MORE_THAN = "more than n"
    NEARLY = "0.9 n to less than n"
    UP_TO = "0 to n"
    LESS_THAN = "0 to less than n"
    EXACTLY = "n"


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The number words of one language, folded.

    ``cardinals`` are the words below 100; ``room`` says what may follow a ten where that is not
    1 to 9; ``scales`` multiply, and those in ``bare`` may stand alone ("cent", "mille").
    ``dozens`` are exact sets, ``rounds`` sets that mean "about", ``plurals`` sets of which there
    are some: lowest and highest count.
    """

    cardinals: dict[str, int]
    room: dict[int, range]
    scales: dict[str, int]
    bare: frozenset[int]
    one: frozenset[str]
    conjunctions: frozenset[str]
    before: dict[Hedge, tuple[str, ...]]
    after: dict[Hedge, tuple[str, ...]]
    dozens: dict[str, int]
    rounds: dict[str, int]
    plurals: dict[str, tuple[int, int]]
    some: tuple[str, ...]
    halves: tuple[str, ...]
    and_a_half: tuple[str, ...]
    between: tuple[tuple[str, str], ...]
    percent: tuple[str, ...]


def _counted(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


ENGLISH = Language(
    cardinals={
        **_counted("zero one two three four five six seven eight nine ten eleven twelve", 0),
        **_counted("thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 13),
        **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
        "none": 0, "nil": 0, "fourty": 40,
    },
    room={},
    scales={
        "hundred": 100,
        "thousand": 10**3, "k": 10**3,
        "million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6,
        "billion": 10**9, "billions": 10**9, "bn": 10**9,
        "trillion": 10**12, "trillions": 10**12, "tn": 10**12,
    },
    bare=frozenset(),
    one=frozenset({"a", "an"}),
    conjunctions=frozenset({"and"}),
    before={
        Hedge.ABOUT: ("about", "around", "approximately", "roughly", "some", "circa",
                      "an estimated"),
        Hedge.AT_LEAST: ("at least", "no fewer than", "no less than", "not less than",
                         "a minimum of"),
        Hedge.MORE_THAN: ("more than", "over", "above", "upwards of", "in excess of"),
        Hedge.NEARLY: ("nearly", "almost", "close to", "just under"),
        Hedge.UP_TO: ("up to", "at most", "as many as", "no more than", "not more than",
                      "a maximum of"),
        Hedge.LESS_THAN: ("fewer than", "less than", "under", "below"),
        Hedge.EXACTLY: ("exactly", "precisely"),
    },
    after={
        Hedge.ABOUT: ("or so", "approximately"),
        Hedge.AT_LEAST: ("or more", "at least", "and more", "minimum"),
        Hedge.UP_TO: ("or fewer", "or less", "at most", "maximum"),
        Hedge.EXACTLY: ("exactly",),
    },
    dozens={"dozen": 12, "score": 20},
    rounds={},
    plurals={
        "dozens": (20, 99), "tens": (20, 99), "scores": (40, 99),
        "hundreds": (200, 999), "thousands": (2_000, 9_999), "millions": (2_000_000, 9_999_999),
        "billions": (2 * 10**9, 10**10 - 1),
    },
    some=("several", "a few", "many"),
    halves=("half a", "half"),
    and_a_half=("and a half",),
    between=(("between", "and"), ("from", "to"), ("", "to")),
    percent=("%", "percent", "per cent"),
)  # fmt: skip

FRENCH = Language(
    cardinals={
        **_counted("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize", 0),
        **_counted("quatorze quinze seize", 14),
        **_counted("vingt trente quarante cinquante soixante septante", 20, 10),
        "aucun": 0, "aucune": 0,
        "une": 1, "vingts": 20, "octante": 80, "huitante": 80, "nonante": 90,
        "quatrevingt": 80, "quatrevingts": 80,
    },
    room={10: range(7, 10), 60: range(1, 20), 80: range(1, 20)},
    scales={
        "cent": 100, "cents": 100,
        "mille": 10**3, "milles": 10**3, "mil": 10**3, "k": 10**3,
        "million": 10**6, "millions": 10**6, "m": 10**6,
        "milliard": 10**9, "milliards": 10**9, "md": 10**9, "mds": 10**9,
        "billion": 10**12, "billions": 10**12,
    },
    bare=frozenset({100, 1000}),
    one=frozenset(),
    conjunctions=frozenset({"et"}),
    before={
        Hedge.ABOUT: ("environ", "autour de", "a peu pres", "approximativement", "quelque",
                      "de l ordre de", "aux alentours de", "une estimation de"),
        Hedge.AT_LEAST: ("au moins", "au minimum", "pas moins de", "un minimum de"),
        Hedge.MORE_THAN: ("plus de", "au dela de", "au dessus de"),
        Hedge.NEARLY: ("pres de", "presque", "quasiment", "un peu moins de"),
        Hedge.UP_TO: ("jusqu a", "au plus", "au maximum", "pas plus de", "tout au plus",
                      "un maximum de"),
        Hedge.LESS_THAN: ("moins de", "en dessous de", "au dessous de"),
        Hedge.EXACTLY: ("exactement", "precisement"),
    },
    after={
        Hedge.ABOUT: ("environ", "a peu pres"),
        Hedge.AT_LEAST: ("ou plus", "au moins", "et plus", "au minimum", "minimum"),
        Hedge.UP_TO: ("ou moins", "au plus", "au maximum", "maximum"),
        Hedge.EXACTLY: ("exactement",),
    },
    dozens={},
    rounds={
        "demi douzaine": 6, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20,
        "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
        "centaine": 100, "millier": 1000,
    },
    plurals={
        "dizaines": (20, 99), "douzaines": (20, 99), "centaines": (200, 999),
        "milliers": (2_000, 9_999), "millions": (2_000_000, 9_999_999),
        "milliards": (2 * 10**9, 10**10 - 1),
    },
    some=("des", "plusieurs", "quelques", "de nombreuses", "de nombreux"),
    halves=("un demi", "demi"),
    and_a_half=("et demi", "et demie"),
    between=(("entre", "et"), ("de", "a"), ("", "a")),
    percent=("%", "pour cent"),
)  # fmt: skip

LANGUAGES = {"en": ENGLISH, "fr": FRENCH}

MARKS: dict[str, dict[str, str]] = {
    "": {",": "thousands", ".": "either"},
    "en": {",": "thousands", ".": "decimal"},
    "fr": {",": "either", ".": "either"},
    **{
        lang: {",": "either", ".": "thousands"}
        for lang in ("da", "de", "el", "es", "hr", "id", "it", "nl", "pt", "ro", "sl", "tr", "vi")
    },
}
"""What a lone mark before three digits means in a language ("" where none is given)."""
