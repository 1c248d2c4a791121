"""Dates as printed."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dates import DateError, DateRange, PartialDate, day_text, parse_date, parse_range

THURSDAY = date(2016, 9, 22)
PAGE = Path(__file__).parents[1] / "docs" / "dates.md"

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
stems = st.one_of(
    days.map(lambda day: f"{day.year:04}"),
    days.map(lambda day: f"{day.year:04}-{day.month:02}"),
    days.map(date.isoformat),
)
offsets = st.sampled_from(["", "Z", "+02:00", "-03:30", "+14:00"])


def _moment(day: date, clock: time, offset: str) -> str:
    seconds = f":{clock:%S}" if clock.second else ""
    return f"{day}T{clock:%H:%M}{seconds}{offset}"


moments = st.builds(_moment, days, st.times(), offsets)
intervals = st.tuples(stems, stems).filter(lambda ends: ends[0][:4] < ends[1][:4]).map("/".join)
canonical = stems | moments | intervals
# Words and figures that nearly make dates.
FRAGMENTS = """
    le 22 septembre 2016 -09 /10 .. hier jeudi last week il y a 3 jours 14h30 29 fevrier sept. pm
    February 30th, 0000 9999 99 +02:00 T25:00 T 1er days ago 2016-09-22 & é في mars dernier ans
    99999 centuries ago in next month year
