"""Export: what went in comes out, and goes in again as the same."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.database import Database, is_postgres, open_database
from claims.errors import UsageError
from claims.exchange import flat_out
from claims.exchange.demo import load_demo
from claims.exchange.export import Export, ExportFormat, Selection, new_file
from claims.exchange.importer import import_stream
from claims.exchange.record import COLUMNS, POSITION_COLUMNS
from claims.exchange.report import ImportReport
from tests.histories import clear


@pytest.fixture
def other(database: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of the same engine."""
    url = str(tmp_path / "other.db")
    if is_postgres(database.target):
        url = request.getfixturevalue("postgres_empty")
    opened = open_database(url, create=True)
    yield opened
    opened.close()


def load(database: Database, data: str | list[dict[str, Any]]) -> ImportReport:
    """Import text, or records as JSONL."""
    text = data if isinstance(data, str) else "".join(json.dumps(one) + "\n" for one in data)
    report = import_stream(
        database, BytesIO(text.encode()), name="x", command="import x", actor="tester"
    )
    assert report.stored, report.flaws
    return report


def export(
    database: Database, form: str = "flat", *, excel_safe: bool = False, **selection: Any
) -> str:
    """The whole text of an export."""
    found = Export(
        database.reader, ExportFormat(form), Selection(**selection), excel_safe=excel_safe
    )
    return "".join(found.pieces())


def records(database: Database, **selection: Any) -> list[dict[str, Any]]:
    """The flat records."""
    return [json.loads(line) for line in export(database, **selection).splitlines()]


def record(key: str | None = None, **more: Any) -> dict[str, Any]:
    """A small record."""
    values = {
        "text": "words", "kind": "direct", "speaker": "Ann Lee", "speaker_kind": "person",
        "said": "2016-09-20", "outlet": "AP", **more,
    }  # fmt: skip
    return {"key": key, **values} if key else values


FULL = record(
    "full",
    text=' He said: "it, [there]"\nis\tso; 12 % ',
    lang="fr",
    kind="mixed",
    role="ministre",
    org="Ruritania",
    said="2016-09-20T14:30",
    venue="New York",
    cue="a dit",
    via=["Sana", "agences"],
    title="A title, with a comma",
    url="https://example.org/a?b=c",
    published="2016-09",
    start=3,
    end=9,
    original_text="words",
    original_lang="en-GB",
    note="=1+1",
    positions=[
        {"question": "war/killed", "claim": "au moins 12", "stance": "asserts", "number": "12..",
         "hedge": "au moins", "as_of": "2016-09-19"},
        {"question": "war/killed", "claim": "20", "stance": "denies", "number": "20"},
    ],
)  # fmt: skip


# -- round trips ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["flat", "csv"])
def test_the_dossier_goes_round(database: Database, other: Database, form: str) -> None:
    load_demo(database, "init --demo", "tester")
    first = export(database, form)
    assert load(other, first).new == 27
    assert export(other, form) == first
    again = load(other, first)
    assert (again.unchanged, again.batch) == (27, None)


def test_the_dossier_comes_out_as_it_went_in(database: Database) -> None:
    load_demo(database, "init --demo", "tester")
    seed = Path(__file__).parent.parent.parent / "seed" / "convoy.jsonl"
    there = {one["key"]: one for one in records(database)}
    for line in seed.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        found = there.pop(given["key"])
        for name in ("text", "lang", "role", "said", "cue", "outlet", "url", "note"):
            assert found.get(name) == given.get(name), given["key"]
        assert [one["stance"] for one in found.get("positions", [])] == [
            one["stance"] for one in given.get("positions", [])
        ]
    assert there == {}


@pytest.mark.parametrize("form", ["flat", "csv"])
def test_every_field_comes_back(database: Database, other: Database, form: str) -> None:
    load(database, [FULL])
    wanted = {**FULL, "text": FULL["text"].strip()}
    assert records(database) == [wanted]
    assert list(records(database)[0]) == [*(name for name in COLUMNS if name in FULL), "positions"]
    load(other, export(database, form))
    assert records(other) == [wanted]


