"""What a file is, told by how it begins; the format of JSON by the items in it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import Any

from claims.errors import UsageError
from claims.exchange import brat, shapes, sources
from claims.exchange.archives import gdelt
from claims.exchange.claimreview import find
from claims.exchange.context import PARTS
from claims.exchange.formats import FORMATS
from claims.exchange.ftm import proxy as ftm_proxy
from claims.exchange.ftm import statements as ftm_statements
from claims.exchange.people import popolo, wikidata
from claims.exchange.sources import Raw
from claims.exchange.tables import csv_in
from claims.i18n import _

_POPOLO = ("persons", "organizations", "memberships")

LOOKED_AT = 100
"""How many items are looked at to tell what JSON is."""


def of_bytes(first: bytes) -> str:
    """The format of a file that begins with this line; "json" where its items have to tell.

    Raises ``UsageError`` where it is none that is known.
    """
    from claims.exchange.dump import is_dump

    line = first.removeprefix(sources.BOM).strip()
    if not line:
        return "jsonl"
    if line[:1] in (b"{", b"["):
        return "dump" if is_dump(line) else "json"
    found = next((name for name, begins in _BEGINS.items() if begins(line)), None)
    if found is None and csv_in.is_csv(first):
        return "csv"
    if found is None:
        raise UsageError(
            _("neither JSON, a page nor a CSV header with text and speaker"),
            hint=_("--format with one of {formats}").format(formats=", ".join(FORMATS)),
        )
    return found


def is_page(first: bytes) -> bool:
    """Whether a file that begins so is a page."""
    return first.removeprefix(sources.BOM).lstrip()[:1] == b"<"


def _is_statements(line: bytes) -> bool:
    try:
        cells = next(csv.reader([line.decode(errors="replace")]), [])
    except csv.Error:
        return False
    return ftm_statements.is_header(cells)


_BEGINS: dict[str, Callable[[bytes], bool]] = {
    "claimreview": is_page,
    "gdelt": gdelt.is_gkg,
    "brat": brat.is_standoff,
    "ftm-statements": _is_statements,
}
"""By the name of the format, what tells a file of it by its first line; the first that does."""


def of_items(raws: Iterable[Raw]) -> str | None:
    """The format of JSON that has these items among its first, none where it is none known."""
    for raw in raws:
        if raw.reason is None:
            for name, is_one in _KINDS.items():
                if is_one(raw):
                    return _review_format(raw.value) if name == "claimreview" else name
    return None


def _is_flat(raw: Raw) -> bool:
    value = raw.value
    return isinstance(value, dict) and isinstance(value.get("speaker"), str) and "text" in value


def _is_context(raw: Raw) -> bool:
    return raw.part in PARTS or (
        isinstance(raw.value, dict) and bool(raw.value.keys() & set(PARTS))
    )


def _is_review(raw: Raw) -> bool:
    return find.holds_review(raw.value)


def _review_format(value: object) -> str:
    """What reviews came in: the interface's answer, or objects of their own."""
    return "google" if all(thin for _review, thin in find.reviews_in(value)) else "claimreview"


def _shaped(name: str) -> Callable[[Raw], bool]:
    return lambda raw: shapes.SHAPES[name].items(raw.value) is not None


_KINDS: dict[str, Callable[[Raw], Any]] = {
    "json": _is_flat,
    "context": _is_context,
    "ftm": lambda raw: ftm_proxy.looks(raw.value),
    "ftm-statements": lambda raw: ftm_statements.looks(raw.value),
    "wikidata": lambda raw: wikidata.looks(raw.value),
    "popolo": lambda raw: raw.part in _POPOLO or popolo.looks(raw.value),
    "claimreview": _is_review,
    **{name: _shaped(name) for name in shapes.SHAPES},
}
"""By the name of the format, what tells its items; the first that does, counts."""
