"""A plugin of Datasette: what is typed into its search box is read as claims reads it.

Our index holds folded words, so that accents and case never matter; Datasette folds case alone.
Installed beside Datasette (``datasette install claimsdb``) this is found by its entry point; other
databases that are served keep Datasette's own reading.
"""

from __future__ import annotations

import re
import sqlite3

from pluggy import HookimplMarker

from claims.fulltext import TABLE
from claims.text import tokens

hookimpl = HookimplMarker("datasette")

_PARTS = re.compile(r'"([^"]*)"?|([^\s"]+)')


# Last, since Datasette's own function of this name would take its place otherwise.
@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Give a connection to one of our databases our reading of searches."""
    ours = conn.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = ? AND sql LIKE '%words, filters%'",
        (TABLE,),
    ).fetchone()
    if ours[0]:
        conn.create_function("escape_fts", 1, as_fts, deterministic=True)


def as_fts(typed: object) -> str:
    """A search as an FTS5 expression of quoted tokens: every word, "some words" in their order.

    ``word*`` finds what begins so.  Nothing typed is an error; without any word nothing is found.
    """
    phrases = []
    for quoted, word in _PARTS.findall("" if typed is None else str(typed)):
        found = tokens(quoted or word)
        if found:
            phrases.append(f'"{" ".join(found)}"' + (" *" if word.endswith("*") else ""))
    return " ".join(phrases) or '""'
