"""``claims search`` as it is typed."""

from __future__ import annotations

import pytest

from claims.database import Database, open_database
from tests.query.sample import store


@pytest.fixture
def target(database_url: str) -> str:
    database: Database = open_database(database_url)
    store(database)
    database.close()
    return database_url


@pytest.fixture
def one_target(sqlite_url: str) -> str:
    database = open_database(sqlite_url)
    store(database)
    database.close()
    return sqlite_url


def test_lines_in_a_pipe(run, target):
    result = run("search", "convoi", "--newest", db=target)
    assert result.status == 0
    assert result.rows() == [
        ["S2", "2016-09-21", "John Kerry", "secrétaire d'État", "AFP",
         "Il nous faut un cessez-le-feu avant que le convoi puisse repartir", ""],
        ["S5", "2016-09-20", "Igor Konashenkov", "porte-parole", "AFP",
         "L'armée russe n'a mené aucune frappe sur un convoi de l'O.N.U.", "TASS"],
    ]  # fmt: skip
    assert result.err == ""


def test_json_has_more_than_the_lines(run, target):
    rows = run("search", "convoi", "russe", "--json", db=target).json()
    assert [row["id"] for row in rows] == ["S5"]
    assert rows[0]["matches"] == [[8, 13], [44, 50]]
    assert [position["stance"] for position in rows[0]["positions"]] == ["denies", "asserts"]


def test_ids_and_csv(run, one_target):
    assert run("search", "convoy", "--newest", "--format", "ids", db=one_target).out == (
        "S3\nS1\nS6\nS9\n"
    )
    header = run("search", "convoy", "--format", "csv", db=one_target).out.splitlines()[0]
    assert header == "id,said,speaker,role,outlet,text,via"


def test_a_terminal_shows_words_source_and_positions(run, one_target):
    out = run(
        "search", "russians", db=one_target, terminal=True, env={"NO_COLOR": "1"}
    ).out.splitlines()
    assert out == [
        "S3  2016-09-22  Joseph Dunford, Chairman of the Joint Chiefs of Staff",
        "    “There is no doubt in my mind that the Russians are responsible for the",
        "    convoy”",
        "    Reuters",
        "    asserts Russia (contested)",
    ]


def test_the_matches_stand_out_in_colour(run, one_target):
    out = run("search", "russians", db=one_target, terminal=True).out
    assert "\x1b[1;33mRussians\x1b[0m" in out


def test_reported_speech_has_no_marks_and_proposed_ones_say_so(run, one_target):
    out = run("search", "trucks", "--all", db=one_target, terminal=True, env={"NO_COLOR": "1"}).out
    assert "a senior official  [proposed]" in out
    assert "    A Russian aircraft hit the trucks" in out


def test_a_long_quote_with_line_breaks_is_marked_where_it_matches(run, one_target):
    database = open_database(one_target)
    from tests.query.sample import Sample

    sample = Sample(database)
    with database.write("long", "tester") as journal:
        sample.quote(
            journal, "long", "some words\nand more\twords " * 40 + "then a needle in the hay",
            "Zed", None, None, role_printed="[bold]seer[/bold]",
        )  # fmt: skip
    database.close()
    out = run("search", "needle", db=one_target, terminal=True).out
    assert "\x1b[1;33mneedle\x1b[0m" in out
    assert "[bold]seer[/bold]" in out
    assert max(len(text) for text in out.splitlines()) < 120


def test_exclusions_need_no_dashes_before_them(run, one_target):
    base = run("search", "convoy", "--format", "ids", db=one_target).out.split()
    assert sorted(base) == ["S1", "S3", "S6", "S9"]
    for typed in (["convoy", "-source:tass"], ["-source:tass", "convoy"], ["convoy -source:tass"]):
        out = run("search", *typed, "--format", "ids", db=one_target).out.split()
        assert sorted(out) == ["S1", "S3", "S9"]
    out = run("search", "convoy", "-russians", "-n1", "--newest", db=one_target).rows()
    assert [row[0] for row in out] == ["S1"]


