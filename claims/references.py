"""Questions, claims, documents and statements by the ids and names people type.

``claims.names`` gives all of it, speakers included; import from there.
"""

from __future__ import annotations

import json

from claims.errors import AmbiguousName, UnknownName
from claims.i18n import _
from claims.ids import Kind, Ref, format_id, parse_id
from claims.keep.slugs import claim_key, figure_key, normal_url
from claims.reader import Reader, Row
from claims.text import clean_line, fold, name_key, shorten

SHOWN = 60
"""Most of a mistyped name that a message repeats, in code points."""

CANDIDATES = 5
"""Most near matches that are shown."""


def exists(reader: Reader, ref: Ref) -> bool:
    """Whether there is such a row."""
    sql = f"SELECT id FROM {ref.kind.value} WHERE id = :id"
    return reader.value(sql, id=ref.number) is not None


def numbered(reader: Reader, text: str, kind: Kind) -> int | None:
    """The number of a row, if the text is its id; none where it is no id of this kind.

    Raises ``UnknownName`` for the id of no row.
    """
    ref = parse_id(text.strip())
    if ref is None or ref.kind is not kind:
        return None
    if not exists(reader, ref):
        raise no_such(ref)
    return ref.number


def no_such(ref: Ref) -> UnknownName:
    """The error for the id of no row."""
    return UnknownName(_("there is no {id}").format(id=ref), hint="claims stats")


def near_texts(text: str, known: dict[str, str]) -> list[str]:
    """Labels whose texts are most like a text, best first."""
    from claims.matching import near

    return [label for label, _score in near(text, ((known[one], one) for one in known))]


def shown(text: str) -> str:
    """A text as a message repeats it."""
    return shorten(clean_line(text), SHOWN)


# -- questions and claims ------------------------------------------------------------------


def resolve_question(reader: Reader, text: str, *, whole: bool = False) -> int:
    """The question an id (Q3), slug, last part of a slug, title or beginning of a slug means.

    Of several that begin alike, the one all others lie under; ``whole`` takes no beginning.  Raises
    ``AmbiguousName`` or ``UnknownName``.
    """
    number = numbered(reader, text, Kind.QUESTION)
    if number is None:
        number = reader.value(
            "SELECT id FROM question WHERE slug = :slug", slug=fold(text.strip()).strip("/")
        )
    return number if number is not None else question_among(reader, text, whole=whole)


def question_among(reader: Reader, text: str, *, whole: bool = False) -> int:
    """The question that a name, no id, means; see ``resolve_question``."""
    rows = reader.rows("SELECT id, slug, title, titles FROM question ORDER BY slug")
    wanted, key = fold(text.strip()).strip("/"), name_key(text)
    if wanted:
        for tier in (
            [row for row in rows if fold(row["slug"]) == wanted],
            [row for row in rows if fold(row["slug"]).rpartition("/")[2] == wanted],
            [row for row in rows if key and key in _title_keys(row)],
            [row for row in rows if not whole and fold(row["slug"]).startswith(wanted)],
        ):
            if tier:
                return _one_question(reader, text, tier)
    rows = tellable(reader, Kind.QUESTION, rows)
    raise UnknownName(
        _('no question is called "{name}"').format(name=shown(text)),
        candidates=near_texts(text, {_question_label(row): row["slug"] for row in rows}),
        hint="claims contested --help" if not rows else "claims contrast " + rows[0]["slug"],
    )


def _title_keys(row: Row) -> set[str]:
    titles = json.loads(row["titles"]) if row["titles"] else {}
    return {name_key(title) for title in (row["title"], *titles.values())}


def tellable(reader: Reader, kind: Kind, rows: list[Row]) -> list[Row]:
    """Of rows, those an error may name: nothing confidential, unless it was asked for."""
    discreet = reader.discreet()
    if discreet is reader:
        return rows
    sql = f"SELECT id FROM {kind.value} WHERE {reader.within('id', 'ids')}"
    seen = set(discreet.values(sql, ids=[row["id"] for row in rows]))
    return [row for row in rows if row["id"] in seen]


def _one_question(reader: Reader, text: str, rows: list[Row]) -> int:
    shortest = min(rows, key=lambda row: len(row["slug"]))
    inside = shortest["slug"] + "/"
    if any(row is not shortest and not row["slug"].startswith(inside) for row in rows):
        raise AmbiguousName(
            _('several questions are called "{name}"').format(name=shown(text)),
            candidates=[
                _question_label(row) for row in tellable(reader, Kind.QUESTION, rows)[:CANDIDATES]
            ],
            hint=_("give the id, such as {id}").format(id=format_id(Kind.QUESTION, shortest["id"])),
        )
    number: int = shortest["id"]
    return number


