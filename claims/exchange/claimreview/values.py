"""Values as JSON-LD writers leave them: lists for one, texts for objects, entities, odd addresses.

``Values`` reads them and notes what was odd; it never raises.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, TypeVar

from claims.dates import PartialDate
from claims.exchange.fields import (
    Context,
    Problem,
    Wrong,
    read_date,
    read_language,
    read_line,
    read_name,
    read_words,
    shown,
)
from claims.i18n import _
from claims.text import clean_line

LONGEST_URL = 8_000
"""In code points, the longest address."""
LONGEST_RAW = 1_000_000
"""In code points, the longest value whose entities are resolved and tags taken out."""
MOST_ITEMS = 100
"""Items of a list that are read."""

# No "<" within: a text of nothing but openings is read in one go.
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")

T = TypeVar("T")


class Values:
    """One object's values; ``oddities`` says what was wrong with which field."""

    def __init__(self) -> None:
        self.oddities: list[Problem] = []
        self.lang: str | None = None

    def odd(self, field: str, reason: str) -> None:
        """Note what is odd, once."""
        problem = Problem(field, reason)
        if problem not in self.oddities:
            self.oddities.append(problem)

    # -- shapes ----------------------------------------------------------------------------

    def many(self, value: Any, field: str) -> list[Any]:
        """The items of a list, or the one value as a list; what is empty is left out."""
        items = value if isinstance(value, list) else [value]
        found = [_plain(item) for item in items if _plain(item) not in (None, "", [], {})]
        if len(found) > MOST_ITEMS:
            self.odd(field, _("{n} values, the first {most} are read").format(
                n=len(found), most=MOST_ITEMS))  # fmt: skip
        return found[:MOST_ITEMS]

    def one(self, value: Any, field: str) -> Any:
        """The value, of a list the first; ``None`` where there is none."""
        found = self.many(value, field)
        if len(found) > 1:
            self.odd(field, _("several values, the first is read"))
        return found[0] if found else None

    def thing(self, value: Any, field: str) -> dict[str, Any]:
        """An object, of a list the first; a text is taken for the object's name."""
        return self.named(self.one(value, field), field)

    def named(self, value: Any, field: str) -> dict[str, Any]:
        """An object as it is; a text is taken for its name."""
        if isinstance(value, dict):
            return value
        if value is None:
            return {}
        self.odd(field, _("must be an object, not {value}").format(value=shown(value)))
        return {"name": value} if isinstance(value, str) else {}

    # -- single values ---------------------------------------------------------------------

    def line(self, value: Any, field: str) -> str | None:
        """One line of text."""
        return self._text(value, field, read_line)

    def words(self, value: Any, field: str) -> str | None:
        """Text of any length up to the longest."""
        return self._text(value, field, read_words)

    def name(self, value: Any, field: str) -> str | None:
        """A name to know somebody by."""
        return self._text(value, field, read_name)

    def language(self, value: Any, field: str) -> str | None:
        """A language tag, be it inside an object."""
        found = self.one(value, field)
        if isinstance(found, dict):
            found = found.get("alternateName") or found.get("name")
        return self._text(found, field, read_language)

    def date(self, value: Any, field: str) -> PartialDate | None:
        """A date; figures that count seconds are none."""
        return self._text(value, field, read_date)

    def url(self, value: Any, field: str) -> str | None:
        """An address as printed; nothing but http and https is kept."""
        found = self.one(value, field)
        if isinstance(found, dict):
            found = found.get("url") or found.get("@id")
        text = self._text(found, field, _address)
        if text is None:
            return None
        if not _SCHEME.match(text):
            self.odd(field, _("not a whole address: {value}").format(value=shown(text)))
        elif not text.lower().startswith(("http://", "https://")):
            self.odd(field, _("not an http address: {value}").format(value=shown(text)))
            return None
        return text

    def _text(self, value: Any, field: str, read: Callable[[Any, Context], T | None]) -> T | None:
        found = self.one(value, field)
        if found is None:
            return None
        if isinstance(found, str):
            if len(found) > LONGEST_RAW:
                self.odd(field, _("longer than {longest} characters").format(longest=LONGEST_RAW))
                return None
            found = self._unmarked(found, field)
        try:
            return read(found, Context(self.lang, None))
        except Wrong as wrong:
            self.odd(field, str(wrong))
            return None

    def _unmarked(self, text: str, field: str) -> str:
        """A text without entities, which some write twice over, and without tags."""
        if "&" in text:
            text = html.unescape(html.unescape(text))
        if "<" not in text or not _TAG.search(text):
            return text
        self.odd(field, _("holds HTML"))
        return _TAG.sub(" ", text)


def _address(value: Any, _context: Context) -> str | None:
    if not isinstance(value, str):
        raise Wrong(_("must be text, not {value}").format(value=shown(value)))
    text = clean_line(value).replace("\ufffd", "")
    if len(text) > LONGEST_URL:
        raise Wrong(_("longer than {longest} characters").format(longest=LONGEST_URL))
    return text or None


def _plain(value: Any) -> Any:
    """A value without what JSON-LD may put around it."""
    if isinstance(value, dict) and "@value" in value:
        value = value["@value"]
    return value.strip() or None if isinstance(value, str) else value


def cut(text: str, most: int) -> str:
    """The text in at most so many bytes of UTF-8, with "…" where something is gone."""
    data = text.encode("utf-8", "replace")
    if len(data) <= most:
        return text
    return data[: most - 3].decode("utf-8", "ignore").rstrip() + "…"
