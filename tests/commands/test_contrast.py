"""``claims contrast``, ``contested``, ``why``, ``history``, ``timeline`` on the convoy dossier."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import Result

Run = Callable[..., Result]


def screen(run: Run, demo: str, *argv: str, width: int = 80) -> str:
    """What a colourless terminal of that width shows, blanks and line breaks folded."""
    result = run(*argv, db=demo, terminal=True, width=width, env={"NO_COLOR": "1"})
    assert result.status == 0, result.err
    assert "\x1b[3" not in result.out
    assert max(len(line) for line in result.out.splitlines()) <= width
    return " ".join(result.out.split())


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_convoy_on_one_wall(run: Run, demo: str, width: int) -> None:
    shown = screen(run, demo, "contrast", "convoy-attack", width=width)
    for words in (
        "3 questions · 27 statements",
        "Who is responsible?",
        "Whose aircraft dropped the bombs?",
        "How many people were killed?",
        "nobody: the load caught fire",
        "opposed: 3 for, 1 against",
        "Divided within",
    ):
        assert words in shown


def test_four_versions_of_one_denial_are_one_line(run: Run, demo: str) -> None:
    shown = screen(run, demo, "contrast", "convoy-attack/aircraft", width=105)
    assert "one act, told 4 times" in shown
    folded = shown.replace(" ", "")
    assert "RussianMinistryofDefenceinAFPviaRussiannewsagenciesS8" in folded
    assert "IgorKonashenkovindpaS10,BloombergviaInterfaxS11" in folded


def test_one_day_heard_two_ways(run: Run, demo: str) -> None:
    shown = screen(run, demo, "contrast", "convoy-attack/aircraft", width=200)
    assert "Joseph Dunford on 2016-09-22, heard two ways" in shown
    assert re.search(r"suspects in AP S20; unsure in AFP S19, Reuters S21", shown)


def test_figures_stand_on_an_axis_by_date(run: Run, demo: str) -> None:
    result = run("contrast", "convoy-attack/killed", "--format", "table", db=demo)
    dates = re.findall(r"(?m)^ +(\d{4}-\d\d-\d\d) +[├●◀]", result.out)
    assert dates == sorted(dates)
    assert len(dates) >= 8
    assert "19–23" in result.out
    assert re.search(r"2016-12-21 +├─+▶ +≥ 10", result.out)


def test_the_two_statements_of_the_seed_article_are_enough(
    run: Run, sqlite_url: str, tmp_path: object
) -> None:
    from importlib.resources import files

    seed = files("claims.seed")
    lines = (seed / "convoy.jsonl").read_text(encoding="utf-8").splitlines()
    two = [line for line in lines if '"seed-pentagon"' in line or '"seed-dunford"' in line]
    context = (seed / "context.json").read_text(encoding="utf-8")
    assert run("import", "-", db=sqlite_url, stdin=context).status == 0
    assert run("import", "-", db=sqlite_url, stdin="\n".join(two)).status == 0
    shown = screen(run, sqlite_url, "contrast", "convoy-attack", width=120)
    assert "Divided within ⇹ Pentagon: Pentagon asserts “Russia”" in shown
    assert "Joseph Dunford is unsure of “Russian aircraft”" in shown
    listed = run("contested", "--json", db=sqlite_url).json()
    assert [(item["state"], item["institution"]) for item in listed] == [("divided", "Pentagon")]


def test_the_same_as_json_lines_and_ids(run: Run, demo: str) -> None:
    document = run("contrast", "convoy-attack", "--json", db=demo).json()
    assert [question["slug"] for question in document["questions"]] == [
        "convoy-attack/responsible",
        "convoy-attack/aircraft",
        "convoy-attack/killed",
    ]
    russia = next(a for a in document["questions"][0]["answers"] if a["text"] == "Russia")
    assert russia["state"] == "contested"
    assert russia["reasons"] == ["opposed", "rival"]
    assert russia["since"] == "2016-09-20"
    for position in russia["positions"]:
        assert position["id"].startswith("S")
        assert position["said"]
        assert position["outlet"]
    rows = run("contrast", "convoy-attack", db=demo).rows()
    assert {len(row) for row in rows} == {15}
    ids = run("contrast", "convoy-attack", "--format", "ids", db=demo).out.split()
    assert len(ids) == len(rows)
    header = run("contrast", "convoy-attack", "--format", "csv", db=demo).out.splitlines()[0]
    assert header.startswith("question,claim_id,claim,state,stance")


def test_as_of_a_day(run: Run, demo: str) -> None:
    document = run("contrast", "convoy-attack", "--as-of", "2016-09-19", "--json", db=demo).json()
    assert document["as_of"] == "2016-09-19"
    assert document["statements"] < 27
    wrong = run("contrast", "convoy-attack", "--as-of", "2016-13", db=demo)
    assert wrong.status == 2
    assert "2016-13" in wrong.err


def test_unknown_questions_exit_3_with_a_suggestion(run: Run, demo: str) -> None:
    result = run("contrast", "convoy-atack", db=demo)
    assert result.status == 3
    assert "convoy-attack" in result.err
    assert not result.out


@pytest.mark.parametrize(
    "command", ["contested", "contrast q", "why C1", "history X", "timeline q"]
)
def test_an_empty_database_has_nothing_to_show(run: Run, sqlite_url: str, command: str) -> None:
    result = run(*command.split(), db=sqlite_url)
    assert result.status in (1, 3)
    assert result.err.startswith("claims: ")
    assert "Traceback" not in result.err


def test_contested_lists_states_then_the_divided(run: Run, demo: str) -> None:
    listed = run("contested", "--json", db=demo).json()
    states = [item["state"] for item in listed]
    assert states == sorted(states, key=["contested", "unsettled", "divided"].index)
    assert {"contested", "divided"} <= set(states)
    strict = run("contested", "--strict", "--topic", "convoy-attack/aircraft", "--json", db=demo)
    assert {item["claim"] for item in strict.json()} == {"Russian aircraft", "Syrian aircraft"}
    shown = screen(run, demo, "contested")
    assert "Contested" in shown
    assert "Ben Rhodes 2016-09-20 S15" in shown


def test_contested_says_what_the_limit_cut(run: Run, demo: str) -> None:
    result = run("contested", "--strict", "-n", "1", db=demo)
    assert len(result.rows()) == 1
    assert "--limit" in result.err


def test_why_names_positions_and_rule(run: Run, demo: str) -> None:
    claim = run("contested", "--topic", "convoy-attack/responsible", "--format", "ids", db=demo)
    shown = screen(run, demo, "why", claim.out.split()[0])
    assert "contested: opposed, rival or flagged" in shown
    assert "What counts" in shown
    document = run("why", claim.out.split()[0], "--as-of", "2016-09-18", "--json", db=demo).json()
    assert document["state"] == "unsourced"


def test_history_follows_a_speaker(run: Run, demo: str) -> None:
    courses = run("history", "Joseph Dunford", "--json", db=demo).json()
    assert {course["slug"] for course in courses} == {
        "convoy-attack/responsible",
        "convoy-attack/aircraft",
    }
    assert "another stance the same day" in screen(run, demo, "history", "Joseph Dunford")
    one = run("history", "Dunford, Joseph", "convoy-attack/aircraft", db=demo)
    assert one.status in (0, 3)


def test_timeline_is_in_order(run: Run, demo: str) -> None:
    dates = [row[0] for row in run("timeline", "convoy-attack", db=demo).rows()]
    assert dates == sorted(dates)
    assert run("timeline", "convoy-attack", "--since", "2018", db=demo).status == 1
    screen(run, demo, "timeline", "convoy-attack")
    screen(run, demo, "timeline", "convoy-attack", width=140)


def test_a_figure_is_one_answer_whatever_its_words(run: Run, demo: str) -> None:
    for words in ("~21", "environ 21", "about twenty-one", "19..23"):
        found = run("why", words, "--json", db=demo).json()
        assert found["number"] == "19..23"
        assert found["text"] == "environ vingt civils et un membre du personnel"
        (position,) = found["positions"]
        assert [telling["outlet"] for telling in position["tellings"]] == ["LCI", "AFP"]


def test_a_question_asked_for_by_itself_is_its_own_heading(run: Run, demo: str) -> None:
    shown = screen(run, demo, "contrast", "convoy-attack/killed")
    assert shown.count("How many people were killed?") == 1
    assert "people, can only grow" in shown


def test_an_event_is_as_contested_as_its_worst_question(run: Run, demo: str) -> None:
    assert run("show", "convoy-attack", "--json", db=demo).json()["state"] == "contested"
    assert run("show", "convoy-attack/killed", "--json", db=demo).json()["state"] == "contested"
