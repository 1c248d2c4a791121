"""ClaimReview objects wherever they stand: lines, lists, graphs, feeds, pages.

Nothing is raised for what a file holds: what cannot be read is a ``Found`` with a reason instead
of a value.  Only NDJSON is read line by line; one JSON value or a page is read whole.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

from claims.exchange import sources
from claims.exchange.claimreview import google
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


def read_lines(stream: Any, first: bytes = b"") -> Iterator[Found]:
    """The reviews of NDJSON; a line can hold one, several, or a list of them."""
    for number, line in sources.lines(stream, first):
        if line is None:
            yield Found(number, None, sources.too_long())
        elif line.strip():
            yield from _read(line, number)


def read_whole(data: bytes) -> Iterator[Found]:
    """The reviews of one JSON value, numbered from 1 as lines are."""
    return (found._replace(line=number) for number, found in enumerate(_read(data, 1), 1))


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
    return _in_scripts(scripts.found)


def _in_scripts(scripts: Iterable[tuple[int, str]]) -> Iterator[Found]:
    none = True
    for line, script in scripts:
        for found in _read(_unwrapped(script).encode("utf-8", "replace"), line, quiet=True):
            none = False
            yield found
    if none:
        yield Found(1, None, _("no ClaimReview in the page"))


def _read(data: bytes, line: int, *, quiet: bool = False) -> Iterator[Found]:
    """What one piece of JSON holds; a ``quiet`` one may well hold no review."""
    value, reason, repeated = parse(data)
    if reason is not None:
        yield Found(line, None, reason)
        return
    none = True
    for review, thin in reviews_in(value):
        none = False
        yield Found(line, review, None, repeated, thin)
    if none and not quiet:
        yield Found(line, None, _("no ClaimReview in it"))


# -- JSON ----------------------------------------------------------------------------------


def parse(data: bytes) -> tuple[Any, str | None, tuple[str, ...]]:
    """A JSON value, or the reason there is none; and the names that an object gives twice.

    Unlike JSON proper, line breaks may stand in texts, as many publishers write them.
    """
    repeated: dict[str, None] = {}

    def one_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            counts = Counter(name for name, _value in pairs)
            repeated.update((name, None) for name, count in counts.items() if count > 1)
        return made

    decoder = json.JSONDecoder(object_pairs_hook=one_object, parse_constant=_refuse, strict=False)
    try:
        if b"\0" in data:
            return *sources.parse_json(data), ()
        return decoder.decode(data.decode("utf-8-sig").strip()), None, tuple(repeated)
    except (ValueError, RecursionError):
        # The common reader knows how to say what is wrong.
        value, reason = sources.parse_json(data)
        return value, reason, ()


def _refuse(constant: str) -> None:
    raise ValueError(constant)


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
