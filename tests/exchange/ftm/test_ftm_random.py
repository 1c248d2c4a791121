"""Any database: exported for followthemoney, read into an empty one, exported again."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from claims.database import Database, open_database
from claims.dates import parse_date
from claims.exchange.export import ExportFormat
from claims.journal import Journal
from claims.text import name_key
from tests.exchange.ftm.test_ftm_out import load, without_quotes, written

NAMES = (
    "Ann Lee", "ann lee", "Bo Li", "Энн Ли", "Gazette", "Tin plc", 'O\'Neil "x"', "=SUM(1)",
    "Ministry, of; Tin", "J. K. Lee", "Zoë—Q",
)  # fmt: skip
KINDS = ("person", "person", "org", "state", "group", "unnamed")
DATES = (
    None, "2016", "2016-09", "2016-09-22", "2016-09-22T14:30", "2016-09-22T14:30+02:00",
    "2016-09-22T00:00", "2016-02/2017", "2016/2016-09", "2016-09-12/2016-09-18", "1001-01-01",
)  # fmt: skip
TITLES = ("Minister", "director", "minister", "Chef d'état", "=x")


def dated(name: str, text: str | None) -> dict[str, Any]:
    found = parse_date(text) if text else None
    return {
        name: found and found.text,
        f"{name}_first": found and found.first,
        f"{name}_last": found and found.last,
    }


class Filling:
    """Fills a database by chance: names that clash, aliases, parents, merges, all dates."""

    def __init__(self, seed: int, journal: Journal) -> None:
        self.random = random.Random(seed)
        self.journal = journal
        self.taken: set[tuple[Any, str | None]] = set()
        self.speakers: list[int] = []
        self.named: list[int] = []

    def all(self) -> None:
        for _one in range(14):
            self.speaker()
        for _one in range(10):
            self.alias()
        for _one in range(14):
            self.role()
        outlet = self.journal.insert("speaker", kind="org", name="The Outlet", key="the outlet")
        documents = [self.document(number, outlet) for number in range(8)]
        for _one in range(6):
            self.statement(self.random.choice(documents))
        if len(self.named) > 1:
            one, other = self.random.sample(self.named, 2)
            self.journal.update("speaker", one, merged_into=other)

    def speaker(self) -> None:
        pick = self.random.choice
        kind, name, qualifier = pick(KINDS), pick(NAMES), ""
        key = None if kind == "unnamed" else name_key(name)
        while key and (qualifier, key) in self.taken:
            qualifier += "q"
        self.taken.add((qualifier, key))
        parent = pick(self.speakers) if self.speakers and self.random.random() < 0.3 else None
        number = self.journal.insert(
            "speaker", kind=kind, name=name, key=key, qualifier=qualifier, parent_id=parent,
            note=pick((None, " a\n\nb ", "\x1b[31mx", "n" * 70_000)),
        )  # fmt: skip
        self.speakers.append(number)
        self.named += [number] if key else []

    def alias(self) -> None:
        speaker, name = self.random.choice(self.named or [0]), self.random.choice(NAMES)
        if speaker and (speaker, name_key(name)) not in self.taken:
            self.taken.add((speaker, name_key(name)))
            lang = self.random.choice((None, "ru", "en-GB", "xx"))
            self.journal.insert(
                "alias", speaker_id=speaker, name=name, key=name_key(name), lang=lang
            )

    def role(self) -> None:
        pick = self.random.choice
        since, until, title = dated("since", pick(DATES)), dated("until", pick(DATES)), pick(TITLES)
        if (since["since_first"] or 0) > (until["until_last"] or 10**7):
            until = dated("until", None)
        self.journal.insert(
            "role", speaker_id=pick(self.speakers), title=title, title_key=name_key(title),
            org_id=pick((None, *self.speakers)), note=pick((None, "hm")), **since, **until,
        )  # fmt: skip

    def document(self, number: int, outlet: int) -> int:
        pick = self.random.choice
        # Two that have neither address nor title would be one.
        url = pick((None, f"https://e.example/{number}", "urn:x"))
        title = None if url and url[0] == "h" else pick((f"T{number}", f"{number}" * 1500))
        return self.journal.insert(
            "document", key=f"k{number}", title=title, url=url, outlet_id=pick((None, outlet)),
            lang=pick((None, "fr", "xx")), text=pick((None, "  body ", "b" * 66_000)),
            **dated("published", pick(DATES)),
        )  # fmt: skip

    def statement(self, document: int) -> None:
        pick = self.random.choice
        self.journal.insert(
            "statement", document_id=document, speaker_id=pick(self.speakers), kind="direct",
            text="w\x07ords", status=pick(("accepted", "proposed")),
            role_printed=pick((None, "Boss")), **dated("said", "2016"),
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", [ExportFormat.FTM, ExportFormat.FTM_STATEMENTS])
def test_out_in_and_out_again_is_the_same(
    database: Database, tmp_path: Path, seed: int, form: ExportFormat
) -> None:
    with database.write("fill", "tester") as journal:
        Filling(seed, journal).all()
    first = written(database, form)
    other = open_database(str(tmp_path / "other.db"), create=True)
    report = load(other, first, statements=form is ExportFormat.FTM_STATEMENTS)
    assert not report.flaws
    assert written(other, form) == without_quotes(first)
    other.close()
