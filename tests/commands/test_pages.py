"""Answers as HTML and Markdown: the same content as the terminal."""

from __future__ import annotations

import pytest

from tests.render.test_html import Tree


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


@pytest.fixture
def other(run, tmp_path):
    path = str(tmp_path / "other.db")
    assert run("init", db=path).status == 0
    return path


def test_brat_there_and_back(run, demo, other, tmp_path):
    folder = tmp_path / "out"
    result = run("export", "--format", "brat", str(folder), db=demo)
    assert (result.status, result.out) == (0, f"{folder}: 27 quotes\n")
    assert run("export", "--format", "brat", str(folder), db=demo).status == 2
    assert run("export", "--format", "brat", db=demo).status == 2
    files = sorted(map(str, folder.glob("*.ann")))
    assert run("import", *files, db=other).status == 0
    assert run("import", *files, db=other).out.count("nothing new") == len(files)
    assert run("import", "-", db=other, stdin="T1\tQuote 0 1\tx").status == 2


@pytest.mark.parametrize("format", ["annotation", "hypothesis", "quotation"])
def test_linked_data_there_and_back(run, demo, other, tmp_path, format):
    path = tmp_path / "x.json"
    assert run("export", "--format", format, str(path), db=demo).status == 0
    assert "27 new" in run("import", str(path), db=other).out
    assert "nothing new" in run("import", str(path), db=other).out
