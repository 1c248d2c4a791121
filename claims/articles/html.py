"""Pages: the article out of the HTML around it, by trafilatura (the extra ``web``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.i18n import _

if TYPE_CHECKING:
    from claims.dates import PartialDate

HINT = "pipx inject claimsdb trafilatura lxml_html_clean"
"""What brings the extra (or: pip install 'claimsdb[web]')."""

_HEAD = 4096
_LOOKS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""", re.I)
_LANG = re.compile(r"""<html[^>]*\s(?:xml:)?lang\s*=\s*["']?([a-z]{2,3}(?:-[a-z0-9]+)*)""", re.I)


class MissingError(Exception):
    """The extra is not installed."""


class Page(NamedTuple):
    """An article and what its page says of it."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: PartialDate | None
    lang: str | None


def looks(text: str) -> bool:
    """Whether a text begins as a page does."""
    return _LOOKS.match(text[:_HEAD]) is not None


def charset(data: bytes) -> str | None:
    """The encoding a page declares in its head."""
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def read_page(html: str) -> Page:
    """The article of a page; its text is "" where there is none.

    Paragraphs are separated by a line break.  Raises ``MissingError``.
    """
    found = _extract(html)
    tongue = _LANG.search(html[:_HEAD])
    lang = tongue[1] if tongue else found.get("language")
    return Page(
        found.get("text") or "",
        found.get("title"),
        found.get("sitename") or found.get("hostname"),
        found.get("url"),
        _day(found.get("date")),
        lang,
    )


def _extract(html: str) -> dict[str, Any]:
    try:
        import trafilatura
    except ImportError as error:
        raise MissingError(_("HTML needs trafilatura")) from error
    import logging

    # It reports what it makes of odd pages; we say it in our own words.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        html, include_comments=False, include_tables=False, with_metadata=True
    )
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def _day(text: str | None) -> PartialDate | None:
    from claims.dates import DateError, parse_date

    try:
        return parse_date(text) if text else None
    except DateError:
        return None
