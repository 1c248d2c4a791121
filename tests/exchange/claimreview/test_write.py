"""Verdicts out as ClaimReview, and in again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.database import Database, open_database
from claims.errors import UsageError
from claims.exchange.claimreview.keep import question_of
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


def fields(out: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    return [(one["claimReviewed"], one["reviewRating"]["alternateName"]) for one in out]


def change(database: Database, table: str, number: int, **columns: Any) -> None:
    with database.write("changed by hand", "tester") as journal:
        assert journal.update(table, number, **columns)


def test_a_changed_verdict_goes_out_as_it_is_now(database: Database, other: Database) -> None:
    extra = {"sdLicense": "CC0", "image": ["a.jpg"]}
    load(database, review(**extra))
    change(
        database, "verdict", 1, label="True", value="true", rated="2022-01-02",
        rated_first=738157, rated_last=738157, explanation="We were wrong",
    )  # fmt: skip
    change(database, "claim", 1, text="The moon is made of green cheese")
    (out,) = objects(database)
    rating = {
        "@type": "Rating",
        "alternateName": "True",
        "ratingExplanation": "We were wrong",
    }
    assert out == {
        **review(**extra),
        "claimReviewed": "The moon is made of green cheese",
        "datePublished": "2022-01-02",
        "reviewRating": rating,
    }
    load(other, written(database)[0])
    sql = "SELECT label, value, rated FROM verdict"
    assert other.reader.rows(sql) == database.reader.rows(sql)


def test_what_a_label_means_is_no_change_of_it(database: Database) -> None:
    load(database, review())
    change(database, "verdict", 1, value="misattributed")
    assert objects(database) == [review()]


def test_a_merged_or_renamed_reviewer(database: Database) -> None:
    load(database, [review(), review(url="https://b.example/", author={"name": "Other Desk"})])
    find = database.reader.value
    first, second = (
        find("SELECT id FROM speaker WHERE name = :name", name=name)
        for name in ("Example Checkers", "Other Desk")
    )
    change(database, "speaker", second, merged_into=first)
    assert [one["author"]["name"] for one in objects(database)] == [
        "Example Checkers",
        "Other Desk",
    ]
    change(database, "speaker", first, name="The New Checkers", key="the new checkers")
    assert [one["author"]["name"] for one in objects(database)] == [
        "The New Checkers",
        "Other Desk",
    ]


@pytest.mark.parametrize("size", [1, 3, 4])
def test_lists_that_overlap_lose_no_review(database: Database, other: Database, size: int) -> None:
    first = review(claimReviewed=["One is one", "Two is two", "Three is three"])
    second = review(
        claimReviewed=["Two is two", "Three is three", "Four is four"][:size],
        reviewRating={"alternateName": "True"},
    )
    load(database, [first])
    load(database, [second])
    sql = "SELECT c.text, v.label FROM verdict v JOIN claim c ON c.id = v.claim_id ORDER BY c.text"
    rows = database.reader.rows(sql)
    assert {row["text"]: row["label"] for row in rows}["Two is two"] == "True"
    text = written(database)[0]
    load(other, text)
    assert other.reader.rows(sql) == rows
    assert written(other)[0] == text


def test_one_changed_claim_of_several_goes_out_alone(database: Database, other: Database) -> None:
    load(database, review(claimReviewed=["One is one", "Two is two"]))
    assert len(objects(database)) == 1
    change(database, "verdict", 2, label="Half true", value="mixed")
    assert fields(objects(database)) == [("One is one", "False"), ("Two is two", "Half true")]
    load(other, written(database)[0])
    assert other.reader.values("SELECT value FROM verdict ORDER BY id") == ["false", "mixed"]


SEVERAL = [
    review(),
    review(url="https://b.example/", author={"@type": "Organization", "name": "Other Desk"},
           datePublished="2022-06"),
    review(url="https://e.example/", claimReviewed=["Snow is black", "Coal is white"],
           author={"@type": "Person", "name": "Rita Roe"},
           publisher={"@type": "Organization", "name": "Example Checkers"},
           datePublished=None),
    review(url="https://d.example/", claimReviewed="No label", reviewRating={"ratingValue": "1"}),
]  # fmt: skip


def selected(database: Database, **selection: Any) -> list[str]:
    found = Export(database.reader, ExportFormat.CLAIMREVIEW, Selection(**selection))
    text = "".join(found.pieces())
    assert found.total() >= found.written
    return [json.loads(line)["url"][8:9] for line in text.splitlines()]


def test_selections(database: Database) -> None:
    load(database, SEVERAL)
    name = "SELECT id FROM speaker WHERE name = :name"
    ids = {
        who: database.reader.value(name, name=who)
        for who in ("Example Checkers", "Other Desk", "Rita Roe", "Ann Lee")
    }
    assert selected(database) == ["c", "b", "e", "d"]
    assert selected(database, speaker=ids["Example Checkers"]) == ["c", "e"]  # and their writer
    assert selected(database, speaker=ids["Other Desk"]) == ["b"]
    assert selected(database, speaker=ids["Rita Roe"]) == ["e"]
    assert selected(database, speaker=ids["Ann Lee"]) == []  # a claimant reviews nothing
    day = date(2021, 3, 5).toordinal()
    assert selected(database, first=day, last=day) == ["c"]
    assert selected(database, first=day + 1) == ["b"]
    topic = database.reader.value("SELECT id FROM question WHERE kind = 'topic'")
    assert selected(database, question=topic) == ["c", "b", "e", "d"]
    slug = question_of("Coal is white")
    coal = database.reader.value("SELECT id FROM question WHERE slug = :slug", slug=slug)
    found = Export(database.reader, ExportFormat.CLAIMREVIEW, Selection(question=coal))
    (line,) = "".join(found.pieces()).splitlines()
    assert json.loads(line)["claimReviewed"] == "Coal is white"  # what else it reviews is not asked
    assert (found.written, found.total()) == (1, 1)


def test_no_verdict_is_proposed(database: Database) -> None:
    with pytest.raises(UsageError, match="no verdict is proposed"):
        Export(database.reader, ExportFormat.CLAIMREVIEW, Selection(everything=True))


def test_a_verdict_added_by_hand_has_all_that_google_requires(
    run: Callable[..., Any], database_url: str
) -> None:
    quote = ["add", "quote", "Snow is black", "--by", "Ann Lee", "--on", "2021-03-01", "--new"]
    assert (
        run(
            *quote,
            "--question",
            "snow",
            "--claim",
            "Snow is black",
            "--stance",
            "asserts",
            db=database_url,
        ).status
        == 0
    )
    verdict = ["add", "verdict", "C1", "--by", "The Desk", "--label", "False", "--on", "2021-06-01"]
    done = run(*verdict, "--url", "https://desk.example/snow", "--new", db=database_url)
    assert done.status == 0, done.err
    result = run("export", "--format", "claimreview", "--google", db=database_url)
    assert "required:" not in result.err
    assert "wrong:" not in result.err
    assert {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"} <= json.loads(
        result.out
    ).keys()
    for option, status in (("--speaker=The Desk", 0), ("--speaker=Ann Lee", 1),
                           ("--since=2021-06", 0), ("--until=2021-05", 1),
                           ("--question=snow", 0), ("--all", 2)):  # fmt: skip
        found = run("export", "--format", "claimreview", option, db=database_url)
        assert found.status == status, (option, found.err)


def test_somebody_unnamed_is_no_author(database: Database) -> None:
    load(database, review(itemReviewed=item(author=None)))
    with database.write("by hand", "tester") as journal:
        reviewer = journal.insert("speaker", kind="org", name="The Desk", key="the desk")
        journal.insert("verdict", claim_id=1, reviewer_id=reviewer, label="False",
                       rated_first=1, rated_last=3652059)  # fmt: skip
    assert "author" not in objects(database)[1]["itemReviewed"]


def test_links_of_who_spoke(database: Database) -> None:
    same = ["https://www.wikidata.org/wiki/Q42", "https://lee.example/about"]
    author = {"@type": "Person", "name": "Ann Lee", "sameAs": same}
    load(database, review(itemReviewed=item(author=author)))
    with database.write("by hand", "tester") as journal:
        reviewer = journal.insert("speaker", kind="org", name="The Desk", key="the desk")
        journal.insert("xref", scheme="url", key="desk.example", speaker_id=reviewer)
        journal.insert("verdict", claim_id=1, reviewer_id=reviewer, label="False",
                       rated_first=1, rated_last=3652059)  # fmt: skip
    made = objects(database)[1]
    assert made["itemReviewed"]["author"] == author
    assert made["author"]["url"] == "https://desk.example"


def test_real_reviews_make_the_round(database: Database, other: Database, shared: Path) -> None:
    load(database, (shared / "data" / "claimreview.jsonl").read_bytes())
    text, found = written(database)
    assert found.written == 63
    assert found.missing["recommended", "author.url"] == 9
    required = {name for need, name in found.missing if need == "required"}
    assert required == {"itemReviewed.author.name"}  # a claimant without a name
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
    assert "not on Google's list: inLanguage" in result.err
    assert run("export", "--google", db=database_url).status == 2
    target = tmp_path / "out.jsonl"
    result = run("export", str(target), "--format", "claimreview", db=database_url)
    assert "1 review" in result.out
    told = run(
        "export", str(target), "--format", "claimreview", "--google", "--json", "-y",
        db=database_url,
    ).json()  # fmt: skip
    assert told["google"]["recommended"] == {"author.url": 1, "itemReviewed.author.sameAs": 1}
    (one,) = told["google"]["reviews"]
    assert (one["line"], one["url"], one["required"]) == (1, "https://checkers.example/moon", [])
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
