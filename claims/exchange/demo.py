"""The demonstration: one attack and 27 accounts of it, shipped as importable files."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from claims.exchange.importer import import_stream
from claims.exchange.report import ImportReport

if TYPE_CHECKING:
    from claims.database import Database

FILES = ("context.json", "convoy.jsonl")
"""Of ``claims.seed``, in the order they are imported."""


def load_demo(database: Database, command: str, actor: str) -> list[ImportReport]:
    """Import the demonstration; once it is there, again changes nothing."""
    reports = []
    for name in FILES:
        stream = BytesIO((files("claims.seed") / name).read_bytes())
        reports.append(import_stream(database, stream, name=name, command=command, actor=actor))
    return reports
