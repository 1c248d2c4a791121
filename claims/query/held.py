"""Conditions on one position of a statement, and on the claim it takes it on, as SQL."""

from __future__ import annotations

from typing import Any

from claims.confidential import Sight
from claims.name_words import LAST
from claims.query.tree import Held
from claims.reader import Reader

TABLE = "claim_word"
"""The words of claims, one row each; triggers keep it (migration 0006)."""

WORD = "word"
"""The column of ``Held`` that stands for the words of a claim: one of the values is among them."""

MOST_WORDS = 200
"""Words of claims that one beginning stands for."""

# From each word straight to the next one, however many claims hold it.
_BEGINNING = """
WITH RECURSIVE begun(word) AS (
    SELECT min(word) FROM claim_word WHERE word >= :start AND word < :last
    UNION ALL
    SELECT (SELECT min(w.word) FROM claim_word w WHERE w.word > b.word AND w.word < :last)
    FROM begun b WHERE b.word IS NOT NULL
)
SELECT word FROM begun WHERE word IS NOT NULL LIMIT :most
"""

# Known of the position itself, so that no claim need be read.
_COLUMNS = {"c.id": "p.claim_id"}


def held(reader: Reader, node: Held, prefix: str, *, of: str = "") -> tuple[str, dict[str, Any]]:
    """What stands after FROM, and its parameters, whose names begin with ``prefix``.

    ``of`` says of which statements the positions ``p`` are; without it those of all are asked.  The
    order of the tables is the order in which they are read: a statement has few positions and a
    claim few words, but a word can stand in very many claims.
    """
    tables: list[str] = []
    tests: list[str] = []
    parameters: dict[str, Any] = {}
    for place, (column, values) in enumerate(node.conditions):
        name = f"{prefix}{place}"
        parameters[name] = list(values)
        if column == WORD:
            tables.append(f"claim_word w{place}")
            tests.append(f"w{place}.claim_id = p.claim_id")
        own = f"w{place}.word" if column == WORD else _COLUMNS.get(column, column)
        tests.append(reader.within(own, name))
    # Words are kept of all claims, and not all may be seen.
    if reader.sight is Sight.OPEN or any(test.startswith("c.") for test in tests):
        tables.append("claim c")
        tests.append("c.id = p.claim_id")
    tables.append("position p")
    if of:
        tables.reverse()
        tests.append(of)
    return f"{' CROSS JOIN '.join(tables)} WHERE {' AND '.join(tests)}", parameters


def any_claim(reader: Reader, node: Held) -> bool:
    """Whether any claim holds all the words."""
    tables: list[str] = []
    tests: list[str] = []
    parameters: dict[str, Any] = {}
    for place, (_column, values) in enumerate(node.conditions):
        tables.append(f"claim_word w{place}")
        tests.append(reader.within(f"w{place}.word", f"w{place}"))
        parameters[f"w{place}"] = list(values)
        if place:
            tests.append(f"w{place}.claim_id = w0.claim_id")
    tables.append("claim c")
    tests.append("c.id = w0.claim_id")
    sql = f"SELECT 1 FROM {' CROSS JOIN '.join(tables)} WHERE {' AND '.join(tests)} LIMIT 1"
    return reader.value(sql, **parameters) is not None


def beginning(reader: Reader, start: str) -> list[str]:
    """Words of claims that begin so, in their order, at most ``MOST_WORDS``."""
    return reader.values(_BEGINNING, start=start, last=start + LAST, most=MOST_WORDS)
