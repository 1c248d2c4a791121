"""The first load of a Postgres database: its references are checked at the end, all at once.

While rows come each reference is looked up by a trigger of its own, which takes a quarter of a
load.  Where there are no statements yet, and so nobody who searches them, a load of more than a few
thousand takes the foreign keys off, with the indexes of ``claims.first_load.LATE``, and puts them
on again before its transaction ends.  That checks every row: what is wrong fails the load.

Others who read wait meanwhile, as for any change of a schema.  Where somebody reads already, or the
account does not own the tables, everything stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.first_load import LATE

if TYPE_CHECKING:
    from claims.reader import Reader

ENOUGH = 5000
"""Statements from which on it pays, which takes a tenth of a second."""

_REFERENCES = """
SELECT conrelid::regclass::text AS of, quote_ident(conname) AS name,
pg_get_constraintdef(oid) AS sql FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conparentid = 0
ORDER BY conrelid::regclass::text, conname
"""
_INDEXES = """
SELECT c.oid::regclass::text AS name, pg_get_indexdef(c.oid) AS sql FROM pg_class c
WHERE c.relkind = 'i' AND c.relnamespace = current_schema()::regnamespace
AND c.relname = ANY(:names) ORDER BY c.relname
"""
_PATIENCE = "SELECT set_config('lock_timeout', :time, true)"


class LateReferences:
    """The references of a database in a load, from ``begin`` to ``end`` not looked up."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._begun = False
        self._taken: list[str] = []

    def begin(self) -> None:
        """Take them off, if nobody is in the way; once."""
        import psycopg

        if self._begun:
            return
        self._begun = True
        run = self._reader.execute
        references = self._reader.rows(_REFERENCES)
        indexes = self._reader.rows(_INDEXES, names=list(LATE))
        patience = self._reader.value("SHOW lock_timeout")
        run("SAVEPOINT late_references")
        try:
            self._patience("50ms")
            for one in references:
                run(f"ALTER TABLE {one['of']} DROP CONSTRAINT {one['name']}")
            for one in indexes:
                run(f"DROP INDEX {one['name']}")
        except psycopg.DatabaseError:  # somebody reads, or the tables are another's
            run("ROLLBACK TO SAVEPOINT late_references")
            return
        self._patience(patience)
        self._taken = [one["sql"] for one in indexes] + [
            f"ALTER TABLE {one['of']} ADD CONSTRAINT {one['name']} {one['sql']}"
            for one in references
        ]

    def _patience(self, time: Any) -> None:
        self._reader.value(_PATIENCE, time=time)

    def end(self) -> None:
        """Put them on again, each as it was."""
        for sql in self._taken:
            self._reader.execute(sql)
        self._taken = []
