"""Columns that need telling apart: what is derived, and what SQLite gives back as 0 and 1."""

from __future__ import annotations

from claims.reader import Row

BOOLEANS = {
    "question": ("cumulative",),
    "claim": ("low_open", "high_open"),
    "speaker": ("confidential",),
    "role": ("confidential",),
    "statement": ("confidential",),
}
"""True or false; a test holds it to the models."""

DERIVED = {
    "question": ("state", "open_state"),
    "claim": ("state", "reasons", "open_state", "open_reasons"),
}
"""Kept by the rule of section 3, never written by anyone: no history, no dump."""


def plain(table: str, row: Row) -> Row:
    """A row as both engines would give it, without what is derived."""
    booleans, derived = BOOLEANS.get(table), DERIVED.get(table, ())
    if booleans is None and not derived:
        return row
    found = {name: value for name, value in row.items() if name not in derived}
    for name in booleans or ():
        if found.get(name) is not None:
            found[name] = bool(found[name])
    return found
