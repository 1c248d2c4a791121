"""A quote as it is cited: the words in quotation marks, who, when, where, through whom.

``citation`` is pure: from a statement's values (``claims.statement``) to one line in a style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from claims.i18n import _
from claims.text import clean_line

MARKS = {
    "fr": ("«\u00a0", "\u00a0»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "pt": ("«", "»"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "pl": ("„", "”"),
    "": ("“", "”"),
}
"""Opening and closing marks by language; "" for all others.  French has no-break blanks inside."""

REPORTED = ("indirect", "paraphrase")
"""Kinds of statement whose words are the reporter's: they take no quotation marks."""

STYLES = ("text", "markdown", "html")

Row = Mapping[str, Any]


def marks(lang: str | None) -> tuple[str, str]:
    """The quotation marks of a language tag: ``fr-CA`` has those of ``fr``."""
    return MARKS.get((lang or "").lower().replace("_", "-").partition("-")[0], MARKS[""])


def without_insertions(text: str, insertions: Iterable[Sequence[int]]) -> str:
    """The words alone, without what an editor put in (half-open code points) and a blank beside."""
    for start, end in sorted(map(tuple, insertions), reverse=True):
        before, after = text[:start], text[end:]
        if before.endswith(" ") and (not after or not after[0].isalnum()):
            before = before[:-1]
        text = before + after.lstrip(" ") if not before or before[-1] == " " else before + after
    return text.strip()


def citation(row: Row, style: str = "text", *, clean: bool = False) -> str:
    """One line to paste, in one of ``STYLES``.

    ``clean`` leaves editorial insertions out.  Reported speech takes no quotation marks and says
    that it is.
    """
    text = without_insertions(row["text"], row["insertions"]) if clean else row["text"]
    opening, closing = ("", "") if row["kind"] in REPORTED else marks(row["lang"])
    parts = _Parts(
        words=f"{opening}{clean_line(text)}{closing}",
        speaker=clean_line(row["speaker"]),
        said=_said(row),
        source=_source(row),
        url=_web(row["url"]),
        address=clean_line(row["url"] or ""),
        id=row["id"],
    )
    return _WRITERS[style](parts)


class _Parts(NamedTuple):
    """A citation before it is written: plain text on one line each."""

    words: str
    speaker: str
    said: str
    source: str
    url: str
    address: str
    id: str


def _said(row: Row) -> str:
    """Role that day, date, venue, chain."""
    parts = [row["role"], row["said"], row["venue"]]
    if row["via"]:
        parts.append(_("via {chain}").format(chain=" < ".join(row["via"])))
    if row["kind"] in REPORTED:
        parts.append(_("reported speech"))
    return ", ".join(clean_line(part) for part in parts if part)


def _source(row: Row) -> str:
    """Outlet, title, and the day of publication where it is not the day it was said."""
    opening, closing = marks(row["lang"])
    title = f"{opening}{clean_line(row['title'])}{closing}" if row["title"] else ""
    published = row["published"] if row["published"] != row["said"] else ""
    return ", ".join(part for part in (clean_line(row["outlet"] or ""), title, published) if part)


def _web(url: str | None) -> str:
    """The address, where it is one of the web."""
    address = clean_line(url or "")
    return address if re.fullmatch(r"https?://\S+", address, re.IGNORECASE) else ""


def _who(parts: _Parts) -> str:
    return ", ".join(part for part in (parts.speaker, parts.said) if part)


def _text(parts: _Parts) -> str:
    source = ", ".join(part for part in (parts.source, parts.address) if part)
    tail = f"; {source}" if source else ""
    return f"{parts.words} — {_who(parts)}{tail} [{parts.id}]"


_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def _markdown(parts: _Parts) -> str:
    def safe(text: str) -> str:
        return _MARKDOWN.sub(r"\\\1", text)

    who = ", ".join(part for part in (f"**{safe(parts.speaker)}**", safe(parts.said)) if part)
    source = safe(parts.source or parts.address)
    if parts.url:
        address = re.sub(r"[()<>\\]", lambda char: f"%{ord(char[0]):02X}", parts.url)
        source = f"[{source}]({address})"
    tail = f"; {source}" if source else ""
    return f"> {safe(parts.words)} — {who}{tail} ({parts.id})"


def _html(parts: _Parts) -> str:
    from html import escape

    source = escape(parts.source or parts.address)
    cited = f' cite="{escape(parts.url)}"' if parts.url else ""
    if parts.url:
        source = f'<a href="{escape(parts.url)}">{source}</a>'
    who = ", ".join(escape(part) for part in (parts.speaker, parts.said) if part)
    tail = f"; <cite>{source}</cite>" if source else ""
    return (
        f'<blockquote{cited} id="{parts.id}"><p>{escape(parts.words)}</p>'
        f"<footer>— {who}{tail}</footer></blockquote>"
    )


_WRITERS: dict[str, Callable[[_Parts], str]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
}


def cautions(row: Row) -> list[str]:
    """What whoever cites a statement (``statement.whole``) should know of it."""
    found = []
    if row.get("confidential"):
        found.append(_("{id} is confidential").format(id=row["id"]))
    if row["status"] != "accepted":
        found.append(_("{id} is {status}, not accepted").format(id=row["id"], status=row["status"]))
    for flag in row["flags"]:
        if flag["cleared_at"] is None:
            found.append(
                _("{id} is flagged: {kind}{reason}").format(
                    id=row["id"],
                    kind=flag["kind"],
                    reason=f" ({clean_line(flag['reason'])})" if flag["reason"] else "",
                )
            )
    found += [
        _("whether it was said at all is a question of its own: {claim}, {state}").format(**claim)
        for claim in row["disputed_as"]
    ]
    return found
