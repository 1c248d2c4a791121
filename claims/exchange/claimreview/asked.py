"""What Google asks of ClaimReview objects, and what of it an object lacks.

The list is that of "Fact check (ClaimReview) structured data", sections ClaimReview, Claim and
Rating, https://developers.google.com/search/docs/appearance/structured-data/factcheck, in the
edition of 2025 (the one that announces that Search stops showing them, while Fact Check Explorer
goes on reading them).  ``datePublished`` is recommended by its editions up to 2022.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

from claims.exchange.claimreview.find import types_of


class Need(StrEnum):
    """What is the matter with a property."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    WRONG = "wrong"
    """It is there, with a value that is not allowed."""
    UNREAD = "unread"
    """It is there, and Google's list does not have it."""


class Asked(NamedTuple):
    """A property: its path, whether it is needed, what its values must be."""

    path: str
    need: Need
    allowed: Callable[[Any], bool]


_DATE = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+", re.IGNORECASE)


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _address(value: Any) -> bool:
    return isinstance(value, str) and bool(_ADDRESS.match(value.strip()))


def _date(value: Any) -> bool:
    return isinstance(value, str) and bool(_DATE.fullmatch(value.strip()))


def _number(value: Any) -> bool:
    return number_of(value) is not None


def _party(value: Any) -> bool:
    return isinstance(value, dict) and any(
        one == "person" or "organi" in one for one in types_of(value)
    )


def _rating(value: Any) -> bool:
    return isinstance(value, dict) and "rating" in types_of(value)


def _claim(value: Any) -> bool:
    """A Claim, or as before 2018 the work that makes it."""
    kinds = types_of(value) if isinstance(value, dict) else set()
    return bool(kinds) and not kinds & {"person", "organization", "rating", "thing"}


def _work(value: Any) -> bool:
    return _address(value) or (isinstance(value, dict) and bool(types_of(value)))


_R, _S = Need.REQUIRED, Need.RECOMMENDED
ASKED = (
    Asked("claimReviewed", _R, _text),
    Asked("reviewRating", _R, _rating),
    Asked("reviewRating.alternateName", _R, _text),
    Asked("url", _R, _address),
    Asked("author", _S, _party),
    Asked("author.name", _S, _text),
    Asked("author.url", _S, _address),
    Asked("datePublished", _S, _date),
    Asked("itemReviewed", _S, _claim),
    Asked("itemReviewed.author", _S, _party),
    Asked("itemReviewed.author.name", _R, _text),
    Asked("itemReviewed.author.sameAs", _S, _address),
    Asked("itemReviewed.datePublished", _S, _date),
    Asked("itemReviewed.appearance", _S, _work),
    Asked("itemReviewed.firstAppearance", _S, _work),
    Asked("reviewRating.ratingValue", _S, _number),
    Asked("reviewRating.bestRating", _S, _number),
    Asked("reviewRating.worstRating", _S, _number),
)
"""Every property, those of a part after the part."""

_PARTS = frozenset({"itemReviewed.author.name", "itemReviewed.author.sameAs"})
"""Asked for only where there is the part they are of."""
_EITHER = ("itemReviewed.appearance", "itemReviewed.firstAppearance")
"""One of them is enough; where neither is, the first is lacking."""
_STANDS_IN = frozenset({"reviewRating.name"})
"""Read where ``alternateName`` is not there; asked for by nobody."""


def missing(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is the matter with an object: a ``Need``, and the path of the property."""
    for one in ASKED:
        found = list(_at(value, one.path.split(".")))
        if not found:
            if _is_asked(value, one.path):
                yield one.need.value, one.path
        elif not all(one.allowed(item) for item in found) or (_single(one) and len(found) > 1):
            yield Need.WRONG.value, one.path
    yield from ((Need.WRONG.value, path) for path in _scale(value))
    yield from ((Need.UNREAD.value, path) for path in _unread(value))


def _is_asked(value: dict[str, Any], path: str) -> bool:
    if path in _PARTS:
        return any(_at(value, path.split(".")[:-1]))
    if path in _EITHER:
        return path == _EITHER[0] and not any(_at(value, _EITHER[1].split(".")))
    return True


def _single(asked: Asked) -> bool:
    """Whether a property has one value: a text, a day or a number of the review itself."""
    return asked.allowed in (_text, _date, _number) and "author" not in asked.path


def _scale(value: dict[str, Any]) -> Iterator[str]:
    """The numbers of a rating that do not fit together: best above worst, worst from 1."""
    worst, rated, best = (
        next(filter(None, map(_boxed, _at(value, ["reviewRating", name]))), None)
        for name in ("worstRating", "ratingValue", "bestRating")
    )
    if worst is not None and worst[0] < 1:
        yield "reviewRating.worstRating"
    if worst is not None and best is not None and best[0] <= worst[0]:
        yield "reviewRating.bestRating"
    elif rated is not None and (
        (worst is not None and rated[0] < worst[0]) or (best is not None and rated[0] > best[0])
    ):
        yield "reviewRating.ratingValue"


def _boxed(value: Any) -> tuple[float] | None:
    number = number_of(value)
    return None if number is None else (number,)


def number_of(value: Any) -> float | None:
    """A number, also one that is written as text."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9:
        return float(value)
    return None


_KNOWN = frozenset(one.path for one in ASKED) | _STANDS_IN


def _unread(value: dict[str, Any]) -> Iterator[str]:
    """The properties of a review, its rating and its claim that are not on the list."""
    parts = [("", value)]
    for name in ("reviewRating", "itemReviewed"):
        parts += [(f"{name}.", one) for one in _at(value, [name]) if isinstance(one, dict)]
    names = chain.from_iterable(((stem, name) for name in part) for stem, part in parts)
    for stem, name in dict.fromkeys(names):
        if not name.startswith("@") and name != "type" and f"{stem}{name}" not in _KNOWN:
            yield f"{stem}{name}"


def _at(value: Any, path: list[str]) -> Iterator[Any]:
    """What stands at the end of a path, each value of a list; nothing empty."""
    if isinstance(value, list):
        for one in value:
            yield from _at(one, path)
    elif isinstance(value, dict) and path and path[0] in value:
        yield from _at(value[path[0]], path[1:])
    elif not path:
        plain = value["@value"] if isinstance(value, dict) and "@value" in value else value
        if plain not in (None, "", {}):
            yield plain
