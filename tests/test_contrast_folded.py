"""A contrast folded: what matters is shown, the rest is counted, nothing is lost between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.contrast import Answer, Contrast, Dispute, Folding, build
from claims.contrast.fold import cut
from claims.database import Database
from claims.dates import DAY_MAX, DAY_MIN
from claims.vocabulary import Mode, Stance
from tests.accounts import Accounts
from tests.random_database import filled, insert, small_disputes

LITTLE = Folding(
    questions=2, glance=3, answers=2, lines=2, figures=3, clashes=1, all_answers=3, all_lines=8
)
ASSERTING = [Stance.ASSERTS] * 3 + list(Stance)


def crowd(
    database: Database, mode: Mode, *, positions: int = 400, questions: int = 1, answers: int = 6
) -> None:
    """An event with so many questions, and many who speak often or once."""
    chance = Random(positions + questions)
    speakers = [
        {"id": n, "kind": "person", "name": f"speaker {n}", "key": f"s{n}", "parent_id": above}
        for n in range(1, 61)
        for above in [n // 10 if n >= 10 and n % 10 == 0 else None]
    ]
    asked = [
        {
            "id": n, "slug": f"e/{n}" if n > 1 else "e", "parent_id": 1 if n > 1 else None,
            "kind": "question" if n > 1 else "event", "mode": mode if n > 1 else None,
            "cumulative": n % 2 == 0, "title": f"question {n}",
        }
        for n in range(1, questions + 2)
    ]  # fmt: skip
    claims = [
        {
            "id": n, "question_id": 2 + n % questions, "text": f"answer {n}", "key": f"a{n}",
            "number": str(n), "low": float(n), "high": float(n + n % 2),
        }
        for n in range(1, answers * questions + 1)
    ]  # fmt: skip
    statements, held = [], []
    for n in range(1, positions + 1):
        first = 736_000 + chance.randrange(30)
        statements.append(
            {
                "id": n, "document_id": 1, "kind": "direct", "text": f"words {n}",
                "speaker_id": min(chance.randint(1, 60), chance.randint(1, 60)),
                "said": date.fromordinal(first).isoformat() if n % 7 else None,
                "said_first": first if n % 7 else DAY_MIN,
                "said_last": first if n % 7 else DAY_MAX,
                "act_id": n - 1 if n > 1 and n % 9 == 0 else None,
            }
        )  # fmt: skip
        held.append(
            {
                "id": n, "statement_id": n, "stance": chance.choice(ASSERTING),
                "as_of": "2015" if n % 11 == 0 else None,
                "as_of_first": 735_599 if n % 11 == 0 else None,
                "as_of_last": 735_963 if n % 11 == 0 else None,
                "claim_id": min(chance.randint(1, len(claims)), chance.randint(1, len(claims))),
            }
        )  # fmt: skip
    insert(database, "speaker", speakers)
    insert(database, "document", [{"id": 1, "key": "d"}])
    for question in asked:
        insert(database, "question", [question])
    insert(database, "claim", claims)
    insert(database, "statement", statements)
    insert(database, "position", held)


def lines(answer: Answer) -> Counter[tuple[int, bool]]:
    return Counter((line.stance.sign, line.counted) for line in answer.lines)


def held_together(whole: Contrast, folded: Contrast) -> Iterator[tuple[Dispute, Dispute]]:
    """What both must say of the same accounts; the questions that are shown."""
    for name in ("question", "slug", "title", "state", "statements", "speakers", "questions"):
        assert getattr(folded, name) == getattr(whole, name)
    assert len(folded.splits) + folded.splits_folded == len(whole.splits)
    by_id = {dispute.question: dispute for dispute in whole.disputes}
    for dispute in folded.disputes:
        yield by_id[dispute.question], dispute


def compare(everything: Answer, answer: Answer, most: int) -> None:
    assert (answer.state, answer.reasons, answer.houses) == (
        everything.state, everything.reasons, everything.houses,
    )  # fmt: skip
    assert (answer.tally, answer.count) == (everything.tally, len(everything.lines))
    assert set(answer.lines) <= set(everything.lines)
    # Shown in the order of the whole.
    order = [line for line in everything.lines if line in answer.lines]
    assert list(answer.lines) == order
    rest: Counter[tuple[int, bool]] = Counter()
    for side in answer.folded:
        rest[side.sign, side.counted] = side.lines
        theirs = [
            line
            for line in everything.lines
            if (line.stance.sign, line.counted) == (side.sign, side.counted)
        ]
        shown = {line.head.telling.speaker for line in theirs if line in answer.lines}
        assert side.speakers == len({line.head.telling.speaker for line in theirs} - shown)
    assert lines(answer) + rest == lines(everything)
    assert max(lines(answer).values(), default=0) <= most
    assert len(answer.two_ways) + answer.two_ways_folded == len(everything.two_ways)


@pytest.mark.parametrize("mode", [Mode.EXCLUSIVE, Mode.OPEN])
def test_what_is_folded_is_counted(database: Database, mode: Mode) -> None:
    with database_with(database, mode, questions=4) as reader:
        whole, folded = build(reader, 1), build(reader, 1, folding=LITTLE)
        shown = list(held_together(whole, folded))
        assert [dispute.only_glance for _whole, dispute in shown].count(False) == 2
        assert len(shown) == 3
        for everything, dispute in shown:
            by_id = {answer.claim: answer for answer in everything.answers}
            assert len(dispute.answers) + sum(dispute.folded.values()) == len(everything.answers)
            # The weightiest come first in both.
            assert [answer.claim for answer in dispute.answers] == [
                answer.claim for answer in everything.answers[: len(dispute.answers)]
            ]
            for answer in dispute.answers:
                if not dispute.only_glance:
                    compare(by_id[answer.claim], answer, LITTLE.lines)
                    same = by_id[answer.claim]
                    told = len(answer.clashes)
                    assert answer.clashes == same.clashes[:told]
                    assert told + answer.rivals_folded == len(same.clashes)
                    assert answer.since == same.since
                    assert answer.folded


def test_of_many_rivals_a_few_are_named_and_the_rest_counted(database: Database) -> None:
    accounts = Accounts(database)
    accounts.question("q", mode="exclusive")
    for number in range(1, 10):
        accounts.say(f"A{number}", "asserts", f"answer {number}", f"2016-09-0{number}")
        accounts.say(f"B{number}", "denies", f"answer {number}", f"2016-09-1{number}")
    asked, reader = accounts.id("question", "q"), database.reader
    whole, folded = build(reader, asked), build(reader, asked, folding=Folding())
    assert seen(folded) == seen(whole)
    every, shown = whole.disputes[0].answers, folded.disputes[0].answers
    assert [answer.claim for answer in shown] == [answer.claim for answer in every]
    for answer, same in zip(shown, every, strict=True):
        assert answer.clashes == same.clashes[:6]
        assert [clash.rival is None for clash in answer.clashes] == [True] + [False] * 5
        assert (answer.rivals_folded, len(same.clashes)) == (3, 9)
        assert answer.since == same.since == min(clash.since for clash in same.clashes)


@pytest.mark.parametrize("mode", [Mode.EXCLUSIVE, Mode.OPEN])
def test_every_clash_of_a_figure_is_told_whatever_the_question_asks(
    database: Database, mode: Mode
) -> None:
    with database_with(database, mode, answers=9) as reader:
        folding = Folding(lines=1000, all_lines=1000)
        assert seen(build(reader, 1, folding=folding)) == seen(build(reader, 1))


def test_figures_show_the_latest_and_the_first_clashes(database: Database) -> None:
    from claims.render.phrases import figure_clashes, figure_lines

    with database_with(database, Mode.NUMBER) as reader:
        whole, folded = build(reader, 1), build(reader, 1, folding=LITTLE)
        ((everything, dispute),) = held_together(whole, folded)
        ours, every = figure_lines(dispute), figure_lines(everything)
        assert [line for _answer, _figure, line in ours] == [
            line for _answer, _figure, line in every[-LITTLE.figures :]
        ]
        assert dispute.figures_folded == len(every) - LITTLE.figures
        assert figure_clashes(dispute) == figure_clashes(everything)[: LITTLE.clashes]
        assert dispute.clashes_folded
        assert [a.claim for a in dispute.answers] == [a.claim for a in everything.answers]


def seen(contrast: Contrast) -> str:
    from claims.render.console import drawn
    from claims.render.contrast import draw

    return drawn(lambda console: draw(console, contrast))


@pytest.mark.parametrize("seed", range(3))
def test_what_fits_is_shown_whole(database: Database, seed: int) -> None:
    with filled(database, small_disputes(Random(seed), 30)):
        reader = database.reader
        asked = reader.values("SELECT DISTINCT question_id FROM claim ORDER BY question_id")
        for question in asked:
            whole, folded = build(reader, question), build(reader, question, folding=Folding())
            assert seen(folded) == seen(whole)


@pytest.mark.parametrize("mode", list(Mode))
def test_what_is_left_out_is_said_with_how_to_see_it(database: Database, mode: Mode) -> None:
    with database_with(database, mode, questions=5) as reader:
        whole, folded = build(reader, 1), build(reader, 1, folding=LITTLE)
        assert "--all" not in seen(whole)
        words = seen(folded)
        assert words.count("\n") < seen(whole).count("\n") / 2
        assert "… and 2 more (--all)" in words  # questions, below those at a glance
        assert "… and 1 question that is only at a glance above: claims contrast" in words
        if mode is Mode.NUMBER:
            assert "earlier (--all)" in words
            assert "… and more that clash (--all)" in words
        else:
            assert "more speakers (--all)" in words
            assert "that do not count (--all)" in words
            assert "more answers: " in words


def test_little_is_read_of_what_is_not_shown(database: Database) -> None:
    """The words of a few statements are fetched, however many there are."""
    with database_with(database, Mode.OPEN) as reader:
        told: list[int] = []
        run = reader._run

        def watched(sql: str, parameters: dict[str, Any]) -> Any:
            if "s.text" in sql:
                told.append(len(parameters["ids"]))
            return run(sql, parameters)

        reader._run = watched  # type: ignore[method-assign]
        build(reader, 1, folding=LITTLE)
        assert 0 < sum(told) < 60
        told.clear()
        build(reader, 1)
        assert sum(told) > 300


def test_who_speaks_often_is_shown_before_who_spoke_first(database: Database) -> None:
    accounts = Accounts(database)
    accounts.question("q", mode="open")
    for day in range(1, 6):
        accounts.say(f"Once {day}", "asserts", "yes", f"2016-09-0{day}")
    for outlet in ("AFP", "AP", "dpa"):
        accounts.say("Often", "asserts", "yes", "2016-09-06", outlet=outlet)
    folding = Folding(lines=2)
    found = build(database.reader, accounts.id("question", "q"), folding=folding)
    (answer,) = found.disputes[0].answers
    said = [(line.head.telling.speaker_name, line.head.telling.said) for line in answer.lines]
    assert said == [("Once 1", "2016-09-01"), ("Often", "2016-09-06")]
    (side,) = answer.folded
    assert (side.lines, side.speakers) == (6, 4)


@given(
    st.lists(st.integers(0, 30), max_size=9), st.integers(1, 12), st.integers(0, 80),
    st.integers(0, 1),
)  # fmt: skip
def test_as_many_as_there_is_room_for(sizes: list[int], most: int, total: int, fewest: int) -> None:
    def taken(each: int) -> int:
        return sum(min(size, each) for size in sizes)

    found = cut(sizes, most, total, fewest)
    assert fewest <= found <= most
    assert taken(found) <= total or found == fewest
    assert found == most or taken(found + 1) > total


def database_with(database: Database, mode: Mode, **options: int) -> Any:
    from contextlib import contextmanager

    @contextmanager
    def made() -> Iterator[Any]:
        with filled(database, {}):
            crowd(database, mode, **options)
            yield database.reader

    return made()
