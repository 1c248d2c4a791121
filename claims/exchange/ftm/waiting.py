"""What waits for the end of a file of followthemoney's: on disk, beyond a little.

A tenure waits where its position has not come yet, a document for those who mention somebody in it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from claims.dates import parse_date
from claims.exchange.ftm.terms import SCHEME
from claims.exchange.people import Odd, Ref, Tenure, Work
from claims.i18n import _

_TABLES = """
CREATE TABLE post (id TEXT PRIMARY KEY, title TEXT, org TEXT) WITHOUT ROWID;
CREATE TABLE tenure (post TEXT, kept TEXT, ref TEXT);
CREATE INDEX tenure_ref ON tenure (ref) WHERE ref IS NOT NULL;
CREATE TABLE work (id TEXT PRIMARY KEY, kept TEXT);
CREATE TABLE mention (document TEXT, speaker TEXT, line INTEGER,
                      PRIMARY KEY (document, speaker)) WITHOUT ROWID;
"""
_MOST_MENTIONS = 100


class _Post(NamedTuple):
    title: str
    org: str | None


class Waiting:
    """The positions met so far, and what waits."""

    def __init__(self) -> None:
        # A database without a name is a temporary file of SQLite's own, gone when closed.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Forget everything."""
        self._db.close()

    def rest(self) -> Iterator[Tenure | Work | Odd]:
        """All that waited, at the end of the file."""
        yield from self._tenures()
        yield from self._works()
        words = _("of a document that the file does not hold")
        sql = """SELECT line FROM mention
        WHERE document NOT IN (SELECT id FROM work) ORDER BY line"""
        for (line,) in self._db.execute(sql):
            yield Odd(line, "document", words)

    # -- positions and who held them -------------------------------------------------------

    def add_post(self, keys: Iterable[str], title: str, org: Ref | None) -> None:
        """A position by its ids, and the organisation it is in."""
        rows = [(key, title, org.key if org else None) for key in keys]
        self._db.executemany("INSERT OR REPLACE INTO post VALUES (?, ?, ?)", rows)

    def filled(self, tenure: Tenure) -> Iterator[Tenure]:
        """A tenure whose title is its position's id, with its title; nothing yet where it waits."""
        ref, post = tenure.ref.key if tenure.ref else None, self._post(tenure.title)
        if ref is not None:  # one that comes again says all that the first did
            self._db.execute("DELETE FROM tenure WHERE ref = ?", (ref,))
        if post is None:
            dates = [date.text if date else None for date in (tenure.since, tenure.until)]
            kept = json.dumps([tenure.line, tenure.holder.key, *dates, tenure.note])
            self._db.execute("INSERT INTO tenure VALUES (?, ?, ?)", (tenure.title, kept, ref))
        else:
            yield _with(tenure, post)

    def _tenures(self) -> Iterator[Tenure]:
        """Those that waited; of a position that never came the title is still its id."""
        for key, kept, ref in self._db.execute("SELECT post, kept, ref FROM tenure ORDER BY rowid"):
            line, holder, since, until, note = json.loads(kept)
            tenure = Tenure(
                line,
                Ref(SCHEME, holder),
                key,
                since=parse_date(since) if since else None,
                until=parse_date(until) if until else None,
                note=note,
                ref=Ref(SCHEME, ref) if ref else None,
                position=Ref(SCHEME, key),
                loose=True,
            )
            post = self._post(key)
            yield tenure if post is None else _with(tenure, post)

    def _post(self, key: str) -> _Post | None:
        row = self._db.execute("SELECT title, org FROM post WHERE id = ?", (key,)).fetchone()
        return None if row is None else _Post(*row)

    # -- documents and whom they mention ---------------------------------------------------

    def add_work(self, work: Work) -> None:
        """A document; of one that comes again what it says now counts, where it says anything."""
        key = work.refs[0].key
        kept = [*work[:5], work.published.text if work.published else None, work.lang, work.text]
        sql = "SELECT kept FROM work WHERE id = ?"
        if (before := self._db.execute(sql, (key,)).fetchone()) is not None:
            line, refs, *values = json.loads(before[0])
            kept = [line, refs, *(new or old for new, old in zip(kept[2:], values, strict=True))]
        self._db.execute(
            "INSERT INTO work VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET kept = excluded.kept",
            (key, json.dumps(kept)),
        )

    def add_mentions(self, line: int, documents: Sequence[Ref], speakers: Sequence[Ref]) -> None:
        """Speakers that documents mention."""
        rows = [(one.key, other.key, line) for one in documents for other in speakers]
        self._db.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?, ?)", rows)

    def _works(self) -> Iterator[Work]:
        sql = "SELECT speaker FROM mention WHERE document = ? ORDER BY speaker LIMIT ?"
        for key, kept in self._db.execute("SELECT id, kept FROM work ORDER BY rowid"):
            line, refs, title, url, outlet, published, lang, text = json.loads(kept)
            speakers = self._db.execute(sql, (key, _MOST_MENTIONS))
            yield Work(
                line,
                tuple(Ref(*ref) for ref in refs),
                title,
                url,
                outlet,
                parse_date(published) if published else None,
                lang,
                text,
                tuple(Ref(SCHEME, speaker) for (speaker,) in speakers),
            )


def _with(tenure: Tenure, post: _Post) -> Tenure:
    return tenure._replace(title=post.title, org=Ref(SCHEME, post.org) if post.org else None)
