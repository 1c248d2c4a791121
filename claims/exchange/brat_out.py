"""A folder for brat: of each document its text and, beside it, the quotations in it.

Files are called by the documents' ids (``D12.txt``, ``D12.ann``): nothing from outside names one.
Quotations of which nobody knows where in the text they stand, or whose text was never kept, are
the lines of a text of their own, ``D12-quotes.txt``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from claims.exchange.brat import CONFIGURATION, place_of, standoff
from claims.exchange.flat_out import PLACES, FlatExport, Selection, filled
from claims.ids import Kind, format_id
from claims.reader import Reader, Row

Placed = list[tuple[Row, list[tuple[int, int]]]]


def write_folder(
    reader: Reader, selection: Selection, folder: Path, advance: Callable[[int], None]
) -> int:
    """Write all files into a folder that is there; how many quotations."""
    flat = FlatExport(reader, selection, also=PLACES)
    written = 0
    for document in flat.documents():
        records = [filled(record) for page in flat.pages(document) for record in page]
        stored = reader.value("SELECT text FROM document WHERE id = :id", id=document)
        for suffix, text, placed in _files(stored or "", records):
            stem = format_id(Kind.DOCUMENT, document) + suffix
            _write(folder / f"{stem}.txt", text)
            _write(folder / f"{stem}.ann", standoff(text, placed))
        written += len(records)
        advance(len(records))
    if written:
        _write(folder / "annotation.conf", CONFIGURATION)
    return written


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
    path.chmod(0o600)


def _files(stored: str, records: list[Row]) -> Iterator[tuple[str, str, Placed]]:
    """What to write of a document: what its files' name ends in, the text, the quotations."""
    placed: Placed = []
    loose: list[Row] = []
    for record in records:
        pieces = place_of(record, stored)
        if pieces:
            placed.append((record, pieces))
        else:
            loose.append(record)
    if placed:
        yield "", stored, placed
    if loose:
        yield "-quotes", *_lines(loose)


def _lines(records: list[Row]) -> tuple[str, Placed]:
    """Quotations one after the other, and where each stands."""
    text, placed = "", []
    for record in records:
        placed.append((record, [(len(text), len(text) + len(record["text"]))]))
        text += f"{record['text']}\n"
    return text, placed
