"""One article read: bytes to text, pages to articles, records to both; never raises on content."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from claims.articles import html
from claims.articles.decode import NotTextError, decode
from claims.articles.model import LARGEST, NOTHING_KNOWN, Article, Known, Origin, Problem, too_large
from claims.i18n import _
from claims.text import clean_line, shorten

if TYPE_CHECKING:
    from claims.dates import PartialDate

PAGES = (".html", ".htm", ".xhtml")
LONGEST_NAME = 300
LONGEST_LINE = 2_000
_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.I | re.A)


def read(origin: Origin, known: Known = NOTHING_KNOWN) -> Article | Problem:
    """The article of an origin, or why there is none."""
    try:
        data = origin.data if origin.data is not None else _bytes(origin.path or origin.name)
        if not data.strip():
            return Problem(origin.name, _("empty"))
        found = _record(origin, data) if origin.record else _file(origin, data)
    except html.MissingError as error:
        return Problem(origin.name, str(error), hint=html.HINT)
    except (OSError, ValueError) as error:
        return Problem(origin.name, _reason(error))
    return _with(found, known, guessed=not found.verbatim)


def loaded(origin: Origin) -> Origin | Problem:
    """An origin with its bytes in hand, or why it has none."""
    if origin.data is not None:
        return origin
    try:
        return replace(origin, path=None, data=_bytes(origin.path or origin.name))
    except (OSError, ValueError) as error:
        return Problem(origin.name, _reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return _("no such file")
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _bytes(path: str) -> bytes:
    if os.path.isdir(path):
        raise NotTextError(_("not a file"))
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NotTextError(too_large())
    return data


def _file(origin: Origin, data: bytes) -> Article:
    named = origin.name.lower().endswith(PAGES)
    text, remark = decode(data, html.charset(data) if named or data.lstrip()[:1] == b"<" else None)
    if named or html.looks(text):
        return replace(_page(origin.name, text), remark=remark)
    return Article(origin.name, _checked(text), remark=remark)


def _page(name: str, text: str) -> Article:
    page = html.read_page(text)
    if not page.text.strip():
        raise NotTextError(_("no article in this page"))
    return Article(
        name,
        _checked(page.text),
        url=line_of(page.url),
        title=line_of(page.title),
        outlet=outlet_of(page.outlet),
        published=page.published,
        lang=page.lang if page.lang and _LANG.fullmatch(page.lang) else None,
        verbatim=False,
    )


def _checked(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise NotTextError(_("no words in it"))
    return text


# -- records -------------------------------------------------------------------------------


def _record(origin: Origin, data: bytes) -> Article:
    """An article of a JSON object: text, and whatever of url, title, outlet, published, lang."""
    from claims.exchange.sources import parse_json

    value, reason = parse_json(data)
    if reason is not None:
        raise NotTextError(reason)
    if not isinstance(value, dict):
        raise NotTextError(_("not an object with the article's text"))
    lang = _field(value, "lang")
    if lang and not _LANG.fullmatch(lang):
        raise NotTextError(_("lang: not a language such as fr or en-GB"))
    name = origin.name
    article = Article(name, _text(value), url=_field(value, "url"), title=_field(value, "title"),
                      outlet=outlet_of(_field(value, "outlet")), lang=lang or None)  # fmt: skip
    published = _field(value, "published")
    return replace(article, published=_date(published, lang)) if published else article


def _text(value: dict[str, Any]) -> str:
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NotTextError(_("no text in the record"))
    if "\0" in text:
        raise NotTextError(_("text: holds a NUL character"))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotTextError(_("text: holds half a character (a lone surrogate)")) from None
    return _checked(text)


def _field(value: dict[str, Any], name: str) -> str | None:
    found = value.get(name)
    if found is None:
        return None
    if not isinstance(found, str):
        raise NotTextError(_("{field}: must be text").format(field=name))
    return line_of(found)


def _date(text: str, lang: str | None) -> PartialDate:
    from claims.dates import DateError, parse_date

    try:
        return parse_date(text, lang=lang)
    except DateError as error:
        raise NotTextError(f"published: {error}") from error


# -- what is known of an article -----------------------------------------------------------


def line_of(text: str | None) -> str | None:
    """A line as it can be kept, none where nothing is left of it."""
    line = clean_line(text or "").replace("\0", "").encode("utf-8", "replace").decode()
    return shorten(line, LONGEST_LINE) or None


def outlet_of(text: str | None) -> str | None:
    """The same of a name; none where it has neither letter nor digit."""
    from claims.text import name_key

    line = shorten(line_of(text) or "", LONGEST_NAME)
    return line if name_key(line) else None


def _with(article: Article, known: Known, *, guessed: bool) -> Article:
    """The article with what the person said of it."""
    said = {
        name: value
        for name in ("lang", "published", "outlet", "url", "title")
        if (value := getattr(known, name)) is not None
        and (guessed or getattr(article, name) is None)
    }
    return replace(article, **said) if said else article
