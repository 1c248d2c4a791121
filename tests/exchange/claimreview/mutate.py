"""Objects gone wrong, from a seed: values swapped, nested, doubled, emptied, made hostile."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

HOSTILE = (
    None,
    "",
    " ",
    0,
    -1,
    1e308,
    True,
    [],
    {},
    [[]],
    {"@value": "x"},
    "<script>alert(1)</script>",
    "\x1b[31mred",
    "\u202eevil",
    "\ud800",
    "\0",
    "a" * 3_000,
    "../../etc/passwd",
    "%00",
    "&amp;lt;b&amp;gt;",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://",
    "http://[::1",
    "file:///x",
    "=1+1",
    "'; DROP",
    "2016-13-45",
    "0000-00-00",
    "99999-01-01",
    "2021",
    {"name": "x"},
    {"@type": "Person", "name": "Ann Lee"},
    ["a", "b", "a"],
    "False",
    "True",
    "Not true",
    "\u0301",
    "💥" * 50,
    {"@id": "x", "url": ["y"]},
    "https://checkers.example/moon",
    "Example Checkers",
    {"a": {"b": {"c": {"d": []}}}},
    "نادرست",
    "1/5",
)

FIELDS = (
    "@context",
    "@type",
    "url",
    "claimReviewed",
    "datePublished",
    "inLanguage",
    "author",
    "publisher",
    "reviewRating",
    "itemReviewed",
    "name",
    "reviewBody",
    "alternateName",
    "ratingValue",
    "bestRating",
    "sameAs",
    "jobTitle",
    "appearance",
    "firstAppearance",
    "@id",
    "ratingExplanation",
    "text",
)


def mutated(base: dict[str, Any], random: Random, most: int = 4) -> dict[str, Any]:
    """A copy with one to so many things changed, anywhere in it."""
    made = copy.deepcopy(base)
    for _each in range(random.randint(1, most)):
        places = list(_places(made))
        holder, key = random.choice(places) if places else (made, "url")
        _change(holder, key, random)
    return made


def _hostile(random: Random) -> Any:
    return copy.deepcopy(random.choice(HOSTILE))


def _places(value: Any) -> Any:
    items: Any = ()
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, item in items:
        yield value, key
        yield from _places(item)


def _change(holder: Any, key: Any, random: Random) -> None:
    value = holder[key] if not isinstance(holder, dict) or key in holder else None
    match random.randrange(7):
        case 0:
            holder[key] = _hostile(random)
        case 1 if isinstance(holder, dict):
            holder.pop(key, None)
        case 2:
            holder[key] = [value, _hostile(random)]
        case 3:
            holder[key] = {"@type": random.choice(FIELDS), random.choice(FIELDS): value}
        case 4 if isinstance(holder, dict):
            holder[random.choice(FIELDS)] = copy.deepcopy(value)
        case 5 if isinstance(value, str):
            cut = random.randint(0, len(value))
            holder[key] = value[:cut] + str(_hostile(random)) + value[cut:]
        case _:
            holder[key] = _hostile(random)
