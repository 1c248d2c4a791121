"""Rows of the database as entities of followthemoney: pure, one function a schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from claims.exchange.ftm.dates import values_of
from claims.exchange.ftm.ids import Names, made_id
from claims.exchange.ftm.proxy import Value
from claims.exchange.ftm.terms import (
    IDENTIFIERS,
    LEGAL_FORM,
    LONGEST_NAME,
    LONGEST_STRING,
    LONGEST_TEXT,
    LONGEST_URL,
    ORGANISATIONS,
    QUOTED,
    SCHEMATA,
    long_language,
)
from claims.ids import Kind, format_id
from claims.reader import Row
from claims.text import clean_line, clean_text, shorten
from claims.vocabulary import SpeakerKind, StatementStatus

_ORGS = (SpeakerKind.ORG, SpeakerKind.STATE)
"""Whose schemata are organisations of followthemoney."""


class Made(NamedTuple):
    """An entity as it is written; ``others`` are ids that it had and has no more."""

    id: str
    schema: str
    props: dict[str, list[Value]]
    caption: str | None = None
    others: tuple[str, ...] = ()


def speaker(row: Row, names: dict[int, Names], aliases: list[Value]) -> Made:
    """A speaker, with the other names it has."""
    kind, own = SpeakerKind(row["kind"]), names[row["id"]]
    parent = row["parent"] if row["parent_kind"] != SpeakerKind.UNNAMED else None
    known: dict[str, list[str]] = {}
    for scheme, key in own.elsewhere:
        known.setdefault(scheme, []).append(key)
    props = _props(
        name=row["name"],
        alias=aliases,
        legalForm=LEGAL_FORM if kind is SpeakerKind.STATE else None,
        parent=names[parent].id if parent and parent != row["id"] else None,
        notes=_long(row["note"]),
        **{
            prop: known.get(scheme)
            for prop, scheme in IDENTIFIERS.items()
            if kind in _ORGS or prop not in ORGANISATIONS
        },
    )
    return Made(own.id, SCHEMATA[kind], props, row["name"], own.others)


def post_id(title: str, org: str) -> str:
    """The id of a position: the same for the same title and organisation."""
    return made_id("post", title, org)


def post(title: str, org: str) -> Made:
    """A position in an organisation, or in none that can be said."""
    name = shorten(title, LONGEST_NAME)
    return Made(post_id(title, org), "Position", _props(name=name, organization=org), name)


def role(row: Row, own: str, names: dict[int, Names]) -> Iterator[Made]:
    """An Occupancy of a person; of any other a Membership, without an organisation nothing."""
    holder, org = names[row["holder"]].id, names[row["org"]].id if row["org"] else ""
    dates: dict[str, Any] = {
        "startDate": values_of(row["since"]),
        "endDate": values_of(row["until"]),
        "summary": _long(row["note"]),
    }
    if row["kind"] == SpeakerKind.PERSON:
        props = _props(holder=holder, post=post_id(row["title"], org), **dates)
        yield Made(own, "Occupancy", props)
    elif org:
        title = shorten(row["title"], LONGEST_STRING)
        yield Made(own, "Membership", _props(member=holder, organization=org, role=title, **dates))


def document(row: Row, own: Names) -> Made:
    """A document."""
    url, text = _url(row["url"]), clean_text(row["text"] or "").strip()
    title = shorten(row["title"] or "", LONGEST_STRING)
    if not (title or url or text):
        # What nothing names is read again by nobody.
        title = ", ".join(filter(None, (row["outlet"], row["published"]))) or own.id
    props = _props(
        title=title,
        sourceUrl=url,
        publishedAt=values_of(row["published"]),
        publisher=row["outlet"],
        language=long_language(row["lang"]),
        bodyText=_parts(text),
    )
    return Made(own.id, "Article", props, title or None, own.others)


def mention(row: Row, document: str, speakers: dict[int, Names]) -> Made:
    """Somebody whom a document quotes or mentions."""
    speaker = speakers[row["id"]].id
    schema = SCHEMATA[SpeakerKind(row["kind"])]
    props = _props(document=document, resolved=speaker, name=row["name"], detectedSchema=schema)
    return Made(made_id("mention", document, speaker), "Mention", props, row["name"])


def quote(row: Row, document: str, speaker: str, chain: list[str]) -> Made:
    """The words, as what documents the speaker; of an unnamed one as a note on the document."""
    number = format_id(Kind.STATEMENT, row["id"])
    text = [Value(part, long_language(row["lang"])) for part in _parts(clean_text(row["text"]))]
    beside: dict[str, Any] = {
        "description": text,
        "sourceUrl": _url(row["url"]),
        "publisher": row["outlet"],
        "namesMentioned": chain,
    }
    own, role = f"claims-{number}", clean_line(row["role_printed"] or "")
    if row["kind"] == SpeakerKind.UNNAMED:
        who = ", ".join(filter(None, (clean_line(row["name"]), role)))
        return Made(own, "Note", _props(entity=document, summary=who, **beside))
    status = row["status"] if row["status"] != StatementStatus.ACCEPTED else None
    props = _props(
        document=document, entity=speaker, role=QUOTED, date=values_of(row["said"]),
        summary=role, status=status, recordId=number, **beside,
    )  # fmt: skip
    return Made(own, "Documentation", props)


def _props(**values: str | list[str] | list[Value] | None) -> dict[str, list[Value]]:
    """The properties that have values."""
    found: dict[str, list[Value]] = {}
    for name, value in values.items():
        several = value if isinstance(value, list) else [value] if value else []
        made = [one if isinstance(one, Value) else Value(one) for one in several]
        if made:
            found[name] = made
    return found


def _parts(text: str) -> list[str]:
    """A text in parts no longer than a value may be."""
    return [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]


def _long(note: str | None) -> list[str]:
    return _parts(clean_text(note).strip()) if note else []


def _url(url: str | None) -> str | None:
    known = url is not None and url.startswith(("http://", "https://"))
    return url if known and len(url or "") <= LONGEST_URL else None
