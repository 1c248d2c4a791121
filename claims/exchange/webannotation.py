"""W3C Web Annotations (JSON-LD), and what Hypothesis exports: words in a page, with tags.

A ``TextQuoteSelector`` is the words and what stands beside them, a ``TextPositionSelector`` their
place.  Whoever annotated said nothing: the speaker stands in a tag, ``speaker:Ann Lee``, as other
fields do (``TAGS``); ``denies:convoy-attack/aircraft=Russian aircraft`` is a position.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.exchange.fields import Wrong
from claims.exchange.linked import (
    OURS,
    RECORD,
    TERMS,
    key_of,
    listed,
    text_of,
    types,
    urn,
    without_empty,
)
from claims.i18n import _
from claims.reader import Row
from claims.vocabulary import Stance

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

TAGS = (
    "speaker", "speaker_kind", "role", "org", "said", "venue", "cue", "via", "outlet",
    "published", "kind", "lang",
)  # fmt: skip
"""Fields of the flat record that a tag can hold."""

_STANCES = {stance.value for stance in Stance}
_MOST_SELECTORS = 100
_PAGES = ("annotationcollection", "annotationpage")

# -- in ------------------------------------------------------------------------------------


def items(value: Any) -> list[Any] | None:
    """The annotations of a value: one, a list, a collection, a page, a Hypothesis export."""
    if isinstance(value, list):
        return value if any(map(_is_annotation, value)) else None
    if not isinstance(value, dict):
        return None
    if _is_annotation(value):
        return [value]
    for name in ("annotations", "rows", "items", "@graph"):
        found = value.get(name)
        if isinstance(found, list) and any(map(_is_annotation, found)):
            return found
    if types(value).isdisjoint(_PAGES):
        return None
    first = value.get("first")
    return (items(first) if isinstance(first, dict) and "first" not in first else None) or []


def _is_annotation(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    return "annotation" in types(value) or ("target" in value and "uri" in value)


def record(annotation: Any) -> dict[str, Any]:
    """The flat record of an annotation; ``Wrong`` where it marks no words."""
    if not isinstance(annotation, dict):
        raise Wrong(_("no annotation"))
    ours = annotation.get(RECORD)
    if isinstance(ours, dict):
        return ours
    target = next((t for t in listed(annotation.get("target")) if isinstance(t, dict)), {})
    words = _words(target)
    if "text" not in words:
        raise Wrong(_("marks no words: it has no TextQuoteSelector with an exact text"))
    tags, notes = _bodies(annotation)
    found = {
        "key": key_of(annotation.get("id"), annotation.get("@id")),
        **words,
        "url": _source(annotation, target),
        "title": _title(annotation),
        "lang": text_of(target.get("language")),
        "note": "\n".join(notes),
        **_tagged(tags),
    }
    return without_empty(found)


def _source(annotation: dict[str, Any], target: dict[str, Any]) -> str | None:
    source = target.get("source") or annotation.get("uri")
    if source is None:
        source = next((t for t in listed(annotation.get("target")) if isinstance(t, str)), None)
    if isinstance(source, dict):
        source = source.get("id") or source.get("@id")
    return source if isinstance(source, str) and not source.startswith(OURS) else None


def _title(annotation: dict[str, Any]) -> str | None:
    document = annotation.get("document")
    return text_of(document.get("title")) if isinstance(document, dict) else None


def _words(target: dict[str, Any]) -> dict[str, Any]:
    """What the selectors say: the words, what stands beside them, where."""
    found: dict[str, Any] = {}
    for selector in _selectors(target):
        kinds = types(selector)
        if "textquoteselector" in kinds and "text" not in found:
            named = (("text", "exact"), ("prefix", "prefix"), ("suffix", "suffix"))
            texts = {name: text_of(selector.get(key)) for name, key in named}
            found |= without_empty(texts)
        elif "textpositionselector" in kinds and "start" not in found:
            start, end = selector.get("start"), selector.get("end")
            if isinstance(start, int) and isinstance(end, int):
                found |= {"start": start, "end": end}
    return found


def _selectors(target: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The selectors of a target, those that refine others too."""
    waiting = [*listed(target.get("selector"))]
    for place, selector in enumerate(waiting):
        if place >= _MOST_SELECTORS:
            return
        if isinstance(selector, dict):
            yield selector
            waiting += listed(selector.get("refinedBy"))  # walked in its turn


def _bodies(annotation: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The tags of an annotation, and what else is said of it."""
    tags = [tag for tag in listed(annotation.get("tags")) if isinstance(tag, str)]
    notes = [text_of(annotation.get(name)) for name in ("bodyValue", "text")]
    for body in listed(annotation.get("body")):
        value = text_of(body.get("value")) if isinstance(body, dict) else None
        if value is None:
            continue
        if "tagging" in listed(body.get("purpose")):
            tags.append(value)
        elif "identifying" in listed(body.get("purpose")):
            tags.append(f"speaker:{value}")
        else:
            notes.append(value)
    return tags, [note for note in notes if note]


def _tagged(tags: list[str]) -> dict[str, Any]:
    """The fields and positions that tags name; other tags say nothing of ours."""
    found: dict[str, Any] = {}
    positions = []
    for tag in tags:
        name, _colon, value = tag.partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "via" and value:
            found.setdefault("via", []).append(value)
        elif name in TAGS and value:
            found.setdefault(name, value)
        elif name in _STANCES and "=" in value:
            question, _equals, claim = value.partition("=")
            positions.append({"question": question, "claim": claim, "stance": name})
    return found | ({"positions": positions} if positions else {})


# -- out -----------------------------------------------------------------------------------


def annotation(flat: Row) -> Row:
    """A flat record as an annotation."""
    bodies = [{"type": "TextualBody", "purpose": "identifying", "value": flat["speaker"]}]
    bodies += [
        {"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags_of(flat)[1:]
    ]
    if flat.get("note"):
        bodies.append({"type": "TextualBody", "purpose": "describing", "value": flat["note"]})
    return {
        "@context": [CONTEXT, TERMS],
        "id": urn("quote", flat["key"]),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": target_of(flat),
        RECORD: flat,
    }


def hypothesis(flat: Row) -> Row:
    """A flat record as Hypothesis imports annotations."""
    target = target_of(flat)
    return {
        "id": urn("quote", flat["key"]),
        "uri": target["source"],
        "user": "acct:claims@claims.invalid",
        "document": {"title": [flat["title"]] if flat.get("title") else []},
        "text": flat.get("note") or "",
        "tags": tags_of(flat),
        "target": [target],
    }


def target_of(flat: Row) -> Row:
    """The document and the place in it."""
    quote = {"type": "TextQuoteSelector", "exact": flat["text"]}
    quote |= {name: flat[name] for name in ("prefix", "suffix") if flat.get(name)}
    selectors: list[Row] = [quote]
    if flat.get("start") is not None:
        place = {"start": flat["start"], "end": flat["end"]}
        selectors.append({"type": "TextPositionSelector", **place})
    source = flat.get("url") or urn("document", flat.get("title") or flat.get("outlet") or "")
    return without_empty({"source": source, "language": flat.get("lang"), "selector": selectors})


def tags_of(flat: Row) -> list[str]:
    """What a record says, in tags; the speaker first."""
    found = []
    for name in TAGS:
        found += [f"{name}:{value}" for value in listed(flat.get(name)) if value]
    found += [
        f"{position['stance']}:{position['question']}={position['claim']}"
        for position in flat.get("positions", ())
    ]
    return found