WORDS = st.text("aé \n\"',;=|\t«", min_size=1, max_size=12).filter(
    lambda text: any(map(str.isalnum, text))
)
NAMES = st.sampled_from(["Ann Lee", "Bob, Jr.", "l'Élysée", 'The "X"', "U.S."])
POSITIONS = st.lists(
    st.fixed_dictionaries(
        {
            "question": st.sampled_from(["a", "a/b"]),
            "claim": st.sampled_from(["yes", "no, or: not", "peut-être"]),
            "stance": st.sampled_from(["asserts", "denies", "unsure"]),
        },
        optional={"hedge": st.sampled_from(["at least", "=x"])},
    ),
    max_size=3,
    unique_by=lambda one: (one["question"], one["claim"], one["stance"]),
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"text": WORDS, "speaker": NAMES, "outlet": NAMES},
        optional={
            "key": st.integers(1, 6).map(str),
            "speaker_kind": st.just("unnamed"),
            "via": st.lists(st.sampled_from(["Sana", "AFP"]), max_size=2, unique=True),
            "said": st.sampled_from(["2016", "2016-09", "2016-09-01/2016-09-03"]),
            "same_act": st.sampled_from(["1", "2"]),
            "note": WORDS,
            "positions": POSITIONS,
        },
    ),
    max_size=6,
    unique_by=lambda one: one.get("key", str(one)),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(given_records=RECORDS, form=st.sampled_from(["flat", "csv"]))
def test_whatever_was_imported_goes_round(
    database: Database, other: Database, given_records: list[dict[str, Any]], form: str
) -> None:
    clear(database)
    clear(other)
    keys = {one.get("key") for one in given_records}
    for one in given_records:
        if one.get("same_act") not in keys or one.get("key") in ("1", "2"):
            one.pop("same_act", None)
    load(database, given_records)
    first = export(database, form)
    if first and records(database):
        load(other, first)
        assert records(other) == records(database)
        assert export(other, form) == first


def test_a_dump_is_the_same_bytes_again(database: Database, other: Database) -> None:
    load_demo(database, "init --demo", "tester")
    found = Export(database.reader, ExportFormat.DUMP, Selection())
    first = "".join(found.pieces())
    load(other, first)
    assert export(other, "dump") == first
    assert found.written == found.total() == first.count("\n") - 1


# -- what a record says --------------------------------------------------------------------


def test_keys_are_the_records_own_or_their_ids(database: Database) -> None:
    load(database, [record("mine"), record(text="hashed"), record("=sum", text="odd")])
    assert [one["key"] for one in records(database)] == ["mine", "S2", "=sum"]


def test_an_id_that_is_anothers_key_gets_a_mark(database: Database, other: Database) -> None:
    load(database, [record(text="hashed"), record("S1"), record("S1'", text="x")])
    assert [one["key"] for one in records(database)] == ["S1''", "S1", "S1'"]
    load(other, export(database))
    assert records(other) == records(database)


