"""Reviews in the database, on both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from claims.database import Database, open_database
from claims.exchange.claimreview.keep import question_of
from claims.exchange.dump import dump
from claims.maintenance import check
from claims.undo import undo
from tests.exchange.claimreview.objects import item, load, review, told
from tests.exchange.claimreview.test_find import CLAIM
from tests.exchange.claimreview.test_read import OBJECTS

VERDICTS = """SELECT c.text AS claim, k.name AS reviewer, v.label, v.value, v.rated, v.rating,
v.url, d.kind AS page FROM verdict v JOIN claim c ON c.id = v.claim_id
JOIN speaker k ON k.id = v.reviewer_id JOIN document d ON d.id = v.document_id ORDER BY v.id"""
SAID = """SELECT k.name, k.kind AS speaker, s.kind, s.text, s.said, s.role_printed, s.status,
d.url, d.kind AS document, p.stance, s.act_id FROM statement s JOIN speaker k ON k.id = s.speaker_id
JOIN document d ON d.id = s.document_id JOIN position p ON p.statement_id = s.id ORDER BY s.id"""


def counts(database: Database) -> dict[str, int]:
    names = ("speaker", "document", "statement", "question", "claim", "position", "verdict", "xref")
    return {name: database.reader.value(f"SELECT count(*) FROM {name}") for name in names}


def content(database: Database) -> list[str]:
    return list(dump(database.reader))


def test_a_review_becomes_claim_verdict_and_statement(database: Database) -> None:
    report = load(database, review())
    assert (report.format, report.read, report.new, report.error()) == ("claimreview", 1, 1, None)
    assert told(report) == set()
    assert database.reader.rows(VERDICTS) == [
        {
            "claim": "The moon is made of cheese",
            "reviewer": "Example Checkers",
            "label": "False",
            "value": "false",
            "rated": "2021-03-05",
            "rating": json.dumps({"value": "1", "best": "5", "worst": "1"}),
            "url": "https://checkers.example/moon",
            "page": "review",
        }
    ]
    assert database.reader.rows(SAID) == [
        {
            "name": "Ann Lee",
            "speaker": "person",
            "kind": "paraphrase",
            "text": "The moon is made of cheese",
            "said": "2021-03-01",
            "role_printed": "senator",
            "status": "accepted",
            "url": "https://posts.example/1",
            "document": "other",
            "stance": "asserts",
            "act_id": None,
        }
    ]
    raw = database.reader.value("SELECT raw FROM xref WHERE scheme = 'claimreview'")
    assert json.loads(raw) == review()
    slug = question_of("The moon is made of cheese")
    row = database.reader.row("SELECT mode, state FROM question WHERE slug = :s", s=slug)
    assert row == {"mode": "open", "state": "contested"}
    assert list(check(database)) == []


@pytest.mark.parametrize(
    ("rating", "value"),
    [
        ({"alternateName": "Falso", "ratingValue": 6, "bestRating": 6, "worstRating": 1}, "false"),
        ({"alternateName": "really_false", "ratingValue": "-1", "bestRating": "-1"}, "false"),
        ({"alternateName": "Engañoso", "ratingValue": 1, "bestRating": 5, "worstRating": 1}, None),
        ({"alternateName": "4", "ratingValue": 1, "bestRating": 5, "worstRating": 1}, None),
        ({"name": "Vrai", "ratingValue": 1, "bestRating": 5, "worstRating": 1}, "true"),
    ],
)
def test_no_verdict_comes_from_numbers(
    database: Database, rating: dict[str, Any], value: str | None
) -> None:
    report = load(database, review(reviewRating=rating))
    assert database.reader.value("SELECT value FROM verdict") == value
    unmapped = [(one.where, one.what) for one in report.noticed.unmapped.kinds()]
    label = rating.get("alternateName")
    assert unmapped == ([] if value else [("Example Checkers", label)])


def test_without_a_label_there_is_no_verdict_and_later_there_is(database: Database) -> None:
    numbers = {"ratingValue": "1", "bestRating": "5"}
    assert load(database, review(reviewRating=numbers)).new == 1
    assert counts(database)["verdict"] == 0
    assert counts(database)["statement"] == 1
    assert load(database, review(reviewRating=numbers)).unchanged == 1
    assert load(database, review()).revised == 1
    assert database.reader.values("SELECT value FROM verdict") == ["false"]
    assert counts(database)["statement"] == 1


def test_again_changes_nothing(database: Database) -> None:
    load(database, [review(), review(url="/relative"), review(url=None)])
    before = content(database)
    report = load(database, [review(), review(url="/relative"), review(url=None)])
    assert (report.new, report.revised, report.unchanged, report.batch) == (0, 0, 3, None)
    assert content(database) == before


@pytest.mark.parametrize(
    "other",
    [
        json.dumps({"@graph": [review()]}, indent=2),
        json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [review(id="9")]}]}),
        "\n \n<html>\n<script type='application/ld+json'>"
        + json.dumps(review())
        + "</script></html>",
        json.dumps(review(url="http://www.checkers.example/moon/#x", inLanguage=None)),
        json.dumps(CLAIM),
        json.dumps({"claims": [CLAIM]}),
    ],
)
def test_by_feed_page_or_interface_it_is_one_review(database: Database, other: str) -> None:
    load(database, review())
    before = content(database)
    report = load(database, other)
    assert (report.read, report.unchanged, report.new, report.revised) == (1, 1, 0, 0)
    assert content(database) == before


def test_the_interface_first_and_the_page_after(database: Database) -> None:
    report = load(database, json.dumps({"claims": [CLAIM]}))
    assert (report.format, report.new) == ("google", 1)
    assert load(database, review()).revised == 1
    assert counts(database)["verdict"] == 1
    raw = database.reader.value("SELECT raw FROM xref WHERE scheme = 'claimreview'")
    assert json.loads(raw) == review()
    before = content(database)
    assert load(database, json.dumps(CLAIM)).unchanged == 1
    assert content(database) == before


def test_another_label_by_the_interface_takes_no_more_away(database: Database) -> None:
    load(database, review())
    changed = {**CLAIM, "claimReview": [{**CLAIM["claimReview"][0], "textualRating": "True"}]}
    assert load(database, json.dumps(changed)).revised == 1
    assert database.reader.value("SELECT value FROM verdict") == "true"
    raw = json.loads(database.reader.value("SELECT raw FROM xref WHERE scheme = 'claimreview'"))
    assert raw["reviewRating"] == {"@type": "Rating", "alternateName": "True"}
    assert raw["itemReviewed"] == review()["itemReviewed"]
    assert load(database, json.dumps(changed)).unchanged == 1


def test_a_revised_review_revises_its_verdict(database: Database) -> None:
    load(database, review())
    other = {"alternateName": "True", "ratingValue": "1"}
    report = load(database, review(reviewRating=other, datePublished="2021-04-01"))
    assert (report.revised, report.new) == (1, 0)
    row = database.reader.row("SELECT label, value, rated FROM verdict")
    assert row == {"label": "True", "value": "true", "rated": "2021-04-01"}
    assert counts(database)["statement"] == 1
    assert list(check(database)) == []


def test_a_label_left_out_later_leaves_the_verdict(database: Database) -> None:
    load(database, review())
    load(database, review(reviewRating={"ratingValue": "2"}, reviewBody="No cheese was found"))
    assert database.reader.values("SELECT label FROM verdict") == ["False"]
    assert counts(database)["xref"] == 2


def test_a_claimant_who_was_wrong_counts_no_more(database: Database) -> None:
    load(database, review())
    load(database, review(itemReviewed=item(author={"@type": "Person", "name": "Bo Wu"})))
    found = [(row["name"], row["status"]) for row in database.reader.rows(SAID)]
    assert found == [("Ann Lee", "rejected"), ("Bo Wu", "accepted")]
    assert list(check(database)) == []


def test_two_reviews_that_come_to_say_the_same_share_a_verdict(database: Database) -> None:
    other = review(url="https://checkers.example/again", datePublished="2021-09-09")
    load(database, [review(), other])
    assert counts(database)["verdict"] == 2
    report = load(database, {**other, "datePublished": "2021-03-05", "name": "Again"})
    assert report.revised == 1
    assert counts(database)["verdict"] == 1
    assert counts(database)["xref"] == 4
    assert list(check(database)) == []


def test_what_a_person_said_a_verdict_is_stays(database: Database) -> None:
    misleading = {"alternateName": "Misleading"}
    load(database, review(reviewRating=misleading))
    with database.write("by hand", "tester") as journal:
        journal.update("verdict", 1, value="mixed")
    load(database, review(reviewRating=misleading, datePublished="2021-03-07"))
    assert database.reader.value("SELECT value FROM verdict") == "mixed"


def test_a_claim_at_several_places_is_one_act(database: Database) -> None:
    places = ["https://a.example/1", "https://b.example/2"]
    load(database, review(itemReviewed=item(appearance=places)))
    rows = database.reader.rows(SAID)
    assert [row["url"] for row in rows] == ["https://posts.example/1", *places]
    assert [row["act_id"] for row in rows] == [None, 1, 1]


def test_without_a_place_the_review_itself_reports(database: Database) -> None:
    load(database, review(itemReviewed=item(firstAppearance=None)))
    assert [row["document"] for row in database.reader.rows(SAID)] == ["review"]


def test_a_place_without_a_claimant_is_of_somebody(database: Database) -> None:
    load(database, review(itemReviewed=item(author=None)))
    found = [(row["name"], row["speaker"]) for row in database.reader.rows(SAID)]
    assert found == [("unknown", "unnamed")]


def test_nobody_in_particular_is_of_each_review_alone(database: Database) -> None:
    nobody = item(author={"@type": "Person", "name": "Multiple sources"})
    two = [review(itemReviewed=nobody), review(itemReviewed=nobody, url="https://other.example/")]
    report = load(database, two)
    assert [row["speaker"] for row in database.reader.rows(SAID)] == ["unnamed", "unnamed"]
    sql = "SELECT count(*) FROM speaker WHERE kind = 'unnamed'"
    assert database.reader.value(sql) == 2
    assert [one.where for one in report.noticed.claimants.kinds()] == ["Multiple sources"]


def test_reviews_of_the_same_words_share_question_and_claim(database: Database) -> None:
    other = review(
        url="https://other.example/moon",
        author={"@type": "Organization", "name": "Other Checkers"},
        claimReviewed="THE MOON is made of cheese.",
        reviewRating={"alternateName": "True"},
    )
    load(database, [review(), other])
    found = counts(database)
    assert (found["claim"], found["verdict"], found["question"]) == (1, 2, 2)
    assert found["statement"] == 1  # the same post by the same person
    assert database.reader.value("SELECT state FROM claim") == "contested"


def test_external_ids_of_a_claimant(database: Database) -> None:
    same = ["https://www.wikidata.org/wiki/Q42", "https://en.wikipedia.org/wiki/Ann_Lee"]
    author = {"@type": "Person", "name": "Ann Lee", "sameAs": same}
    load(database, review(itemReviewed=item(author=author)))
    sql = "SELECT scheme, key FROM xref WHERE speaker_id IS NOT NULL ORDER BY id"
    assert [tuple(row.values()) for row in database.reader.rows(sql)] == [
        ("wikidata", "Q42"),
        ("url", "en.wikipedia.org/wiki/Ann_Lee"),
    ]
    # Another who claims the same id does not get it.
    other = {"@type": "Person", "name": "Bo Wu", "sameAs": same}
    load(database, review(url="https://b.example", itemReviewed=item(author=other)))
    assert len(database.reader.rows(sql)) == 2


def test_told_twice_in_a_file_the_first_counts(database: Database) -> None:
    true = {"alternateName": "True"}
    lines = [review(), review(), review(reviewRating=true)]
    for expected in (1, 0):
        report = load(database, lines)
        assert (report.new, report.unchanged, report.revised) == (expected, 3 - expected, 0)
        assert database.reader.values("SELECT value FROM verdict") == ["false"]
        assert [(one.where, one.lines) for one in report.noticed.oddities.kinds()] == [("url", [3])]


def test_labels_mean_what_the_reviewer_or_their_house_says(database: Database) -> None:
    house = {"@type": "Organization", "name": "The House"}
    person = {"@type": "Person", "name": "Bo Wu"}
    label = {"alternateName": "Misleading"}
    load(database, review(author=person, publisher=house, reviewRating=label))
    with database.write("map", "tester") as journal:
        owner = journal.reader.value("SELECT id FROM speaker WHERE name = 'The House'")
        journal.insert("rating", reviewer_id=owner, label="Misleading", label_key="misleading",
                       value="mostly-false")  # fmt: skip
    second = review(
        claimReviewed="The sun is cold", author=person, publisher=house, reviewRating=label
    )
    load(database, second)
    sql = "SELECT value FROM verdict ORDER BY id"
    assert database.reader.values(sql) == [None, "mostly-false"]


def test_a_flaw_refuses_the_file_and_keep_going_keeps_the_rest(database: Database) -> None:
    lines = [review(), review(claimReviewed=None)]
    report = load(database, lines)
    assert [(flaw.line, flaw.field) for flaw in report.flaws] == [(2, "claimReviewed")]
    assert not report.stored
    assert counts(database)["verdict"] == 0
    assert load(database, lines, keep_going=True).stored
    assert counts(database)["verdict"] == 1


def test_a_name_of_two_is_a_flaw(database: Database) -> None:
    with database.write("two", "tester") as journal:
        for qualifier in ("a", "b"):
            journal.insert("speaker", kind="org", name="Example Checkers",
                           key="example checkers", qualifier=qualifier)  # fmt: skip
    report = load(database, review())
    assert [(flaw.line, flaw.field) for flaw in report.flaws] == [(1, "author")]
    assert counts(database)["claim"] == 0


def test_a_dry_run_reports_the_same_and_stores_nothing(database: Database) -> None:
    odd = review(datePublished="soon", reviewRating={"alternateName": "Misleading"})
    before = content(database)
    dry = load(database, odd, dry_run=True)
    assert content(database) == before
    wet = load(database, odd)
    for name in ("oddities", "unmapped_labels", "suspicious_claimants", "new"):
        assert dry.as_json()[name] == wet.as_json()[name]


def test_it_can_be_undone(database: Database) -> None:
    before = counts(database)
    report = load(database, review())
    assert report.batch is not None
    undo(database, report.batch, command="undo", actor="tester")
    assert counts(database) == before
    assert load(database, review()).new == 1


@pytest.mark.parametrize(
    "data",
    [
        "[" * 50_000,
        '{"@type": "ClaimReview", "claimReviewed": ' + "[" * 30_000,
        json.dumps(review(claimReviewed="x" * 200_000)),
        json.dumps(review()) + "\n" + '{"@type": "ClaimReview", "claimReviewed": "\ud800"}',
        "<html>" * 50_000,
        "<script type='application/ld+json'>" * 1000,
    ],
)
def test_hostile_files_end_in_flaws(database: Database, data: str) -> None:
    report = load(database, data, format="claimreview")
    assert report.flaws
    assert not report.stored
    assert counts(database) == dict.fromkeys(counts(database), 0)


def test_script_in_every_field_is_words(database: Database) -> None:
    evil = "<script>alert('x')</script>\x1b[31m"
    author = {
        "@type": "Person",
        "name": f"Ann {evil}",
        "jobTitle": evil,
        "sameAs": "data:text/html,x",
    }
    raw = review(
        claimReviewed=f"The moon {evil}",
        name=evil,
        author={"@type": "Organization", "name": f"Checkers {evil}"},
        reviewRating={"alternateName": f"False {evil}", "ratingValue": evil},
        itemReviewed=item(author=author, firstAppearance="javascript:alert(1)"),
    )
    report = load(database, raw)
    assert report.error() is None
    assert {"claimReviewed", "author.name", "itemReviewed.firstAppearance.url"} <= {
        field for field, _reason in told(report)
    }
    words = database.reader.value("SELECT text FROM claim")
    assert "<" not in words
    assert "\x1b" not in words
    assert database.reader.values("SELECT url FROM document WHERE kind <> 'review'") == []


@pytest.fixture
def scratch(sqlite_url: str) -> Any:
    database = open_database(sqlite_url)
    yield database
    database.close()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OBJECTS)
def test_whatever_an_object_holds_it_is_kept_or_flawed(scratch: Database, raw: Any) -> None:
    report = load(scratch, [raw], format="claimreview")
    assert report.stored != bool(report.flaws)
    again = load(scratch, [raw], format="claimreview")
    assert (again.new, again.revised) == (0, 0)
    assert again.batch is None


def test_real_reviews_all_import_and_none_gets_a_wrong_verdict(
    database: Database, shared: Path
) -> None:
    data = (shared / "data" / "claimreview.jsonl").read_bytes()
    report = load(database, data)
    assert report.error() is None
    assert (report.read, report.new + report.unchanged) == (65, 65)
    meant = {
        "False": "false", "Falso": "false", "Falso.": "false", "Faux": "false", "Falsch": "false",
        "Incorrect": "false", "زائف": "false", "錯誤": "false", "really_false": "false",
        "Half true": "mixed", "Mostly false": "mostly-false", "證據不足": "unproven",
    }  # fmt: skip
    for row in database.reader.rows(VERDICTS):
        expected = "false" if row["label"].startswith("FALSO:") else meant.get(row["label"])
        assert row["value"] == expected, row["label"]
    again = load(database, data)
    assert (again.new, again.revised, again.batch) == (0, 0, None)
    assert list(check(database)) == []


def test_the_real_feed_item_and_interface(database: Database, shared: Path) -> None:
    folder = shared / "data"
    load(database, (folder / "claimreview.jsonl").read_bytes())
    feed = load(database, (folder / "datacommons_feeditem_sample.json").read_bytes())
    assert (feed.format, feed.unchanged, feed.new) == ("claimreview", 1, 0)
    answer = load(database, (folder / "google_factcheck_api_sample.json").read_bytes())
    assert (answer.format, answer.new, answer.error()) == ("google", 1, None)
