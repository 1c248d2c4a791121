"""Which column holds which field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import UnknownName, UsageError
from claims.exchange.tables import columns_known
from claims.exchange.tables.mapping import (
    FIELDS,
    ColumnMap,
    column_key,
    folder_beside,
    is_whole,
    names,
    path_of,
    proposed,
    read,
    save,
    typed,
    unclear,
)

NOWHERE = Path("nowhere")
COLUMN = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text == text.strip()
)
MAPPING = st.dictionaries(st.sampled_from(FIELDS), COLUMN, min_size=1)


@pytest.mark.parametrize(
    ("maps", "columns"),
    [
        (["text=quote,speaker=who"], {"text": "quote", "speaker": "who"}),
        (["text=quote", "speaker=who"], {"text": "quote", "speaker": "who"}),
        ([" TEXT = quote , speaker=who,"], {"text": "quote", "speaker": "who"}),
        (['text="a, b",speaker="say ""x"""'], {"text": "a, b", "speaker": 'say "x"'}),
        (["text=a=b,speaker==c"], {"text": "a=b", "speaker": "=c"}),
        (["text=quote", "text=quote"], {"text": "quote"}),
    ],
)
def test_as_typed(maps: list[str], columns: dict[str, str]) -> None:
    assert typed(maps, (), NOWHERE) == ColumnMap(columns)


def test_nothing_typed_is_no_mapping() -> None:
    assert typed((), (), NOWHERE) is None
    assert typed((), ["outlet=Le Monde, a=b"], NOWHERE) == ColumnMap(
        {}, {"outlet": "Le Monde, a=b"}
    )


@pytest.mark.parametrize(
    ("maps", "sets", "message"),
    [
        (["text="], [], "--map takes FIELD=COLUMN"),
        (["=quote"], [], "--map takes FIELD=COLUMN"),
        (["text=a,b"], [], "--map takes FIELD=COLUMN"),
        (['text="a'], [], "--map takes FIELD=COLUMN"),
        (["text=a,text=b"], [], "text is mapped twice"),
        (["words=a"], [], 'no field is called "words"'),
        ([], ["outlet"], "--set takes FIELD=VALUE"),
        ([], ["outlet= "], "--set takes FIELD=VALUE"),
        ([], ["paper=a"], 'no field is called "paper"'),
        (["releve"], [], "no mapping is kept as"),
        (["a b"], [], "no name for a mapping"),
        ([".."], [], "no name for a mapping"),
        (["../x"], [], "no mapping is kept as ../x"),
    ],
)
def test_what_is_no_mapping(maps: list[str], sets: list[str], message: str) -> None:
    with pytest.raises(UsageError if "--" in message or "twice" in message or "name for" in message
                       else UnknownName, match=message):  # fmt: skip
        typed(maps, sets, NOWHERE)


@given(MAPPING, MAPPING)
def test_the_words_of_a_mapping_say_it_again(
    columns: dict[str, str], constants: dict[str, str]
) -> None:
    mapping = ColumnMap(columns, constants)
    words = iter(mapping.options())
    pairs = list(zip(words, words, strict=True))
    maps, sets = ([word for name, word in pairs if name == one] for one in ("--map", "--set"))
    assert typed(maps, sets, NOWHERE) == mapping


def test_kept_and_read_again(tmp_path: Path) -> None:
    folder = folder_beside(tmp_path / "config.toml")
    assert names(folder) == []
    mapping = ColumnMap({"text": 'a "b", \\c\t\x7f\n', "speaker": "é\U0001f600"}, {"lang": "fr"})
    save(path_of("afp-2.v1", folder), mapping)
    assert names(folder) == ["afp-2.v1"]
    assert typed(["afp-2.v1"], (), folder) == mapping
    assert typed([str(folder / "afp-2.v1.toml")], (), NOWHERE) == mapping
    more = typed(["text=c,role=d", "afp-2.v1"], ["lang=en"], folder)
    assert more == ColumnMap({**mapping.columns, "text": "c", "role": "d"}, {"lang": "en"})
    with pytest.raises(UnknownName) as caught:
        typed(["afp-2"], (), folder)
    assert caught.value.candidates == ["afp-2.v1"]


@pytest.mark.parametrize(
    "text",
    [
        "text",
        "text = 1",
        "[columns]\ntext = 1",
        "[columns]\nwords = 'a'",
        "[more]\na = 'b'",
        "\xff",
    ],
)
def test_a_file_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UsageError if "words" not in text else UnknownName):
        read(path)


def test_columns_are_found_whatever_their_case_and_accents() -> None:
    header = ["Citation exacte", "PRÉNOM", "nom", "a+b", "x_y", "X y"]
    mapping = ColumnMap({"text": "citation-exacte", "speaker": "prenom + Nom", "note": "a+b"})
    assert mapping.resolve(header) == {
        "text": ("Citation exacte",), "speaker": ("PRÉNOM", "nom"), "note": ("a+b",),
    }  # fmt: skip
    assert mapping.fits(header)
    assert not mapping.fits(header[1:])
    assert ColumnMap({"note": "x_y"}).resolve(header) == {"note": ("x_y",)}
    with pytest.raises(UnknownName):
        ColumnMap({"note": "x-y"}).resolve(header)


def test_proposals() -> None:
    found = proposed(["Citation", "Qui", "Média", "Date", "n° interne"])
    assert found == ColumnMap({"text": "Citation", "speaker": "Qui", "outlet": "Média"})
    assert is_whole(found)
    assert unclear(["Date", "Qui"]) == {"Date": ("said", "published")}
    assert (
        proposed(["Quote", "First name", "Last name"]).columns["speaker"] == "First name+Last name"
    )
    assert not is_whole(proposed(["quote", "author", "speaker"]))
    assert is_whole(ColumnMap({"text": "a"}, {"speaker": "b"}))


def test_no_name_means_two_fields() -> None:
    seen: dict[str, str] = {}
    for field, known in columns_known.KNOWN.items():
        assert field in FIELDS
        for name in known:
            assert column_key(name) == name
            assert seen.setdefault(name, field) == field
            assert name not in columns_known.UNCLEAR
            assert name not in FIELDS
    for name, fields in columns_known.UNCLEAR.items():
        assert column_key(name) == name
        assert set(fields) <= set(FIELDS)
