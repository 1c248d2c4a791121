"""What becomes of many flaws and oddities: counts by kind, few kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dates import DateError, parse_date
from claims.exchange.kinds import MOST_KINDS, Tally, kind_of, kind_of_field
from claims.exchange.noticed import Noticed, map_command
from claims.exchange.report import Flaw, Flaws, ImportReport
from claims.i18n import Message, _, ngettext


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (_("must be text, not {value}").format(value="<b>"), "must be text, not …"),
        (_("is missing"), "is missing"),
        (_("{value}: {reason}").format(value="x", reason=_("no {n}").format(n=3)), "…: no …"),
        ('no "a" at 12', "no … at …"),
        ("two are called so: Ann, Bob", "two are called so: …"),
        (ngettext("{n:,} line", "{n:,} lines", 1200).format(n=1200), "… lines"),
    ],
)
def test_a_kind_is_a_reason_without_its_values(reason: str, kind: str) -> None:
    assert kind_of(reason) == kind


@given(st.text(), st.text())
def test_values_never_make_a_kind(one: str, other: str) -> None:
    words = _("not a whole address: {value}")
    assert kind_of(words.format(value=one)) == kind_of(words.format(value=other))
    assert words.format(value=one) == f"not a whole address: {one}"


def test_an_error_keeps_the_pattern() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("2016-13")
    reason = str(caught.value)
    assert (reason, kind_of(reason)) == ("2016-13: no month 13", "…: no month …")


def test_a_message_is_text() -> None:
    made = _("{a} and {b}").format(a=1, b=2)
    assert (made, json.dumps(made), {made: 1}["1 and 2"]) == ("1 and 2", '"1 and 2"', 1)
    assert isinstance(made, Message)
    assert made.pattern == "{a} and {b}"


def test_places_in_lists_make_no_kind() -> None:
    assert kind_of_field("positions[12].stance") == kind_of_field("positions[3].stance")
    assert kind_of_field(None) == ""


def test_few_of_many_flaws_are_kept_and_all_are_counted() -> None:
    flaws = Flaws()
    flaws += [
        Flaw(n, "said", _("{value}: not a date").format(value=n)) for n in range(1, Flaws.MOST + 6)
    ]
    flaws.append(Flaw(None, None, "no JSON"))
    assert (len(flaws), flaws.left_out) == (Flaws.MOST, 6)
    told = flaws.as_json()
    assert [(one["count"], one["lines"]) for one in told["flaw_kinds"]] == [
        (Flaws.MOST + 5, [1, 2, 3, 4, 5]),
        (1, []),
    ]
    assert told["flaw_kinds"][0]["example"] == "1: not a date"
    assert (told["flaws_left_out"], len(told["flaws"])) == (6, Flaws.MOST)
    assert flaws.lines(1) == [
        "10005 × said: …: not a date (lines 1, 2, 3, 4, 5…), such as 1: not a date",
        "… and 1 more kind; --json lists it",
    ]


def test_kinds_are_bounded_too() -> None:
    flaws = Flaws(Flaw(1, f"field {'x' * n}", "is missing") for n in range(MOST_KINDS + 7))
    told = flaws.as_json()
    assert (len(told["flaw_kinds"]), told["flaw_kinds_left_out"]) == (MOST_KINDS, 7)
    assert flaws.lines(2)[-1] == "… and 7 flaws of other kinds, not counted singly"


def test_a_flaw_alone_reads_as_itself() -> None:
    report = ImportReport("x", "jsonl")
    report.flaws.append(Flaw(3, "said", _("{value}: not a date").format(value="x")))
    error = report.error(most=20)
    assert error is not None
    assert error.details["flaws"] == [{"line": 3, "field": "said", "reason": "x: not a date"}]
    whole = report.error()
    assert whole is not None
    assert whole.details["flaw_kinds"][0]["reason"] == "…: not a date"


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("abc"), st.sampled_from("xy"))))
def test_counts_are_those_of_what_came(came: list[tuple[int, str, str]]) -> None:
    tally = Tally()
    for line, where, what in came:
        tally.note(line, where, what)
    kinds = tally.kinds()
    assert sum(one.times for one in kinds) == len(came)
    assert [one.times for one in kinds] == sorted((one.times for one in kinds), reverse=True)
    for one in kinds:
        lines = [line for line, where, what in came if (where, what) == (one.where, one.what)]
        assert one.times == len(lines)
        assert one.lines == list(dict.fromkeys(lines))[:5]


def test_the_command_that_maps_a_label_can_be_typed() -> None:
    assert map_command("A B", "It's off") == """claims rating map 'A B' 'It'"'"'s off' VERDICT"""
    assert map_command("A", "-true-") == "claims rating map -- A -true- VERDICT"
    assert map_command("A", "❌") is None
    noticed = Noticed()
    noticed.unmapped.note(1, "A", "❌")
    assert list(noticed.lines()) == ["no verdict for '❌', which has neither letter nor digit"]


def test_many_flaws_on_a_terminal(run: Callable[..., Any], sqlite_url: str) -> None:
    lines = [{"text": "words", "speaker": "Ann Lee", "said": f"2016-{n}"} for n in range(13, 45)]
    lines.append({"text": "words"})
    text = "".join(json.dumps(line) + "\n" for line in lines)
    result = run("import", "-", db=sqlite_url, stdin=text)
    assert result.status == 4
    assert result.err.splitlines()[1:3] == [
        "  32 × said: …: no month … (lines 1, 2, 3, 4, 5…), such as 2016-13: no month 13",
        "  line 33, speaker: is missing",
    ]
    told = run("import", "-", "--json", db=sqlite_url, stdin=text)
    assert [one["count"] for one in json.loads(told.err)["flaw_kinds"]] == [32, 1]
    assert told.json()[0]["flaws_left_out"] == 0
