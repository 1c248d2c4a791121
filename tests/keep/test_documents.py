"""Documents found, made, completed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from claims.database import Database
from claims.dates import parse_date
from claims.keep.documents import Documents, text_hash
from claims.keep.source import Source, Sources
from claims.keep.store import Store
from claims.reader import Row


def _keep(database: Database, *sources: Source) -> tuple[list[int], Documents]:
    with database.write("test", "tester") as journal:
        store = Store(journal)
        documents = Documents(store)
        ids = [documents.keep(source, None).id for source in sources]
        store.flush()
    return ids, documents


def _row(database: Database, number: int) -> Row:
    return database.reader.row("SELECT * FROM document WHERE id = :id", id=number) or {}


def test_one_document_by_url_else_by_title_and_date(database: Database) -> None:
    day = parse_date("2016-09-20")
    ids, _documents = _keep(
        database,
        Source("AP", "A title", "https://www.ap.org/a#b"),
        Source("ap", "Another", "http://ap.org/a/"),
        Source("Other", "A title", "https://ap.org/a"),
        Source("AP", "A title"),
        Source("AP", "a TITLE"),
        Source("AP", "A title", published=day),
        Source(),
    )
    assert ids[0] == ids[1]
    assert ids[3] == ids[4]
    assert len({ids[0], ids[2], ids[3], ids[5], ids[6]}) == 5


def test_a_long_url_still_makes_a_key(database: Database) -> None:
    long = "https://example.org/" + "a" * 1900
    ids, _documents = _keep(database, Source(url=long), Source(url=long + "b"), Source(url=long))
    assert ids[0] == ids[2] != ids[1]


def test_what_is_missing_is_filled_and_the_rest_stays(database: Database) -> None:
    url = "https://example.org/a"
    ids, documents = _keep(
        database,
        Source("AP", None, url, lang="en"),
        Source("AP", "A title", url, parse_date("2016-09"), "fr", text="words"),
        Source("AP", "Another title", url, parse_date("2016-09-20")),
    )
    row = _row(database, ids[0])
    assert row["title"] == "A title"
    assert (row["published"], row["lang"]) == ("2016-09", "en")
    assert (row["published_first"], row["published_last"]) == (736208, 736237)
    assert row["text"] == "words"
    assert row["sha256"] == text_hash("words")
    assert documents.made == 1
    assert documents.completed == 1
    assert [one[1:] for one in documents.differing] == [
        ("title", "A title", "Another title"),
        ("published", "2016-09", "2016-09-20"),
    ]


def test_a_date_filled_in_dates_the_statements_without_one(database: Database) -> None:
    url = "https://example.org/a"
    with database.write("test", "tester") as journal:
        store = Store(journal)
        documents = Documents(store)
        number = documents.keep(Source(url=url), None).id
        store.flush()
        speaker = journal.insert("speaker", kind="person", name="A", key="a")
        for said, first in ((None, 1), ("2015", 735599)):
            journal.insert(
                "statement", document_id=number, speaker_id=speaker, kind="direct", text="x",
                said=said, said_first=first, said_last=first,
            )  # fmt: skip
        documents.keep(Source(url=url, published=parse_date("2016-09-20")), None)
    assert database.reader.values("SELECT said_first FROM statement ORDER BY id") == [
        736227,
        735599,
    ]


def _columns(told: list[Source]) -> Sources:
    dates = [one.published for one in told]
    return Sources(
        [one.outlet for one in told],
        [one.title for one in told],
        [one.url for one in told],
        [one and one.text for one in dates],
        [one and one.first for one in dates],
        [one and one.last for one in dates],
        [one.lang for one in told],
        [one.key for one in told],
    )


@pytest.mark.parametrize("parts", [[7], [2, 5], [1] * 7])
def test_articles_complete_one_another(database: Database, parts: list[int]) -> None:
    """Whether they come in one chunk or in several, as one by one."""
    url = "https://example.org/a"
    rest = [
        Source("AP", None, url, lang="en"),
        Source("AP", "A title", url, parse_date("2016-09"), "fr"),
        Source("AP", "Another title", url, parse_date("2016-09-20")),
        Source(None, "Words", None, parse_date("2016")),
        Source(None, "words", None, parse_date("2016"), "en"),
        Source("AP"),
        Source(),
    ]
    found, fresh = [], []
    with database.write("test", "tester") as journal:
        store = Store(journal)
        documents = Documents(store)
        outlet = journal.insert("speaker", kind="org", name="AP", key="ap")
        for length in parts:
            told, rest = _columns(rest[:length]), rest[length:]
            documents.start()
            rows, made = documents.keep_all(told, range(length), {None: None, "AP": outlet})
            found += [rows[place]["id"] for place in range(length)]
            fresh += [rows[place]["id"] for place in made]
        store.flush()
    first, second, third, fourth = fresh
    assert found == [first, first, first, second, second, third, fourth]
    row = _row(database, first)
    assert (row["kind"], row["outlet_id"], row["url"]) == ("article", outlet, url)
    assert (row["title"], row["published"], row["lang"]) == ("A title", "2016-09", "en")
    assert (row["published_first"], row["published_last"]) == (736208, 736237)
    assert _row(database, second)["lang"] == "en"
    assert _row(database, third)["outlet_id"] == outlet
    assert (documents.made, documents.completed, documents.first_made) == (4, 2, first)
    assert [one[1:3] for one in documents.differing] == [
        ("title", "A title"),
        ("published", "2016-09"),
        ("title", "Words"),
    ]


@pytest.mark.parametrize("kept_before", [False, True])
def test_documents_of_chunks_long_ago_are_found(
    database: Database, kept_before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into a new database nobody is asked for those that cannot be there."""
    if kept_before:
        _keep(database, Source(url="https://example.org/0"))
    told = [_columns([Source(url=f"https://example.org/{number}")]) for number in (*range(9), 0, 4)]
    asked: list[str] = []
    with database.write("test", "tester") as journal:
        store = Store(journal)
        documents = Documents(store)
        documents.begin()
        iterate = store.reader.iterate

        def watched(sql: str, **of: Any) -> Iterator[Row]:
            asked.extend(of.get("keys", ()))
            return iterate(sql, **of)

        monkeypatch.setattr(store.reader, "iterate", watched)
        ids = []
        for one in told:
            documents.start()
            rows, _made = documents.keep_all(one, [0], {None: None})
            ids.append(rows[0]["id"])
            store.flush()
    assert ids[9:] == [ids[0], ids[4]]
    assert len(set(ids)) == 9
    assert len(asked) == (11 if kept_before else 2)


def test_what_is_being_stored_is_not_waited_for_where_all_is_known(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits() -> None:
        raise AssertionError("waited")

    source = Source(url="https://example.org/a")
    with database.write("test", "tester") as journal:
        store = Store(journal)
        documents = Documents(store)
        number = documents.keep(source, None).id
        documents.start()
        monkeypatch.setattr(store, "_settle", waits)
        rows, made = documents.keep_all(_columns([source]), [0], {None: None})
        assert (rows[0]["id"], made) == (number, [])
        monkeypatch.undo()
        store.flush()
