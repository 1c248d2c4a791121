"""What a batch touches besides its rows: the full-text index and the kept states.

``Touched`` hears of every write and remembers which statements must be indexed again and which
questions judged again; ``settle`` brings both up to date.  Two rules keep it right: what a row
says before it changes is looked up before, what it says afterwards is handed in; and the index
forgets a statement before anything it was indexed from changes (see ``claims.fulltext``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from claims import fulltext
from claims.confidential import MARKABLE
from claims.fulltext import Indexed
from claims.idset import IdSet
from claims.index_beside import AT_A_TIME, Beside, beside
from claims.merging import Merging
from claims.reader import Reader, chunks

_Row = Mapping[str, Any]

# Whose change moves which questions' states: from rows' ids to question ids.  A speaker's house
# goes with it: everyone merged into it and everyone below, whose top may be another from now on.
_QUESTIONS_OF = {
    "speaker": """WITH RECURSIVE house(id) AS (
        SELECT id FROM speaker WHERE {ids}
        UNION
        SELECT k.id FROM house h JOIN speaker k ON k.parent_id = h.id OR k.merged_into = h.id)
        SELECT c.question_id FROM house h JOIN statement s ON s.speaker_id = h.id
        JOIN position p ON p.statement_id = s.id JOIN claim c ON c.id = p.claim_id
        UNION SELECT c.question_id FROM house h JOIN verdict v ON v.reviewer_id = h.id
        JOIN claim c ON c.id = v.claim_id""",
    "statement": """SELECT DISTINCT c.question_id FROM position p JOIN claim c ON c.id = p.claim_id
        WHERE {p_statement_id}""",
    "question": "SELECT id FROM question WHERE {ids}",
    "claim": "SELECT DISTINCT question_id FROM claim WHERE {ids}",
}
# Which columns of a row name the thing whose questions move, and what kind of thing it is.  A
# claim about a statement's attribution moves the questions that statement bears on.
_LEADS: dict[str, tuple[tuple[str, str], ...]] = {
    "position": (("claim_id", "claim"),),
    "verdict": (("claim_id", "claim"),),
    "link": (("a_id", "claim"), ("b_id", "claim")),
    "flag": (("claim_id", "claim"), ("question_id", "question")),
    "claim": (("question_id", "question"), ("about_id", "statement")),
}
_MOVING_COLUMNS = {
    "speaker": {"parent_id", "merged_into"},
    "statement": {"speaker_id", "said_first", "said_last", "act_id", "status"},
    "question": {"mode", "cumulative"},
}
# Which columns of a table are in the index, and whose statements they belong to.
_INDEXED_COLUMNS = {
    "statement": {
        "text", "speaker_id", "document_id", "kind", "status", "lang", "said_first", "said_last",
        "role_id", "role_printed",
    },
    "role": {"title_key"},
    "document": {"outlet_id", "title"},
    "via": {"statement_id", "speaker_id"},
}  # fmt: skip
_STATEMENTS_OF = {
    "statement": "SELECT id FROM statement WHERE {ids}",
    "document": "SELECT id FROM statement WHERE {document_id}",
    "role": "SELECT id FROM statement WHERE {role_id}",
    "via": "SELECT DISTINCT statement_id FROM via WHERE {ids}",
}

_IMAGE = '"confidential": true'
"""In the history, of a row that was."""

_CHUNK = 2000


def _no_marks() -> dict[str, IdSet]:
    return {"question": IdSet(), "claim": IdSet(), "statement": IdSet()}


class Touched:
    """What one batch has touched so far."""

    def __init__(self, reader: Reader, connect: Callable[[], Any]) -> None:
        self.reader = reader
        self._connect = connect
        self.confiding = False
        """Whether marks of confidence were set, lifted or restored."""
        self._unindexed: dict[int, Indexed | None] = {}
        self._marks = _no_marks()
        self._beside: Beside | None = None
        self._merging: Merging | None = None

    @contextmanager
    def indexing_beside(self) -> Iterator[None]:
        """Have the index made apart, where there is nothing in it (``claims.index_beside``)."""
        self._beside = beside(self.reader)
        try:
            yield
            self._take_over()
        finally:
            if self._beside is not None:
                self._beside.close()
                self._beside = None

    def _take_over(self) -> None:
        """From now on the index is what was made apart."""
        made, self._beside = self._beside, None
        if made is not None:
            made.take_over()

    def inserting(
        self, table: str, names: Sequence[str], values: list[tuple[Any, ...]], ids: Sequence[int]
    ) -> None:
        """Rows are about to be stored: the values of these columns, and their ids."""

        def column(name: str) -> Iterable[Any]:
            return map(itemgetter(names.index(name)), values) if name in names else ()

        if table in MARKABLE:
            self.confiding |= any(column("confidential"))
        elif table == "change":
            self.confiding |= any(_IMAGE in (before or "") for before in column("before"))
        if table == "statement":
            self._unindexed.update(dict.fromkeys(ids))
        elif table == "via":
            self._reindex(column("statement_id"))
        elif table == "question":
            self._marks["question"].update(ids)
        for name, kind in _LEADS.get(table, ()):
            self._marks[kind].update(one for one in column(name) if one is not None)

    def changing(self, table: str, ids: list[int], columns: set[str] | None) -> None:
        """Rows are about to change in these columns, or to go (none)."""
        self.confiding |= columns is not None and "confidential" in columns
        if table in _STATEMENTS_OF and (columns is None or columns & _INDEXED_COLUMNS[table]):
            self._reindex(self._found(_STATEMENTS_OF[table], ids))
        moving = _MOVING_COLUMNS.get(table)
        if table in _QUESTIONS_OF and (columns is None or moving is None or columns & moving):
            self._marks["question"].update(self._found(_QUESTIONS_OF[table], ids))
        if table in _LEADS:
            names = ", ".join(column for column, _kind in _LEADS[table])
            sql = f"SELECT {names} FROM {table} WHERE {self.reader.within('id', 'ids')}"
            self.leads(table, self.reader.rows(sql, ids=ids))

    def leads(self, table: str, rows: Iterable[_Row]) -> None:
        """Mark what rows point to, or are about to; columns they do not have are passed over."""
        if table == "via":
            self._reindex(row["statement_id"] for row in rows if "statement_id" in row)
        pointers = _LEADS.get(table, ())
        for row in rows if pointers else ():
            for column, kind in pointers:
                if (found := row.get(column)) is not None:
                    self._marks[kind].add(found)

    def stored(self, entries: Mapping[int, Indexed]) -> None:
        """Statements just stored and what the index takes of them, which need not be read back."""
        self._unindexed.update(entries)

    def keep_up(self) -> None:
        """Index what waits for it, if it is much; all its rows must have been stored."""
        many = fulltext.LOAD if self._beside is None else AT_A_TIME
        if len(self._unindexed) < many:
            return
        if self._beside is None:
            self._index()
            self._merge()
        else:
            self._hand_over(self._beside)

    def _hand_over(self, index: Beside) -> None:
        for rows in chunks(self._entries(), AT_A_TIME):
            index.add(rows)

    def finish_beside(self) -> None:
        """Have all that waits for the index indexed apart, meanwhile: no more comes."""
        if self._beside is not None:
            self._hand_over(self._beside)
            self._beside.finish()

    def _merge(self) -> None:
        """Have the index of a large batch merged meanwhile, where rows of it wait for that."""
        if self.reader.dialect == "postgresql":
            if self._merging is None:
                self._merging = Merging(self.reader, self._connect)
            self._merging.start()

    def _index(self) -> None:
        self._take_over()
        fulltext.write_entries(self.reader, self._entries())

    def _entries(self) -> Iterator[Indexed]:
        """What the index takes of the statements that wait for it, which then wait no longer."""
        waiting, self._unindexed = self._unindexed, {}
        yield from filter(None, waiting.values())
        unread = sorted(statement for statement, found in waiting.items() if found is None)
        yield from fulltext.entries(self.reader, unread)

    def settle(self) -> None:
        """Bring the index and the states up to date with the rows as they are now."""
        if self._unindexed:
            self._index()
        if self._merging is not None:
            self._merging.start()
        questions = self._marks.pop("question")
        for kind, ids in self._marks.items():
            for chunk in chunks(ids, _CHUNK):
                questions.update(self._found(_QUESTIONS_OF[kind], chunk))
        self._marks = _no_marks()
        if questions:
            from claims import states  # the rule, which most writing never needs

            states.refresh(self.reader, questions)
        if self._merging is not None:
            self._merging.wait()

    def close(self) -> None:
        """Let go of what was only for this batch."""
        if self._merging is not None:
            self._merging.close()
            self._merging = None

    def _reindex(self, statements: Iterable[int]) -> None:
        """Put statements in line for the index again, taken out of it as they are now."""
        changed = set(statements)
        indexed = [one for one in changed if one not in self._unindexed]
        if indexed:
            self._take_over()
            fulltext.forget(self.reader, sorted(indexed))
        self._unindexed.update(dict.fromkeys(changed))

    def _found(self, sql: str, ids: list[int]) -> list[int]:
        within = {
            "ids": self.reader.within("id", "ids"),
            "p_statement_id": self.reader.within("p.statement_id", "ids"),
            "document_id": self.reader.within("document_id", "ids"),
            "role_id": self.reader.within("role_id", "ids"),
        }
        return self.reader.values(sql.format(**within), ids=ids)
