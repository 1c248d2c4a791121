"""Verdicts out as ClaimReview, and in again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.database import Database, open_database
from claims.errors import UsageError
from claims.exchange.claimreview.write import GOOGLE, missing
from claims.exchange.export import Export, ExportFormat, Selection
from tests.exchange.claimreview.objects import item, load, review
from tests.exchange.claimreview.test_find import CLAIM


def written(database: Database) -> tuple[str, Export]:
    found = Export(database.reader, ExportFormat.CLAIMREVIEW, Selection())
    return "".join(found.pieces()), found


def objects(database: Database) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(database)[0].splitlines()]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "other.db"), create=True)
    yield database
    database.close()


ODD = [
    review(),
    review(claimReviewed=["Two claims", "in one"], url="https://checkers.example/two"),
    review(url="/relative", reviewRating={"alternateName": "Falso", "ratingValue": 6}),
    review(url="https://b.example/", reviewRating={"ratingValue": "1"}),
    review(url="https://c.example/", **{"@type": "Review", "@context": None}),
    review(url="https://d.example/", claimReviewed="Só isto é assim", extra={"a": [1, None]}),
]


def test_a_round_trip_gives_the_same(database: Database, other: Database) -> None:
    assert load(database, [*ODD, json.loads(json.dumps(CLAIM))]).error() is None
    text, found = written(database)
    assert found.written == len(ODD)  # CLAIM is the first review by another way
    assert load(other, text).error() is None
    assert written(other)[0] == text
    again = load(other, text)
    assert (again.new, again.revised) == (0, 0)


def test_what_came_goes_out_as_it_came(database: Database) -> None:
    load(database, ODD)
    out = objects(database)
    assert out[:4] == ODD[:4]
    assert out[4] == {**ODD[4], "@context": "https://schema.org", "@type": "ClaimReview"}
    assert out[5] == ODD[5]


def test_a_verdict_by_hand_goes_out_as_it_stands(database: Database, other: Database) -> None:
    load(database, review())
    with database.write("by hand", "tester") as journal:
        reviewer = journal.insert("speaker", kind="org", name="The Desk", key="the desk")
        journal.insert(
            "verdict", claim_id=1, reviewer_id=reviewer, label="False", value="false",
            rated="2021-06", rated_first=737942, rated_last=737971, url="https://desk.example/",
        )  # fmt: skip
    made = objects(database)[1]
    assert made == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "The moon is made of cheese",
        "url": "https://desk.example/",
        "datePublished": "2021-06",
        "author": {"@type": "Organization", "name": "The Desk"},
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann Lee"},
            "datePublished": "2021-03-01",
            "firstAppearance": {"@type": "CreativeWork", "url": "https://posts.example/1"},
        },
    }
    text = written(database)[0]
    assert load(other, text).error() is None
    assert written(other)[0] == text
    assert other.reader.values("SELECT value FROM verdict") == ["false", "false"]


@pytest.mark.parametrize("label", ["False", "Falso", "Engañoso", "True", "-1", "C'est faux"])
def test_a_label_never_turns(database: Database, other: Database, label: str) -> None:
    load(database, review(reviewRating={"alternateName": label, "ratingValue": 5, "bestRating": 5}))
    load(other, written(database)[0])
    sql = "SELECT label, value FROM verdict"
    assert other.reader.rows(sql) == database.reader.rows(sql)
    assert objects(other)[0]["reviewRating"]["alternateName"] == label


def test_half_a_character_goes_out_escaped(database: Database) -> None:
    load(database, review(extra="\ud800"))
    assert objects(database)[0]["extra"] == "\ud800"
    written(database)[0].encode()


def test_what_google_asks_for() -> None:
    assert [need for need, _path in missing({})] == [
        need for need, paths in GOOGLE.items() for _path in paths
    ]
    left = {path for _need, path in missing(review())}
    assert left == {"author.url", "itemReviewed.appearance"}
    full = review(author=[{"name": "a", "url": "b"}], itemReviewed=item(appearance=[{"url": "c"}]))
    assert list(missing(full)) == []
    assert ("required", "url") in set(missing(review(url="")))


def test_a_selection_is_not_of_reviews(database: Database) -> None:
    with pytest.raises(UsageError, match="every verdict"):
        Export(database.reader, ExportFormat.CLAIMREVIEW, Selection(speaker=1))


def test_real_reviews_make_the_round(database: Database, other: Database, shared: Path) -> None:
    load(database, (shared / "data" / "claimreview.jsonl").read_bytes())
    text, found = written(database)
    assert found.written == 63
    assert found.missing["recommended", "author.url"] == 9
    load(other, text)
    assert written(other)[0] == text


def test_the_command(run: Callable[..., Any], database_url: str, tmp_path: Path) -> None:
    nothing = run("export", "--format", "claimreview", db=database_url)
    assert (nothing.status, "no verdict to export" in nothing.err) == (1, True)
    source = tmp_path / "reviews.jsonl"
    source.write_text(json.dumps(review()) + "\n")
    assert run("import", str(source), db=database_url).status == 0
    result = run("export", "--format", "claimreview", "--google", db=database_url)
    assert result.status == 0
    assert json.loads(result.out) == review()
    assert "recommended: author.url is missing in 1 of 1" in result.err
    assert run("export", "--google", db=database_url).status == 2
    target = tmp_path / "out.jsonl"
    result = run("export", str(target), "--format", "claimreview", db=database_url)
    assert "1 review" in result.out
    assert json.loads(target.read_text()) == review()


def test_the_import_command_reports(run: Callable[..., Any], database_url: str) -> None:
    lines = [
        review(),
        review(url="/x", reviewRating={"alternateName": "Misleading"},
               itemReviewed=item(author={"name": "Multiple sources"})),
    ]  # fmt: skip
    text = "".join(json.dumps(one) + "\n" for one in lines)
    result = run("import", "-", "--dry-run", db=database_url, stdin=text)
    assert result.status == 0
    assert "odd: url: not a whole address: /x (line 2)" in result.out
    assert "claims rating map 'Example Checkers' Misleading VERDICT" in result.out
    assert "claimant Multiple sources: nobody in particular" in result.out
    report = run("import", "-", "--json", db=database_url, stdin=text).json()[0]
    assert report["unmapped_labels"] == [
        {
            "reviewer": "Example Checkers",
            "label": "Misleading",
            "count": 1,
            "lines": [2],
            "command": "claims rating map 'Example Checkers' Misleading VERDICT",
        }
    ]
    assert [one["field"] for one in report["oddities"]] == ["url"]
    assert [one["name"] for one in report["suspicious_claimants"]] == ["Multiple sources"]
