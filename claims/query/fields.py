"""The fields of a query, in a table: what each is called, and what its values become.

A reading takes one value and gives a node; it raises ``UnreadableError`` where the value means
nothing there, and ``UnknownName`` where it is the name of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.i18n import _
from claims.query.held import MOST_WORDS, WORD, any_claim, beginning
from claims.query.inflect import other_forms
from claims.query.tree import NOTHING, Filter, Held, Node, Only, Said, all_of, any_of
from claims.text import fold, tokens

if TYPE_CHECKING:
    from claims.dates import DateRange
    from claims.reader import Reader

Reading = Callable[["Reader", str], "Node"]


class UnreadableError(ValueError):
    """A value that its field cannot read; the message says what it reads."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A field: how its values are read, an example of one, other names of the field."""

    read: Reading
    example: str
    aliases: tuple[str, ...] = ()


# -- readings


def _named(letter: str) -> Reading:
    """Whoever is called so, by the filter token of this letter."""

    def read(reader: Reader, value: str) -> Node:
        from claims.errors import UnknownName
        from claims.names import matching_speakers, unknown_speaker

        try:
            found = matching_speakers(reader, value)
        except UnknownName:
            found = []
        if not found and tokens(value):
            raise unknown_speaker(reader, value)
        return Filter(tuple(f"{letter}{number}" for number in found))

    return read


def _coded(letter: str, values: Callable[[], tuple[str, ...]]) -> Reading:
    """One of a closed set of values, by the filter token of this letter."""

    def read(_reader: Reader, value: str) -> Node:
        return Filter((letter + _member(value, values()),))

    return read


def _member(value: str, known: tuple[str, ...]) -> str:
    wanted = fold(value.strip()).replace(" ", "-").replace("_", "-")
    if wanted not in known:
        raise UnreadableError(
            _("{value}: one of {known}").format(value=value, known=", ".join(known))
        )
    return wanted


def _language(_reader: Reader, value: str) -> Node:
    code = "".join(tokens(value))
    return Filter((f"l{code}",)) if code else NOTHING


def _said(_reader: Reader, value: str) -> Node:
    return _span(_range(value))


def _since(_reader: Reader, value: str) -> Node:
    return Said(_range(value).first, None)


def _until(_reader: Reader, value: str) -> Node:
    return Said(None, _range(value).last)


def _range(value: str) -> DateRange:
    from claims.dates import DateError, parse_range

    try:
        return parse_range(value)
    except DateError as error:
        raise UnreadableError(error.message) from error


def _span(days: DateRange) -> Node:
    return Said(days.first, days.last)


_YEAR = re.compile(r"[0-9]{1,4}")


def _year(_reader: Reader, value: str) -> Node:
    start, dots, end = (part.strip() for part in value.partition(".."))
    years = [part for part in (start, end) if part]
    if not years or not all(_YEAR.fullmatch(part) for part in years):
        raise UnreadableError(_("{value}: not a year").format(value=value))
    if not dots:
        return Filter((f"y{int(start)}",))
    return _span(_range("..".join(part.zfill(4) if part else "" for part in (start, end))))


def _worded(letter: str) -> Reading:
    """Filter tokens of words: all of them, each in any form; ``minist*`` is a beginning."""

    def read(_reader: Reader, value: str) -> Node:
        held = (Filter(tuple(letter + form for form in forms)) for forms in _forms(value))
        return all_of(*held) or NOTHING

    return read


def _forms(value: str) -> Iterator[tuple[str, ...]]:
    """For each word of a value its forms, or the beginning it is with a star."""
    for typed in value.split():
        words = tokens(typed)
        starred = typed.endswith("*") and len(words[-1:]) > 0 and len(words[-1]) > 1
        for last, word in zip([*[False] * (len(words) - 1), starred], words, strict=False):
            yield (f"{word}*",) if last else (word, *other_forms(word))


def _question(reader: Reader, value: str) -> Node:
    from claims.names import resolve_question

    return Held((("c.question_id", tuple(under(reader, resolve_question(reader, value)))),))


def under(reader: Reader, question: int) -> list[int]:
    """A question and all that lie under it."""
    return reader.values(
        "WITH RECURSIVE inside(id) AS (SELECT id FROM question WHERE id = :id UNION "
        "SELECT q.id FROM question q JOIN inside i ON q.parent_id = i.id) SELECT id FROM inside",
        id=question,
    )


_CLAIM_WORDS = 8
"""Words of a claim that are looked up, the longest."""


def _claim(reader: Reader, value: str) -> Node:
    from claims.errors import UnknownName
    from claims.ids import Kind, parse_id

    ref = parse_id(value.strip())
    if ref is not None and ref.kind is Kind.CLAIM:
        return Held((("c.id", (ref.number,)),))
    longest = sorted(_forms(value), key=lambda forms: -len(forms[0]))[:_CLAIM_WORDS]
    if not longest:
        return NOTHING
    worded = Held(tuple((WORD, _known(reader, forms)) for forms in longest))
    if not any_claim(reader, worded):
        raise UnknownName(_('no claim reads "{name}"').format(name=value))
    return worded