"""
awkward = st.lists(st.sampled_from(FRAGMENTS.split()), max_size=6).map(" ".join)


@given(canonical)
def test_a_canonical_date_reads_back_as_itself(text: str) -> None:
    found = parse_date(text)
    assert found.text == text
    assert parse_date(found.text) == found
    assert found.first <= found.last


@given(days)
def test_days_are_ordinals(day: date) -> None:
    found = parse_date(day.isoformat())
    assert (found.first, found.last) == (day.toordinal(), day.toordinal())
    assert day_text(found.first) == day.isoformat()
    assert PartialDate.of(day) == found


@settings(deadline=None)  # dateparser loads within the first example
@given(st.text(max_size=80) | awkward, st.sampled_from([None, "fr", "en", "en-US", "xx", "x" * 99]))
def test_any_text_is_a_date_or_a_date_error(text: str, lang: str | None) -> None:
    for read in (parse_date, parse_range):
        try:
            found = read(text, relative_to=THURSDAY, lang=lang)
        except DateError:
            continue
        assert found.first is None or found.last is None or found.first <= found.last


@settings(deadline=None)
@given(awkward)
def test_whatever_was_read_reads_back_from_its_canonical_text(text: str) -> None:
    try:
        found = parse_date(text, relative_to=THURSDAY)
    except DateError:
        return
    assert parse_date(found.text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", "2016"),
        ("2016-9", "2016-09"),
        ("2016-09-22", "2016-09-22"),
        ("2016-09-22 14:30", "2016-09-22T14:30"),
        ("2016-09-22T14:30:05.123Z", "2016-09-22T14:30:05Z"),
        ("2016-09-22T14:30+0200", "2016-09-22T14:30+02:00"),
        ("2016-09-22T14:30+00:00", "2016-09-22T14:30Z"),
        ("2016-09-12/2016-09-18", "2016-09-12/2016-09-18"),
        ("2016/2017", "2016/2017"),
        ("2016/09", "2016-09"),
        ("2016/09/22", "2016-09-22"),
        ("20160922", "2016-09-22"),
        ("22/09/2016", "2016-09-22"),
        ("09/22/2016", "2016-09-22"),
        ("22.09.2016", "2016-09-22"),
        ("le 22/09/2016", "2016-09-22"),
        ("03.04.2016", "2016-04-03"),
        ("04/04/2016", "2016-04-04"),
        ("22 septembre 2016", "2016-09-22"),
        ("jeudi 22 septembre 2016", "2016-09-22"),
        ("Le 1er août 2016", "2016-08-01"),
        ("22 SEPT. 2016", "2016-09-22"),
        ("Sept. 22, 2016", "2016-09-22"),
        ("September 22nd, 2016", "2016-09-22"),
        ("Thu, 22 Sep 2016 14:30:00 +0200", "2016-09-22T14:30+02:00"),
        ("22 septembre 2016 à 14h30", "2016-09-22T14:30"),
        ("22 septembre 2016 à 9h", "2016-09-22T09:00"),
        ("septembre 2016", "2016-09"),
        ("en 2016", "2016"),
        ("22 septembre", "2016-09-22"),
        ("23 septembre", "2015-09-23"),
        ("octobre", "2015-10"),
        ("29 février", "2016-02-29"),
        ("jeudi", "2016-09-22"),
        ("on Wednesday", "2016-09-21"),
        ("vendredi", "2016-09-16"),
        ("jeudi dernier", "2016-09-15"),
        ("last Thursday", "2016-09-15"),
        ("jeudi prochain", "2016-09-29"),
        ("mardi soir", "2016-09-20"),
        ("septembre dernier", "2015-09"),
        ("last May", "2016-05"),
        ("jeudi à 14h30", "2016-09-22T14:30"),
        ("hier", "2016-09-21"),
        ("avant-hier", "2016-09-20"),
        ("aujourd’hui", "2016-09-22"),
        ("Yesterday", "2016-09-21"),
        ("demain", "2016-09-23"),
        ("il y a 3 jours", "2016-09-19"),
        ("3 hours ago", "2016-09-22"),
        ("last week", "2016-09-12/2016-09-18"),
        ("la semaine dernière", "2016-09-12/2016-09-18"),
        ("cette semaine", "2016-09-19/2016-09-25"),
        ("ce mois-ci", "2016-09"),
        ("a year ago", "2015"),
        ("dans 2 jours", "2016-09-24"),
        ("this week", "2016-09-19/2016-09-25"),
        ("le mois dernier", "2016-08"),
        ("last year", "2015"),
        ("September 22, 2016 at 2:30 pm", "2016-09-22T14:30"),
    ],
)
def test_what_is_read(text: str, expected: str) -> None:
    assert parse_date(text, relative_to=THURSDAY).text == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2016-13", "no month 13"),
        ("2016-00", "no month 0"),
        ("2016-02-30", "no day 30 in 2016-02"),
        ("2015-02-29", "no day 29 in 2015-02"),
        ("31 avril 2016", "no day 31 in 2016-04"),
        ("0000", "no year 0"),
        ("2016-09-22T25:00", "no hour 25"),
        ("2016-09-22T12:61", "no minute 61"),
        ("2016-09-22T12:00:60", "no second 60"),
        ("2016-09-22T12:00+25:00", "no such offset"),
        ("2016-09-22T1230", "not a time of day"),
        ("2016-09-18/2016-09-12", "ends before it begins"),
        ("03/04/2016", "could be 2016-04-03 or 2016-03-04"),
        ("22/09/16", "four digits"),
        ("31/31/2016", "no month 31"),
        ("mercredi 22 septembre 2016", "another day of the week"),
        ("", "not a date"),
        ("...", "not a date"),
        ("201609", "not a date"),
        ("12", "not a date"),
        ("a", "not a date"),
        ("1990s", "not a date"),
        ("the 90s", "not a date"),
        ("années 1990", "not a date"),
        ("18 morts", "not a date"),
        ("-2016", "not a date"),
        ("deux ans", "not a date"),
        ("one hour", "not a date"),
        ("after 2016", "not a date"),
        ("two days later", "not a date"),
        ("matin", "not a date"),
        ("avant hier soir 2016", "not a date"),
        ("22 septembre 16", "four digits"),
        ("сентября 2016", "not a date"),
        ("21-22 septembre 2016", "not a date"),
        ("03/04/2016 at noon", "not a date"),
        ("la Russie", "not a date"),
        ("2016-09-22 " + "x" * 60, "not a date"),
        ("\u0662\u0660\u0661\u0666", "not a date"),
        ("2016-09-22T12:00/2016-09-23", "not a time of day"),
    ],
)
def test_what_is_refused_and_why(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=re.escape(reason)) as caught:
        parse_date(text, relative_to=THURSDAY)
    assert caught.value.hint


def test_the_error_names_the_text_without_what_steers_a_terminal() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("2016-\x1b[31m13")
    assert caught.value.message == "2016-13: no month 13"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("fr", "2016-04-03"),
        ("en-GB", "2016-04-03"),
        ("en-US", "2016-03-04"),
        ("en_us", "2016-03-04"),
    ],
)
def test_the_language_settles_which_is_the_month(lang: str, expected: str) -> None:
    assert parse_date("03/04/2016", lang=lang).text == expected


def test_another_language_goes_to_dateparser() -> None:
    assert parse_date("22 сентября 2016", lang="ru").text == "2016-09-22"
    assert parse_date("сентября 2016", lang="ru-RU").text == "2016-09"


@pytest.mark.parametrize("base", [date.min, date.max])
@pytest.mark.parametrize(
    "text",
    ["hier", "demain", "jeudi dernier", "jeudi prochain", "29 février", "this week", "last week"],
)
def test_the_ends_of_the_calendar(text: str, base: date) -> None:
    try:
        assert parse_date(text, relative_to=base).first >= 1
    except DateError:
        assert base in (date.min, date.max)


def _range(first: str | None, last: str | None) -> DateRange:
    ends = [date.fromisoformat(end).toordinal() if end else None for end in (first, last)]
    return DateRange(*ends)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-09..", _range("2016-09-01", None)),
        ("..2016", _range(None, "2016-12-31")),
        ("2016-09-19..2016-09-22", _range("2016-09-19", "2016-09-22")),
        ("2016-09", _range("2016-09-01", "2016-09-30")),
        ("hier..", _range("2016-09-21", None)),
        ("lundi .. hier", _range("2016-09-19", "2016-09-21")),
        ("la semaine dernière", _range("2016-09-12", "2016-09-18")),
        ("2016..2016", _range("2016-01-01", "2016-12-31")),
        ("2016-09-22..2016-09", _range("2016-09-22", "2016-09-30")),
    ],
)
def test_ranges(text: str, expected: DateRange) -> None:
    assert parse_range(text, relative_to=THURSDAY) == expected


@pytest.mark.parametrize(
    "text", ["", "..", " .. ", "2017..2016", "2016...2017", "x..", "2016..2017..2018"]
)
def test_ranges_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse_range(text)


def test_today_is_the_reference_where_none_is_given() -> None:
    before = date.today()
    found = parse_date("aujourd'hui")
    assert before.toordinal() <= found.first <= date.today().toordinal()


@pytest.mark.parametrize(
    "text", ["2016-09-22", "2016-09..", "22/09/2016", "22 septembre 2016", "hier"]
)
def test_dateparser_is_not_loaded_for_what_the_tables_read(text: str) -> None:
    program = (
        "import sys; from claims.dates import parse_range; parse_range(sys.argv[1]);"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program, text], check=False).returncode == 0


def test_the_page_shows_what_is_true() -> None:
    rows = re.findall(r"^\| `(.+?)` \| `(.+?)` \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(rows) > 20
    for text, expected in rows:
        assert parse_date(text, relative_to=THURSDAY, lang="fr").text == expected, text


def test_the_page_lists_what_is_refused() -> None:
    rows = re.findall(r"^\| `(.+?)` \| refused: (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    assert rows
    for text, reason in rows:
        with pytest.raises(DateError, match=re.escape(reason)):
            parse_date(text, relative_to=THURSDAY)
