"""``claims cite`` as it is typed."""

from __future__ import annotations

import pytest

from claims.database import open_database
from tests.query.sample import store


@pytest.fixture
def target(database_url: str) -> str:
    database = open_database(database_url)
    store(database)
    database.close()
    return database_url


LINE = (
    "«\u00a0L'armée russe n'a mené aucune frappe sur un convoi de l'O.N.U.\u00a0»"
    " — Igor Konashenkov, porte-parole, 2016-09-20, via TASS;"
    " AFP, «\u00a0Article moscow\u00a0» [S5]\n"
)


def test_a_line_a_quote(run, target):
    result = run("cite", "S5", "s1", db=target)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(LINE)
    assert result.out.splitlines()[1].endswith("[S1]")


def test_the_line_is_not_broken_on_a_terminal(run, target):
    assert run("cite", "S5", db=target, terminal=True, width=40).out == LINE


def test_styles_and_json(run, target):
    assert run("cite", "S5", "--style", "markdown", db=target).out.startswith("> «")
    assert run("cite", "S5", "--style", "html", db=target).out.startswith("<blockquote")
    assert run("cite", "S5", "--json", db=target).json() == [
        {"id": "S5", "style": "text", "citation": LINE.strip("\n"), "url": None}
    ]
    assert run("cite", "S5", "--format", "ids", db=target).out == "S5\n"


def test_a_caution_goes_to_standard_error(run, target):
    result = run("cite", "S7", db=target)
    assert (result.status, result.err) == (0, "S7 is proposed, not accepted\n")


@pytest.mark.parametrize(("ref", "status"), [("S99", 3), ("C1", 3), ("x", 3)])
def test_only_quotes_can_be_cited(run, target, ref, status):
    result = run("cite", ref, db=target)
    assert (result.status, result.out) == (status, "")


def test_nothing_to_cite_is_a_usage_error(run, target):
    assert run("cite", db=target).status == 2