def _known(reader: Reader, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a word that claims hold, or all words that begin so."""
    first = forms[0]
    if first.endswith("*"):
        return tuple(beginning(reader, first[:-1]))
    start = first
    while not all(form.startswith(start) for form in forms):
        start = start[:-1]
    known = beginning(reader, start)
    if len(known) == MOST_WORDS:  # there may be others
        return forms
    return tuple(form for form in forms if form in known)


def _held(column: str, values: Callable[[], tuple[str, ...]]) -> Reading:
    def read(_reader: Reader, value: str) -> Node:
        return Held(((column, (_member(value, values()),)),))

    return read


def _id(_reader: Reader, value: str) -> Node:
    from claims.ids import Kind, parse_id

    ref = parse_id(value.strip())
    makers: dict[Kind, Callable[[int], Node]] = {
        Kind.STATEMENT: lambda number: Only((number,)),
        Kind.DOCUMENT: lambda number: Filter((f"d{number}",)),
        Kind.SPEAKER: lambda number: Filter((f"p{number}",)),
        Kind.CLAIM: lambda number: Held((("c.id", (number,)),)),
        Kind.QUESTION: lambda number: Held((("c.question_id", (number,)),)),
    }
    if ref is None or ref.kind not in makers:
        raise UnreadableError(_("{value}: an id such as S12 or D2").format(value=value))
    return makers[ref.kind](ref.number)


def _document(reader: Reader, value: str) -> Node:
    from claims.names import resolve_document

    return Filter((f"d{resolve_document(reader, value)}",))


# -- values of closed sets, loaded when one is read


def _kinds() -> tuple[str, ...]:
    from claims.vocabulary import StatementKind

    return tuple(StatementKind)


def _statuses() -> tuple[str, ...]:
    return STATUSES


def _states() -> tuple[str, ...]:
    from claims.vocabulary import State

    return tuple(State)


def _stances() -> tuple[str, ...]:
    from claims.vocabulary import Stance

    return tuple(Stance)


STATUSES = ("accepted", "proposed", "rejected")
"""Every status a statement can have (``claims.vocabulary.StatementStatus``)."""

ANY_STATUS = Filter(tuple(f"x{status}" for status in STATUSES))
"""Every statement there is."""


def _status(reader: Reader, value: str) -> Node:
    if fold(value) == "all":
        return ANY_STATUS
    return _coded("x", _statuses)(reader, value)


FIELDS = {
    "speaker": Spec(_named("p"), "kerry", ("by", "who")),
    "source": Spec(_named("o"), "reuters", ("outlet",)),
    "via": Spec(_named("v"), "tass"),
    "said": Spec(_said, "2016-09..", ("date",)),
    "since": Spec(_since, "2016-09", ("after",)),
    "until": Spec(_until, "2016-10", ("before",)),
    "year": Spec(_year, "2016"),
    "lang": Spec(_language, "fr", ("language",)),
    "kind": Spec(_coded("k", _kinds), "direct"),
    "status": Spec(_status, "proposed"),
    "role": Spec(_worded("r"), "spokesman"),
    "title": Spec(_worded("t"), "convoy", ("headline",)),
    "question": Spec(_question, "convoy-attack", ("topic", "event")),
    "claim": Spec(_claim, "C7"),
    "state": Spec(_held("c.state", _states), "contested"),
    "stance": Spec(_held("p.stance", _stances), "denies"),
    "id": Spec(_id, "S12"),
    "document": Spec(_document, "D2", ("doc",)),
}
"""Every field by its name."""

_CANONICAL = {alias: name for name, spec in FIELDS.items() for alias in (name, *spec.aliases)}


def canonical_field(typed: str) -> str | None:
    """The field somebody means, case aside, none where there is no such field."""
    return _CANONICAL.get(typed.lower())


def read_values(reader: Reader, name: str, values: tuple[str, ...]) -> Node:
    """What any of the values means; raises ``UnreadableError`` or ``UnknownName``."""
    nodes = [FIELDS[name].read(reader, value) for value in values]
    return _same_column(nodes) or any_of(*nodes) or NOTHING


def _same_column(nodes: list[Node]) -> Node | None:
    """Values of one column in one condition."""
    held = [node for node in nodes if isinstance(node, Held) and len(node.conditions) == 1]
    if not held or len(held) < len(nodes) or len({node.conditions[0][0] for node in held}) > 1:
        return None
    values = tuple(value for node in held for value in node.conditions[0][1])
    return Held(((held[0].conditions[0][0], values),))
