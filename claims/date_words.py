"""Month, weekday and relative words, as folded text, in the two languages of the program."""

from __future__ import annotations

from itertools import chain

_MONTHS = (
    "janvier janv january jan",
    "fevrier fevr fev february feb",
    "mars march mar",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout august aug",
    "septembre september sept sep",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
)
_WEEKDAYS = (
    "lundi lun monday mon",
    "mardi tuesday tues tue",
    "mercredi mer wednesday wed",
    "jeudi jeu thursday thurs thu",
    "vendredi ven friday fri",
    "samedi sam saturday sat",
    "dimanche dim sunday sun",
)
_DAYS = {
    -2: ("avant hier", "day before yesterday", "the day before yesterday"),
    -1: ("hier", "hier matin", "hier soir", "yesterday", "yesterday morning", "last night"),
    0: (
        "aujourd hui", "ce jour", "ce matin", "ce soir", "cet apres midi", "maintenant",
        "today", "this morning", "this afternoon", "this evening", "tonight", "now",
    ),
    1: ("demain", "tomorrow"),
}  # fmt: skip


def _numbered(lines: tuple[str, ...], first: int) -> dict[str, int]:
    return dict(
        chain.from_iterable(
            ((word, number) for word in line.split()) for number, line in enumerate(lines, first)
        )
    )


MONTHS = _numbered(_MONTHS, 1)
"""Folded word to month, 1 to 12."""

WEEKDAYS = _numbered(_WEEKDAYS, 0)
"""Folded word to weekday, Monday 0."""

RELATIVE_DAYS = {phrase: shift for shift, phrases in _DAYS.items() for phrase in phrases}
"""Folded phrase to days from the day of reference."""

BEFORE = frozenset({"dernier", "last"})
"""With a weekday: the latest before the day of reference."""

AFTER = frozenset({"prochain", "next"})
"""With a weekday: the first after the day of reference."""

EMPTY = frozenset(
    (
        *(
            "le",
            "la",
            "du",
            "au",
            "en",
            "de",
            "d",
            "of",
            "the",
            "on",
            "in",
            "at",
            "a",
            "this",
            "ce",
        ),
        *("matin", "soir", "matinee", "soiree", "morning", "afternoon", "evening", "night"),
    )
)
"""Words that change nothing in a date; parts of a day are not kept."""
