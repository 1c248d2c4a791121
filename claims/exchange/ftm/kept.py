"""Entities of statements, kept on disk until the file ends: rows of one may come anywhere.

In a sorted file nothing of it is read again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from claims.exchange.ftm.proxy import MOST_VALUES, Proxy, Value
from claims.exchange.ftm.terms import GENERAL, is_whole

_SPECIAL = 9


class Kept:
    """The entities met so far, by id."""

    def __init__(self) -> None:
        # A database without a name is a temporary file of SQLite's own, gone when closed.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE proxy (id TEXT PRIMARY KEY, kept TEXT, late INTEGER)")

    def close(self) -> None:
        """Forget them."""
        self._db.close()

    def whole(self, proxy: Proxy) -> bool:
        """Keep what was read of an entity; whether that is all, as far as anybody can tell."""
        whole = is_whole(proxy.schema, proxy.props)
        sql = "INSERT OR IGNORE INTO proxy VALUES (?, ?, ?)"
        if self._db.execute(sql, (proxy.id, _packed(proxy), not whole)).rowcount:
            return whole
        sql = "SELECT kept FROM proxy WHERE id = ?"
        (kept,) = self._db.execute(sql, (proxy.id,)).fetchone()
        joined = _packed(_joined(_unpacked(proxy.id, kept), proxy))
        self._db.execute("UPDATE proxy SET kept = ?, late = 1 WHERE id = ?", (joined, proxy.id))
        return False

    def late(self) -> Iterator[Proxy]:
        """Those of which more came later, or something never did, at the end of the file."""
        for key, kept in self._db.execute("SELECT id, kept FROM proxy WHERE late ORDER BY rowid"):
            yield _unpacked(key, kept)


def more_special(schema: str, other: str) -> str:
    """The one of two schemata that says more; the first where neither does."""
    return other if _rank(other) > _rank(schema) else schema


def _rank(schema: str) -> int:
    return GENERAL.get(schema, _SPECIAL)


def _joined(proxy: Proxy, more: Proxy) -> Proxy:
    proxy.schema = more_special(proxy.schema, more.schema)
    for name, values in more.props.items():
        several = proxy.props.setdefault(name, [])
        several += values[: MOST_VALUES - len(several)]
    proxy.others = list(dict.fromkeys(proxy.others + more.others))[:MOST_VALUES]
    proxy.datasets = sorted({*proxy.datasets, *more.datasets})[:MOST_VALUES]
    proxy.first_seen = min(filter(None, (proxy.first_seen, more.first_seen)), default=None)
    return proxy


def _packed(proxy: Proxy) -> str:
    return json.dumps(
        (
            proxy.line, proxy.schema, proxy.props, proxy.others, proxy.datasets, proxy.first_seen,
        )
    )  # fmt: skip


def _unpacked(key: str, kept: str) -> Proxy:
    line, schema, props, others, datasets, first_seen = json.loads(kept)
    values = {name: [Value(*value) for value in several] for name, several in props.items()}
    return Proxy(line, key, schema, values, others=others, datasets=datasets, first_seen=first_seen)
