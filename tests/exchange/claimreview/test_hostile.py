"""Reviews that mean harm, field by field: nested, huge, doubled, scripted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from claims.database import Database, open_database
from claims.exchange.claimreview.read import read_review
from claims.exchange.claimreview.values import LONGEST_RAW
from claims.text import clean_text
from tests.exchange.claimreview.objects import load, review

PATHS = (
    "@context", "@type", "url", "claimReviewed", "datePublished", "inLanguage", "name", "author",
    "author.name", "publisher", "publisher.name", "reviewBody", "reviewRating",
    "reviewRating.alternateName", "reviewRating.ratingValue", "reviewRating.bestRating",
    "reviewRating.ratingExplanation", "itemReviewed", "itemReviewed.author",
    "itemReviewed.author.name", "itemReviewed.author.jobTitle", "itemReviewed.author.sameAs",
    "itemReviewed.datePublished", "itemReviewed.appearance", "itemReviewed.firstAppearance",
    "itemReviewed.firstAppearance.url", "itemReviewed.url", "extra",
)  # fmt: skip
EVIL = (
    "<img src=x onerror=alert(1)><script>alert(2)</script>\x1b]0;x\x07\x1b[31m\u202e[red]\r\n=1+1"
)


def with_value(path: str, value: Any) -> dict[str, Any]:
    """A review with a value at a path."""
    made = review()
    *parts, last = path.split(".")
    holder = made
    for part in parts:
        holder = holder.setdefault(part, {})
    holder[last] = value
    return made


def nested(depth: int, brackets: str) -> str:
    """JSON of so many levels."""
    if brackets == "[]":
        return "[" * depth + "]" * depth
    return '{"a":' * depth + "1" + "}" * depth


@pytest.fixture
def scratch(sqlite_url: str) -> Any:
    database = open_database(sqlite_url)
    yield database
    database.close()


@pytest.mark.parametrize("brackets", ["[]", "{}"])
@pytest.mark.parametrize("depth", [50, 900, 20_000])
def test_any_field_can_be_nested(scratch: Database, depth: int, brackets: str) -> None:
    for path in PATHS:
        text = json.dumps(with_value(path, "HERE")).replace('"HERE"', nested(depth, brackets))
        report = load(scratch, text, format="claimreview", keep_going=True)
        assert report.new + report.revised + report.unchanged + report.flawed >= 1, path
        assert bool(report.flaws) == (report.flawed > 0), path


@pytest.mark.parametrize("piece", ["&amp;", "<", "<a ", "x", "\u0301", "💥"])
def test_a_value_beyond_measure_is_not_read(piece: str) -> None:
    unread = {"@context", "@type", "extra", "itemReviewed"}
    big = piece * (LONGEST_RAW // len(piece) + 1)
    for path in PATHS:
        reading = read_review(with_value(path, big))
        told = [problem for problem in reading.oddities if "longer than" in problem.reason]
        assert bool(told) == (path not in unread), path
        assert all(len(problem.reason) < 500 for problem in reading.oddities)


def test_one_line_of_ten_megabytes(scratch: Database) -> None:
    report = load(scratch, [with_value("extra", "x" * 10_000_000), review()], keep_going=True)
    assert report.new == 1


@pytest.mark.parametrize("path", [path for path in PATHS if path not in ("@context", "@type")])
def test_names_given_twice(scratch: Database, path: str) -> None:
    *_parts, last = path.split(".")
    text = json.dumps(with_value(path, "HERE"))
    doubled = text.replace('"HERE"', f'"first", "{last}": "second"', 1)
    report = load(scratch, doubled, format="claimreview", keep_going=True)
    kinds = report.noticed.oddities.kinds()
    assert (last, "given twice, the last is read") in {(one.where, one.what) for one in kinds}


def test_nothing_a_field_holds_steers_a_terminal(
    run: Callable[..., Any], database_url: str
) -> None:
    lines = "".join(
        json.dumps(with_value(path, f"{EVIL} {path}") | {"url": f"https://c.example/{number}"})
        + "\n"
        for number, path in enumerate(PATHS)
        if path not in ("url", "@type")
    )
    args = ("import", "-", "--format", "claimreview", "--keep-going")
    result = run(*args, db=database_url, stdin=lines)
    assert "new" in result.out
    shown = [result.out, result.err]
    for words in (["show", "C1"], ["rating", "list"], ["stats"], ["speakers"], ["contested"],
                  ["search", "moon"], ["export", "--format", "claimreview", "--google"],
                  ["contrast", "claimreview"]):  # fmt: skip
        found = run(*words, db=database_url)
        shown += [found.err] if words[0] == "export" else [found.out, found.err]
    for text in shown:
        assert clean_text(text) == text
        assert "\x1b" not in text


@pytest.mark.parametrize("address", ["../../etc/passwd", "C:\\x", "%2e%2e/%00", "/dev/zero", "."])
def test_an_address_like_a_path_is_text(scratch: Database, address: str) -> None:
    for path in ("url", "@id", "itemReviewed.firstAppearance", "itemReviewed.author.sameAs"):
        report = load(scratch, with_value(path, address), format="claimreview")
        assert report.error() is None
    assert scratch.reader.values("SELECT key FROM xref WHERE scheme = 'url'") == []
