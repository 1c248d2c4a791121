"""What is read: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claims.i18n import _

if TYPE_CHECKING:
    from claims.dates import PartialDate

LARGEST = 10 << 20
"""Most bytes of one article: a hundred times a long one."""


def too_large() -> str:
    """The reason for an article beyond measure."""
    return _("larger than {size} MiB").format(size=LARGEST >> 20)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one article is: a file to be read, or its bytes in hand.

    ``record`` says that the bytes are a JSON object rather than the article itself.
    """

    name: str
    path: str | None = None
    data: bytes | None = None
    record: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the person says of the articles: it outranks what is guessed from HTML, not a record."""

    lang: str | None = None
    published: PartialDate | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, and what is known of it.

    ``verbatim`` says that the text is the file's own, so that offsets count in the file;
    ``remark`` is what should be said of the reading ("read as cp1252").
    """

    name: str
    text: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None
    lang: str | None = None
    verbatim: bool = True
    remark: str | None = None

    def as_json(self) -> dict[str, Any]:
        """What is known besides the text; the text itself where it is not the file's own."""
        known = {
            "title": self.title,
            "outlet": self.outlet,
            "url": self.url,
            "published": self.published.text if self.published else None,
            "text": None if self.verbatim else self.text,
        }
        return {name: value for name, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one article cannot be read; ``hint`` is what would help."""

    name: str
    reason: str
    hint: str | None = None

    def __str__(self) -> str:
        """One line."""
        return f"{self.name}: {self.reason}"
