"""Names for the shell to complete: speakers, questions, outlets, ids.

Runs at every press of a key: prepared queries over the plain driver, few rows, no errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from claims.ids import LETTERS, Kind, format_id
from claims.text import clean_line, fold, name_key

if TYPE_CHECKING:
    from claims.environment import Environment
    from claims.reader import Reader

MOST = 50
"""Names given at once."""

_SHELL = r"""[`$\\"*?\[\]{}()<>|&;!#~^%=]|^[-+@]"""

_FEW = 5  # ids beside names, while a single letter could begin either

What = Literal["speaker", "question", "ref", "outlet"]

_SPEAKERS = """
SELECT name FROM (
  SELECT k.name, k.key FROM speaker k
  WHERE k.kind <> 'unnamed' AND k.merged_into IS NULL AND {outlets} AND {test}
  UNION SELECT a.name, a.key FROM alias a JOIN speaker k ON k.id = a.speaker_id
  WHERE {outlets} AND {alias_test}
) AS named ORDER BY name LIMIT :most
"""
_OUTLETS = "EXISTS (SELECT 1 FROM document d WHERE d.outlet_id = k.id)"

_QUESTIONS = """
SELECT slug AS name FROM question WHERE substr(slug, 1, :size) = :start ORDER BY slug LIMIT :most
"""


def names(
    env: Environment, kind: What, incomplete: str, target: str, *, everything: bool = False
) -> list[str]:
    """What of this kind begins so, in order, at most ``MOST``; accents and case never matter.

    Where there is no database there is nothing to complete, and what is not harmless is left
    out.  ``everything`` gives what is
    confidential too.
    """
    from claims.confidential import Sight
    from claims.database import open_database
    from claims.errors import DatabaseError

    try:
        database = open_database(target)
    except DatabaseError:
        return []
    try:
        reader = database.reader if everything else database.seen(Sight.OPEN)
        return [name for name in _FINDERS[kind](reader, incomplete) if is_harmless(name)]
    finally:
        database.close()


def is_harmless(name: str) -> bool:
    """Whether a name can stand on a command line: bash puts it there as it is.

    What a shell would run, expand or take for an option, and what is not seen, is never suggested.
    """
    return not re.search(_SHELL, name) and clean_line(name) == name


def _speakers(reader: Reader, incomplete: str) -> list[str]:
    return _named(reader, incomplete, "1 = 1")


def _outlets(reader: Reader, incomplete: str) -> list[str]:
    return _named(reader, incomplete, _OUTLETS)


def _named(reader: Reader, incomplete: str, outlets: str) -> list[str]:
    """Names and aliases that begin so."""
    start = name_key(incomplete)
    if incomplete.strip() and not start:
        return []
    test = "substr({t}.key, 1, :size) = :start"
    sql = _SPEAKERS.format(outlets=outlets, test=test.format(t="k"), alias_test=test.format(t="a"))
    return reader.values(sql, size=len(start), start=start, most=MOST)


def _questions(reader: Reader, incomplete: str) -> list[str]:
    start = fold(incomplete)
    return reader.values(_QUESTIONS, size=len(start), start=start, most=MOST)


def _refs(reader: Reader, incomplete: str) -> list[str]:
    """Ids that begin so, the newest first; else questions and speakers."""
    letter, digits = incomplete[:1].upper(), incomplete[1:]
    kind = next((kind for kind, mark in LETTERS.items() if mark == letter), None)
    by_name = [*_questions(reader, incomplete), *_speakers(reader, incomplete)]
    if kind is None or not digits.isascii() or not (digits + "0").isdigit():
        return by_name[:MOST]
    ids = _ids(reader, kind, digits)
    return ids if digits else [*ids[:_FEW], *by_name][:MOST]


def _ids(reader: Reader, kind: Kind, digits: str) -> list[str]:
    """Ids whose number begins so: the number itself, then its tens, hundreds and so on."""
    if not digits:
        sql = f"SELECT id FROM {kind.value} ORDER BY id DESC LIMIT :most"
        return [format_id(kind, number) for number in reader.values(sql, most=MOST)]
    highest = reader.value(f"SELECT max(id) FROM {kind.value}") or 0
    found: list[int] = []
    first = last = int(digits)
    while 0 < first <= highest and len(found) < MOST:
        found += reader.values(
            f"SELECT id FROM {kind.value} WHERE id BETWEEN :first AND :last"
            " ORDER BY id LIMIT :most",
            first=first,
            last=last,
            most=MOST - len(found),
        )
        first, last = first * 10, last * 10 + 9
    return [format_id(kind, number) for number in found]


_FINDERS: dict[What, Callable[[Reader, str], list[str]]] = {
    "speaker": _speakers,
    "outlet": _outlets,
    "question": _questions,
    "ref": _refs,
}