@pytest.mark.parametrize("page", [1, 2, 1000])
def test_same_act_names_the_head_or_the_first_exported(
    database: Database, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(flat_out, "_PAGE", page)
    load(
        database,
        [
            record("b", said="2016-09-21", same_act="head"),
            record("c", said="2016-09-22", same_act="b"),
            record("head", said="2016-09-20"),
        ],
    )
    acts = {one["key"]: one.get("same_act") for one in records(database)}
    assert acts == {"b": "head", "c": "head", "head": None}
    later = records(database, first=records_day("2016-09-21"))
    # A record that waits for its head is kept after it.
    assert {one["key"]: one.get("same_act") for one in later} == {"b": None, "c": "b"}
    assert "same_act" not in records(database, first=records_day("2016-09-22"))[0]


def records_day(text: str) -> int:
    """A day as the database counts."""
    from claims.dates import parse_date

    return parse_date(text).first


def test_merged_speakers_go_by_the_name_they_have_now(database: Database) -> None:
    load(database, [record("a", via=["Sana", "S.A.N.A. agency"]), record("b", speaker="A. Lee")])
    with database.write("merge", "tester") as journal:
        ids = {
            row["name"]: row["id"] for row in journal.reader.rows("SELECT id, name FROM speaker")
        }
        journal.update("speaker", ids["A. Lee"], merged_into=ids["Ann Lee"])
        journal.update("speaker", ids["S.A.N.A. agency"], merged_into=ids["Sana"])
        journal.update("speaker", ids["Ann Lee"], qualifier="judge")
    found = records(database)
    assert [one["speaker"] for one in found] == ["Ann Lee (judge)", "Ann Lee (judge)"]
    assert found[0]["via"] == ["Sana"]
    assert records(database, speaker=ids["Ann Lee"]) == found


# -- selections ----------------------------------------------------------------------------


def test_selections(database: Database) -> None:
    claim = {"claim": "yes", "stance": "asserts"}
    load(
        database,
        [
            record("a", said="2016-09", positions=[{"question": "war/who", **claim}]),
            record("b", said="2017", speaker="Bob", positions=[{"question": "peace", **claim}]),
            {"key": "undated", "text": "words", "speaker": "Bob"},
        ],
    )
    reader = database.reader
    bob = reader.value("SELECT id FROM speaker WHERE name = 'Bob'")
    war = reader.value("SELECT id FROM question WHERE slug = 'war'")

    def keys(**selection: Any) -> list[str]:
        found = [one["key"] for one in records(database, **selection)]
        assert Export(reader, ExportFormat.FLAT, Selection(**selection)).total() == len(found)
        return found

    assert keys() == ["a", "b", "undated"]
    assert keys(speaker=bob) == ["b", "undated"]
    assert keys(question=war) == ["a"]
    assert keys(first=records_day("2016-09-30")) == ["a", "b"]
    assert keys(first=records_day("2016-10-01")) == ["b"]
    assert keys(last=records_day("2016-09-01")) == ["a"]
    assert keys(last=records_day("2016-08-31")) == []
    assert keys(speaker=bob, question=war) == []


def test_only_accepted_quotes_unless_all(database: Database) -> None:
    load(database, [record("a"), record("b", text="x"), record("c", text="y", same_act="b")])
    with database.write("test", "tester") as journal:
        number = journal.reader.value("SELECT id FROM statement WHERE text = 'x'")
        journal.update("statement", number, status="proposed")
    # The head does not count, so the other stands for itself.
    assert [(one["key"], one.get("same_act")) for one in records(database)] == [
        ("a", None),
        ("c", None),
    ]
    assert "status" not in records(database)[0]
    whole = records(database, everything=True)
    assert [one["status"] for one in whole] == ["accepted", "proposed", "accepted"]
    assert whole[2]["same_act"] == "b"


def test_a_dump_has_no_selection(database: Database) -> None:
    with pytest.raises(UsageError, match="a dump is of everything"):
        export(database, "dump", everything=True)


# -- csv -----------------------------------------------------------------------------------


def test_csv_has_one_position_a_row(database: Database) -> None:
    load(database, [FULL, record("bare")])
    rows = list(csv.reader(io.StringIO(export(database, "csv"), newline="")))
    assert rows[0] == [*COLUMNS, *POSITION_COLUMNS]
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["key"] for row in table] == ["full", "full", "bare"]
    assert [row["claim"] for row in table] == ["au moins 12", "20", ""]
    assert table[0]["via"] == "Sana | agences"
    assert table[0]["text"] == table[1]["text"]


def test_excel_safe_runs_nothing(database: Database) -> None:
    load(database, [FULL])
    assert "=1+1" in export(database, "csv").split(",")
    assert "'=1+1" in export(database, "csv", excel_safe=True).split(",")


# -- files ---------------------------------------------------------------------------------


def write_half(path: Path) -> None:
    """Begin a file, and fail."""
    with new_file(path) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_a_new_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with pytest.raises(ZeroDivisionError):
        write_half(path)
    assert list(tmp_path.iterdir()) == []
    with new_file(path) as file:
        file.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ZeroDivisionError):
        write_half(path)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"whole"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("before")
    link.symlink_to(real)
    with new_file(link) as file:
        file.write(b"after")
    assert link.is_symlink()
    assert real.read_text() == "after"


def test_a_device_is_written_to(tmp_path: Path) -> None:
    with new_file(Path("/dev/null")) as file:
        file.write(b"gone")
    assert not Path("/dev/null").is_file()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"), new_file(tmp_path / "no" / "x") as file:
        file.write(b"")
