"""A few accounts of a few questions, told in one line each: what tests of reading start from."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from claims.database import Database
from claims.dates import DAY_MAX, DAY_MIN, parse_date
from claims.journal import Journal
from claims.numbers import parse_number
from claims.text import name_key


class Accounts:
    """Writes rows through the journal; remembers ids by the words used for them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.ids: dict[tuple[str, str], int] = {}

    def speaker(
        self, journal: Journal, name: str, kind: str = "person", parent: str | None = None
    ) -> int:
        key = ("speaker", name)
        if key not in self.ids:
            above = self.speaker(journal, parent, "org") if parent else None
            folded = None if kind == "unnamed" else name_key(name)
            self.ids[key] = journal.insert(
                "speaker", kind=kind, name=name, key=folded, parent_id=above
            )
        return self.ids[key]

    def people(self, **parents: str | None) -> None:
        """``people(Dunford="Pentagon", Pentagon=None)``; parents are made as organisations."""
        with self.database.write("test", "tester") as journal:
            for name, parent in parents.items():
                self.speaker(journal, name, parent=parent)

    def question(self, slug: str, mode: str | None = "exclusive", **values: Any) -> int:
        """A question, its parent the one of the slug before the last slash where there is one."""
        parent = self.ids.get(("question", slug.rpartition("/")[0]))
        kind = "question" if mode else "event"
        with self.database.write("test", "tester") as journal:
            found = journal.insert(
                "question",
                **{"slug": slug, "kind": kind, "mode": mode, "title": slug, "parent_id": parent}
                | {"cumulative": False, "unit": None}
                | values,
            )
        self.ids["question", slug] = found
        return found

    def claim(self, journal: Journal, question: str, text: str) -> int:
        key = ("claim", f"{question}:{text}")
        if key not in self.ids:
            interval = None
            if self._mode(journal, question) == "number":
                with suppress(ValueError):
                    interval = parse_number(text)
            self.ids[key] = journal.insert(
                "claim",
                question_id=self.ids["question", question],
                text=text,
                key=name_key(text) or text,
                number=interval.as_text() if interval else None,
                low=interval.low if interval else None,
                high=interval.high if interval else None,
                low_open=interval.low_open if interval else False,
                high_open=interval.high_open if interval else False,
            )
        return self.ids[key]

    def _mode(self, journal: Journal, question: str) -> str:
        mode: str = journal.reader.value("SELECT mode FROM question WHERE slug = :s", s=question)
        return mode

    def say(
        self,
        who: str,
        stance: str,
        claim: str,
        on: str | None,
        *,
        at: str = "q",
        outlet: str = "AFP",
        act: int | None = None,
        status: str = "accepted",
        kind: str = "person",
        **position: Any,
    ) -> int:
        """A statement and its position on one claim; ``claim`` may name several with ``|``."""
        date = parse_date(on) if on else None
        words = position.pop("text", f"{who} {stance} {claim}")
        role = position.pop("role", None)
        with self.database.write("test", "tester") as journal:
            source = self.speaker(journal, outlet, "org")
            key = f"{outlet}|{who}|{stance}|{claim}|{on}|{len(self.ids)}"
            document = journal.insert("document", key=key, outlet_id=source, url=None)
            statement = journal.insert(
                "statement",
                document_id=document,
                speaker_id=self.speaker(journal, who, kind),
                role_printed=role,
                kind="direct",
                status=status,
                text=words,
                lang="en",
                said=date.text if date else None,
                said_first=date.first if date else DAY_MIN,
                said_last=date.last if date else DAY_MAX,
                act_id=act,
            )
            for one in claim.split("|"):
                journal.insert(
                    "position",
                    statement_id=statement,
                    claim_id=self.claim(journal, at, one),
                    stance=stance,
                    **position,
                )
        return statement

    def link(self, kind: str, a: tuple[str, str], b: tuple[str, str]) -> int:
        with self.database.write("test", "tester") as journal:
            ends = [self.claim(journal, *end) for end in (a, b)]
            if kind in ("contradicts", "same"):
                ends.sort()
            return journal.insert("link", kind=kind, a_id=ends[0], b_id=ends[1])

    def id(self, kind: str, words: str) -> int:
        return self.ids[kind, words]