def test_options_narrow_like_fields(run, target):
    for argv in (
        ["--speaker", "dunford", "--lang", "fr"],
        ["speaker:dunford", "lang:fr"],
        ["--source", "afp", "--since", "2016-09-22", "--until", "2016-12", "--kind", "indirect"],
        ["--stance", "unsure", "--question", "attack/who", "--state", "contested"],
        ["--role", "chef d'état-major"],
        ["--title", "article dunford-fr"],
    ):
        assert run("search", *argv, "--format", "ids", db=target).out == "S4\n"
    assert run("search", "--via", "tass", "--format", "ids", db=target).out == "S5\n"


def test_without_a_word_everything_comes_newest_first(run, one_target):
    result = run("search", "-n", "2", "--format", "ids", db=one_target)
    assert result.out == "S10\nS4\n"
    assert result.err == "2 of 9 quotes; --limit shows more\n"


@pytest.mark.parametrize(
    ("argv", "err"),
    [
        (["zzzzzz"], "claims: no quote matches\n  try: claims search --help\n"),
        (
            ["konvoy"],
            'claims: no quote holds "konvoy", but some hold convoy\n  try: claims search convoy\n',
        ),
        (
            ["moscow"],
            "claims: no quote matches, but 2 stand in documents with such titles\n"
            "  try: claims search title:moscow\n",
        ),
        (
            ["undated article", "--lang", "en"],
            "claims: no quote matches, but 1 stands in a document with that title\n"
            "  try: claims search 'title:\"undated article\"'\n",
        ),
        (
            ["trucks"],
            "claims: no accepted quote matches, but 1 other does\n"
            "  try: claims search --all trucks\n",
        ),
        (
            ["a  truck's 'trucks'", "--kind", "indirect"],
            "claims: no quote matches\n  try: claims search --help\n",
        ),
        (
            ["!!!"],
            "the query holds no letter and no digit\n"
            "claims: no quote matches\n  try: claims search --help\n",
        ),
        (
            ["speaker:kery"],
            'no speaker is called "kery"; did you mean John Kerry P3?\n'
            "claims: no quote matches\n  try: claims search --help\n",
        ),
    ],
)
def test_nothing_found_says_what_to_try(run, one_target, argv, err):
    result = run("search", *argv, db=one_target)
    assert (result.status, result.out, result.err) == (1, "", err)


def test_nothing_found_is_an_empty_list_in_json(run, one_target):
    result = run("search", "zzzzzz", "--json", db=one_target)
    assert (result.status, result.json()) == (1, [])


@pytest.mark.parametrize(
    ("option", "value"),
    [("--since", "2016-13"), ("--kind", "loud"), ("--state", "odd"), ("--stance", "odd")],
)
def test_an_option_that_cannot_be_read_is_a_usage_error(run, one_target, option, value):
    result = run("search", option, value, db=one_target)
    assert result.status == 2
    assert result.err.startswith(f"claims: {option}: {value}: ")


def test_what_was_ranked_is_said(run, one_target, monkeypatch):
    import claims.search

    monkeypatch.setattr(claims.search, "RANKED", 2)
    monkeypatch.setattr(claims.search, "COUNTED", 4)
    result = run("search", "convo*", db=one_target)
    assert result.err == (
        "ranked the newest 2 of more than 4 matches; --newest lists them by date\n"
        "2 of more than 4 quotes; --limit shows more\n"
    )


@pytest.mark.parametrize(
    "query", ['" OR 1=1 --', "NEAR(a b)", "*", "a AND", "words:convoy*", "\\", "'; --", "(" * 99]
)
def test_no_query_is_an_error(run, target, query):
    result = run("search", query, db=target)
    assert result.status in (0, 1)
    assert "internal" not in result.err
