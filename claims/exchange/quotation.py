"""schema.org's Quotation (JSON-LD): words, who spoke them, the work they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.exchange.fields import Wrong
from claims.exchange.linked import RECORD, TERMS, key_of, listed, text_of, types, urn, without_empty
from claims.i18n import _
from claims.reader import Row
from claims.vocabulary import SpeakerKind

CONTEXT = "https://schema.org"

_KINDS = {
    "person": SpeakerKind.PERSON,
    "organization": SpeakerKind.ORG,
    "newsmediaorganization": SpeakerKind.ORG,
    "governmentorganization": SpeakerKind.ORG,
    "ngo": SpeakerKind.ORG,
    "corporation": SpeakerKind.ORG,
    "politicalparty": SpeakerKind.ORG,
    "country": SpeakerKind.STATE,
}
"""What kind of speaker a type of schema.org is."""

_TYPES = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORG: "Organization",
    SpeakerKind.STATE: "Country",
    SpeakerKind.GROUP: "Organization",
    SpeakerKind.UNNAMED: "Person",
}

_HOLDERS = ("@graph", "hasPart", "itemListElement", "item", "mainEntity", "mentions", "citation")
"""Where quotations stand in other nodes."""

_DEEPEST = 8

# -- in ------------------------------------------------------------------------------------


def items(value: Any) -> list[Any] | None:
    """The quotations in a value, alone, listed, or as parts of their works; none: no such."""
    found = list(_found(value))
    return found or None


def _found(value: Any) -> Iterator[dict[str, Any]]:
    """Quotations in order; those that name no work are part of the node that holds them."""
    waiting: list[tuple[Any, dict[str, Any] | None, int]] = [(value, None, 0)]
    while waiting:
        node, work, depth = waiting.pop()
        if isinstance(node, list):
            waiting += [(item, work, depth) for item in reversed(node) if isinstance(item, dict)]
        elif isinstance(node, dict) and "quotation" in types(node):
            yield {"isPartOf": work, **node} if work else node
        elif isinstance(node, dict) and depth < _DEEPEST:
            holder = node if types(node) and "@graph" not in node else None
            waiting += [
                (node[name], holder or work, depth + 1)
                for name in reversed(_HOLDERS)
                if isinstance(node.get(name), dict | list)
            ]


def record(quotation: Any) -> dict[str, Any]:
    """The flat record of a quotation; ``Wrong`` where it is none."""
    if not isinstance(quotation, dict) or "quotation" not in types(quotation):
        raise Wrong(_("no Quotation"))
    ours = quotation.get(RECORD)
    if isinstance(ours, dict):
        return ours
    original = _node(quotation.get("translationOfWork"))
    found = {
        "key": key_of(quotation.get("@id"), _identifier(quotation)),
        "text": text_of(quotation.get("text")),
        "lang": _language(quotation.get("inLanguage")),
        **_speaker(quotation),
        "said": text_of(quotation.get("dateCreated")),
        **_document(quotation),
        "original_text": text_of(original.get("text")),
        "original_lang": _language(original.get("inLanguage")),
        "note": text_of(quotation.get("description")),
    }
    return without_empty(found)


def _node(value: Any) -> dict[str, Any]:
    return next((item for item in listed(value) if isinstance(item, dict)), {})


def _name(value: Any) -> str | None:
    """The name of whoever stands there, as a text or as a node."""
    for item in listed(value):
        found = text_of(item.get("name") or item.get("@value")) if isinstance(item, dict) else item
        if isinstance(found, str) and found.strip():
            return found
    return None


def _identifier(quotation: dict[str, Any]) -> Any:
    found = quotation.get("identifier")
    return found.get("value") if isinstance(found, dict) else found


def _language(value: Any) -> str | None:
    node = _node(value)
    return text_of(node.get("alternateName")) or _name(value)


def _speaker(quotation: dict[str, Any]) -> dict[str, Any]:
    """To whom the words are attributed; failing that, who made them."""
    for field in ("spokenByCharacter", "creator", "author"):
        value = quotation.get(field)
        if name := _name(value):
            node = _node(value)
            kind = next((_KINDS[one] for one in sorted(types(node)) if one in _KINDS), None)
            return {
                "speaker": name,
                "speaker_kind": kind.value if kind else None,
                "role": text_of(node.get("jobTitle")),
                "org": _name(node.get("worksFor")) or _name(node.get("affiliation")),
            }
    return {}


def _document(quotation: dict[str, Any]) -> dict[str, Any]:
    """The work the words stand in."""
    part = quotation.get("isPartOf")
    work = _node(part) or _node(quotation.get("citation"))
    address = text_of(work.get("url")) or text_of(work.get("@id"))
    plain = [text_of(value) for value in (part, quotation.get("citation"))]
    links = [text for text in plain if text and text.startswith(("http://", "https://"))]
    titles = [text for text in plain if text and text not in links]
    return {
        "outlet": _name(work.get("publisher")),
        "title": text_of(work.get("headline")) or _name(work) or next(iter(titles), None),
        "url": address or next(iter(links), None) or text_of(quotation.get("url")),
        "published": text_of(work.get("datePublished")) or text_of(quotation.get("datePublished")),
    }


# -- out -----------------------------------------------------------------------------------


def quotation(flat: Row) -> Row:
    """A flat record as a Quotation."""
    speaker = without_empty(
        {
            "@type": _TYPES[SpeakerKind(flat.get("speaker_kind") or SpeakerKind.PERSON)],
            "name": flat["speaker"],
            "jobTitle": flat.get("role"),
            "affiliation": _organisation(flat.get("org")),
        }
    )
    work = without_empty(
        {
            "headline": flat.get("title"),
            "url": flat.get("url"),
            "datePublished": flat.get("published"),
            "publisher": _organisation(flat.get("outlet")),
        }
    )
    original = without_empty(
        {"text": flat.get("original_text"), "inLanguage": flat.get("original_lang")}
    )
    found = {
        "@context": [CONTEXT, TERMS],
        "@type": "Quotation",
        "@id": urn("quote", flat["key"]),
        "text": flat["text"],
        "inLanguage": flat.get("lang"),
        "dateCreated": flat.get("said"),
        "spokenByCharacter": speaker,
        "creator": {"@type": speaker["@type"], "name": speaker["name"]},
        "isPartOf": {"@type": "CreativeWork", **work} if work else None,
        "citation": flat.get("url"),
        "translationOfWork": {"@type": "Quotation", **original} if original else None,
        "description": flat.get("note"),
        RECORD: flat,
    }
    return without_empty(found)


def _organisation(name: str | None) -> Row | None:
    return {"@type": "Organization", "name": name} if name else None
