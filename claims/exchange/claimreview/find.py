"""ClaimReview objects wherever they stand: lines, lists, graphs, feeds, pages.

Nothing is raised for what a file holds: what cannot be read is a ``Found`` with a reason instead
of a value.  Only a page is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from claims.exchange import json_in
from claims.exchange.claimreview import google
from claims.exchange.sources import Raw
from claims.i18n import _

DEEPEST = 40
"""Levels of lists and objects that are searched for reviews."""

_TYPES = frozenset({"claimreview"})
_TELLING = frozenset({"claimreviewed", "reviewrating"})
"""What an object of a wrong type, or none, must have to be taken for a review."""


class Found(NamedTuple):
    """A review, or why there is none: where, what, names given twice in it.

    ``line`` counts lines of a file of lines and of a page, else reviews.  ``thin`` is what an
    interface tells of a review: less than its publisher does.
    """

    line: int
    value: Any
    reason: str | None = None
    repeated: tuple[str, ...] = ()
    thin: bool = False


# -- one value -----------------------------------------------------------------------------


def is_review(value: object) -> bool:
    """Whether an object is a ClaimReview: by type, or by what it holds where the type is wrong."""
    if not isinstance(value, dict):
        return False
    return bool(types_of(value) & _TYPES) or {str(key).lower() for key in value} >= _TELLING


def types_of(value: dict[Any, Any]) -> set[str]:
    """The types of an object, in small letters and without their vocabulary's address."""
    found = value.get("@type", value.get("type"))
    items = found if isinstance(found, list) else [found]
    return {re.split("[/#:]", item)[-1].strip().lower() for item in items if isinstance(item, str)}


def reviews_in(value: object) -> Iterator[tuple[dict[str, Any], bool]]:
    """The reviews anywhere in a JSON value, in order, and whether each is a thin one.

    What lies in a review is part of it.
    """
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if is_review(one):
            yield one, False  # type: ignore[misc]  # is_review says it is a dict
        elif google.is_claim(one):
            yield from ((review, True) for review in google.reviews_of(one))
        elif depth < DEEPEST and isinstance(one, dict | list):
            below = one.values() if isinstance(one, dict) else one
            waiting += [(item, depth + 1) for item in reversed(list(below)) if item]


def holds_review(value: object) -> bool:
    """Whether there is a review anywhere in a JSON value."""
    return next(reviews_in(value), None) is not None


# -- files ---------------------------------------------------------------------------------


def of_lines(raws: Iterable[Raw]) -> Iterator[Found]:
    """The reviews of NDJSON; a line can hold one, several, or a list of them, but not none."""
    for raw in raws:
        yield from _or_none(_reviews(raw), raw.line, _("no ClaimReview in it"))


def of_value(raws: Iterable[Raw]) -> Iterator[Found]:
    """The reviews in the items of one JSON value, numbered from 1 as lines are."""
    found = _or_none((one for raw in raws for one in _reviews(raw)), 1, _("no ClaimReview in it"))
    return (one._replace(line=number) for number, one in enumerate(found, 1))


def _or_none(found: Iterable[Found], line: int, reason: str) -> Iterator[Found]:
    """What is found, or that there was nothing."""
    none = True
    for one in found:
        none = False
        yield one
    if none:
        yield Found(line, None, reason)


def read_page(data: bytes) -> Iterator[Found]:
    """The reviews in the JSON-LD scripts of a page, each with the line its script begins on."""
    from claims.articles.decode import NotTextError, decode
    from claims.articles.html import charset

    try:
        text = decode(data, charset(data)).text
    except NotTextError as error:
        return iter([Found(1, None, str(error))])
    scripts = _Scripts()
    scripts.feed(text)
    scripts.close()
    found = (one for line, script in scripts.found for one in _in_script(line, script))
    return _or_none(found, 1, _("no ClaimReview in the page"))


def _in_script(line: int, script: str) -> Iterator[Found]:
    return _reviews(Raw(line, *json_in.parse(_unwrapped(script).encode("utf-8", "replace"))))


def _reviews(raw: Raw) -> Iterator[Found]:
    """What one JSON value holds."""
    if raw.reason is not None:
        yield Found(raw.line, None, raw.reason)
        return
    for review, thin in reviews_in(raw.value):
        yield Found(raw.line, review, None, json_in.repeated_names(review), thin)


def _unwrapped(script: str) -> str:
    """A script without the comments around it that hid it from old browsers."""
    text = script.strip()
    for opening, closing in (("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("<!--", "-->")):
        text = text.removeprefix(opening).removesuffix(closing).strip()
    return text.removesuffix(";")


class _Scripts(HTMLParser):
    """The JSON-LD scripts of a page, with their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._pieces: list[str] | None = None
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A script begins."""
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        if tag == "script" and kind == "application/ld+json":
            self._pieces, self._line = [], self.getpos()[0]

    def handle_data(self, data: str) -> None:
        """Some of a script."""
        if self._pieces is not None:
            self._pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A script ends."""
        if tag == "script" and self._pieces is not None:
            self.found.append((self._line, "".join(self._pieces)))
            self._pieces = None