def _question_label(row: Row) -> str:
    return f"{row['slug']} {format_id(Kind.QUESTION, row['id'])}"


def resolve_claim(
    reader: Reader, text: str, question: int | None = None, *, whole: bool = False
) -> int:
    """The claim an id (C7) or its words mean, among the answers to a question where one is given.

    A beginning of its words will do unless ``whole``.  Raises ``AmbiguousName`` or ``UnknownName``.
    """
    number = numbered(reader, text, Kind.CLAIM)
    if number is not None:
        return number
    condition, bound = ("question_id = :question", {"question": question}) if question else ("", {})
    key = claim_key(text)
    tiers: list[tuple[str, dict[str, str | int]]] = [("key = :key", {"key": key})]
    if figure := _figure(text):
        tiers.append(("key = :key", {"key": figure_key(figure)}))
    if not whole:
        tiers.append(("substr(key, 1, :size) = :key", {"key": key, "size": len(key)}))
    for test, parameters in tiers:
        tests = " AND ".join(filter(None, (test, condition)))
        rows = reader.rows(
            f"SELECT id, text FROM claim WHERE {tests} ORDER BY id LIMIT 6", **parameters, **bound
        )
        if rows and key:
            return _one_claim(reader, text, rows)
    tests = f" WHERE {condition}" if condition else ""
    known = reader.discreet().rows(
        f"SELECT id, text FROM claim{tests} ORDER BY id LIMIT 1000", **bound
    )
    raise UnknownName(
        _('no claim reads "{name}"').format(name=shown(text)),
        candidates=near_texts(text, {_claim_label(row): row["text"] for row in known}),
        hint=f"claims contrast {format_id(Kind.QUESTION, question)}" if question else None,
    )


def _figure(text: str) -> str | None:
    """The interval that words say, as it is written, none where they say none."""
    if not any(letter.isalnum() for letter in text):
        return None
    from claims.numbers import NumberError, parse_number

    try:
        return parse_number(text).as_text()
    except NumberError:
        return None


def _one_claim(reader: Reader, text: str, rows: list[Row]) -> int:
    if len(rows) > 1:
        raise AmbiguousName(
            _('several claims read "{name}"').format(name=shown(text)),
            candidates=[
                _claim_label(row) for row in tellable(reader, Kind.CLAIM, rows)[:CANDIDATES]
            ],
            hint=_("give the id, such as {id}").format(id=format_id(Kind.CLAIM, rows[0]["id"])),
        )
    number: int = rows[0]["id"]
    return number


def _claim_label(row: Row) -> str:
    return f"{shorten(clean_line(row['text']), SHOWN)} {format_id(Kind.CLAIM, row['id'])}"


# -- documents and statements --------------------------------------------------------------


def resolve_document(reader: Reader, text: str) -> int:
    """The document an id (D2), URL or title means; raises ``AmbiguousName`` or ``UnknownName``."""
    number = numbered(reader, text, Kind.DOCUMENT)
    if number is not None:
        return number
    words = clean_line(text)
    rows = reader.rows(
        "SELECT id, title, url FROM document WHERE url = :words OR title = :words ORDER BY id",
        words=words,
    )
    if not rows and (key := name_key(words)):
        every = reader.iterate("SELECT id, title, url FROM document ORDER BY id")
        url = normal_url(words)
        rows = [
            row
            for row in every
            if key == name_key(row["title"] or "") or url == normal_url(row["url"] or "")
        ]
    if not rows:
        raise UnknownName(
            _('no document is called "{name}"').format(name=shown(text)),
            hint=_("give its id, such as D2, its URL or its title"),
        )
    if len(rows) > 1:
        raise AmbiguousName(
            _('several documents are called "{name}"').format(name=shown(text)),
            candidates=[
                _document_label(row) for row in tellable(reader, Kind.DOCUMENT, rows)[:CANDIDATES]
            ],
            hint=_("give the id, such as {id}").format(id=format_id(Kind.DOCUMENT, rows[0]["id"])),
        )
    found: int = rows[0]["id"]
    return found


def _document_label(row: Row) -> str:
    words = shorten(clean_line(row["title"] or row["url"] or ""), SHOWN)
    return f"{words} {format_id(Kind.DOCUMENT, row['id'])}".strip()


def resolve_statement(reader: Reader, text: str) -> int:
    """The statement an id (S12) means; raises ``UnknownName``."""
    number = numbered(reader, text, Kind.STATEMENT)
    if number is not None:
        return number
    raise UnknownName(
        _('no statement has the id "{name}"').format(name=shown(text)), hint="claims search WORDS"
    )
