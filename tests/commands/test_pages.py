"""Answers as HTML and Markdown: the same content as the terminal."""

from __future__ import annotations

import pytest

from claims.exchange.demo import load_demo
from tests.render.test_html import Tree


@pytest.fixture
def demo(database, database_url):
    load_demo(database, "init --demo", "tester")
    return database_url


@pytest.mark.parametrize("format", ["html", "md"])
def test_contrast(run, demo, format):
    result = run("contrast", "convoy-attack", "--format", format, db=demo)
    found = run("contrast", "convoy-attack", "--json", db=demo).json()
    assert result.status == 0
    words = Tree(result.out).text if format == "html" else result.out
    assert found["title"] in words
    for question in found["questions"]:
        assert question["title"] in words
        for answer in question["answers"]:
            assert answer["state"] in words
            for position in answer["positions"]:
                for telling in position["tellings"]:
                    assert telling["id"] in words
                assert position["stance"] in words
                if format == "html":
                    assert position["text"] in words
    assert "Divided within" in words
    if format == "html":
        tree = Tree(result.out)
        assert tree.named("svg")
        assert {"lang": "fr"}.items() <= max(
            tree.named("blockquote"), key=lambda attrs: attrs.get("lang") == "fr"
        ).items()
        anchors = [attrs["id"] for _tag, attrs in tree.elements if "id" in attrs]
        assert len(anchors) == len(set(anchors))
        linked = {a["href"][1:] for a in tree.named("a") if a["href"].startswith("#")}
        assert linked <= set(anchors)


@pytest.mark.parametrize("format", ["html", "md"])
def test_search_history_and_lists(run, demo, format):
    def words(*argv):
        result = run(*argv, "--format", format, db=demo)
        assert result.status == 0, result.err
        return Tree(result.out).text if format == "html" else result.out

    assert "Quotes: convoy" in words("search", "convoy")
    assert "What Joseph Dunford held when" in words("history", "Joseph Dunford")
    assert "Igor Konashenkov" in words("speakers")
    assert "Interfax" in words("show", "S12")


def test_nothing_found_is_an_empty_page_and_exit_1(run, demo):
    result = run("search", "zzzzqqq", "--format", "html", db=demo)
    assert result.status == 1
    assert "no quote" in result.err
    Tree(result.out)


def test_a_command_that_writes_says_so_on_a_page(run, sqlite_url):
    result = run("add", "speaker", "Ann <b>Lee", "--format", "html", db=sqlite_url)
    assert result.status == 0
    assert "Ann <b>Lee" in Tree(result.out).text
