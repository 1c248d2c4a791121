"""Records read by other processes are the same as those read here."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.database import Database
from claims.errors import ClaimsError
from claims.exchange import ahead, sources
from claims.exchange.ahead import Ahead, job, packed, unpacked, work
from claims.exchange.importer import Options, import_stream
from claims.exchange.prepared import Chunk, Prepared, prepare, read
from claims.exchange.report import ImportReport
from claims.exchange.sources import Block, blocks, read_jsonl, written

GOOD: list[dict[str, Any]] = [
    {"key": "a", "text": "words", "speaker": "Ann Lee", "outlet": "AP", "said": "2016-09-20"},
    {"text": "no key", "speaker": "Ann Lee", "via": ["Sana"], "url": "https://example.org/a?b"},
    {"key": "b", "text": "the same", "speaker": "AP", "same_act": "a", "published": "2016-09-21"},
    {
        "key": "c", "text": "il y a eu [21] morts", "speaker": "un voisin", "lang": "fr",
        "speaker_kind": "unnamed", "url": "https://example.org/a", "published": "2016-09",
        "positions": [
            {"question": "toll", "claim": "21", "number": "21", "stance": "asserts"},
            {"question": "who", "claim": "Russia", "stance": "denies", "as_of": "2017-01-02"},
        ],
    },
    {"key": "d", "text": "odd", "speaker": "Ann Lee", "mood": ["angry"], "confidential": True},
]  # fmt: skip
FLAWED: list[Any] = [
    {"key": "e", "text": "", "speaker": "Ann Lee"},
    {"key": "f", "text": "x", "speaker": 5, "positions": [{"stance": "loves"}]},
    [1],
    None,
]


def data(*records: Any) -> bytes:
    """A file of JSONL."""
    return b"\n".join(json.dumps(one).encode() for one in records) + b"\n\n"


def load(database: Database, content: bytes, **options: Any) -> ImportReport:
    """Import a file."""
    return import_stream(
        database, BytesIO(content), name="x", command="import x", actor="tester",
        options=Options(**options),
    )  # fmt: skip


def rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All that was kept."""
    tables = ("speaker", "document", "statement", "via", "claim", "position", "xref", "change")
    return {one: database.reader.rows(f"SELECT * FROM {one} ORDER BY id") for one in tables}


def records_of(chunk: Chunk) -> list[Prepared]:
    return list(map(chunk.record, range(len(chunk))))


def whole(record: Prepared) -> tuple[Any, ...]:
    """Everything about a record, read by whomever."""
    reading = read(record)
    told = record.raw if reading.unknown else None
    return (*record[:4], reading, json.loads(told) if isinstance(told, bytes) else told)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes are started for the second chunk, of one record each."""
    monkeypatch.setattr(ahead, "ALONE", 1)
    monkeypatch.setattr(ahead, "CHUNK", 1)


@pytest.mark.slow
def test_what_others_read_is_kept_alike(database: Database, soon: None) -> None:
    content = data(*GOOD * 3, *FLAWED, {"key": "g", "text": "y", "speaker": "B", "same_act": "c"})
    told = load(database, content, jobs=3, keep_going=True)
    kept = rows(database)
    undone = load(database, content, jobs=3, keep_going=True)
    assert undone.unchanged >= told.new == 6
    assert undone.new == undone.revised == 0
    assert rows(database) == kept
    changed = GOOD[0] | {"text": "other words"}
    revised = load(database, data(GOOD[1], GOOD[2], changed), jobs=2)
    assert (revised.unchanged, revised.revised) == (2, 1)
    assert rows(database)["statement"][0]["text"] == "other words"
    assert told.read == 20


@pytest.mark.slow
def test_the_answer_is_that_of_one_process(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = data(*GOOD, *FLAWED, *GOOD)
    alone = load(database, content, keep_going=True, dry_run=True)
    monkeypatch.setattr(ahead, "ALONE", 1)
    monkeypatch.setattr(ahead, "CHUNK", 2)
    others = load(database, content, keep_going=True, dry_run=True, jobs=2)
    assert others.as_json() == alone.as_json()


@given(
    st.lists(
        st.sampled_from([*GOOD, *FLAWED])
        | st.dictionaries(
            st.sampled_from(["key", "text", "speaker", "said", "via", "url", "lang", "else"]),
            st.none() | st.text(max_size=5) | st.integers() | st.lists(st.text(max_size=3)),
        ),
        max_size=6,
    ),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=150)
def test_a_record_survives_the_journey(records: list[Any], eager: bool, vectors: bool) -> None:
    content = data(*records)
    here = prepare(read_jsonl(BytesIO(content)), whole=eager, vectors=vectors)
    [lines] = map(written, blocks(BytesIO(content), b""))
    there = unpacked(work(job(lines, whole=eager, vectors=vectors)), lines) if records else here
    assert [whole(one) for one in records_of(here)] == [whole(one) for one in records_of(there)]
    assert here.plain == there.plain
    if here.plain is not None:
        assert len(here.plain.begun) == vectors * len(here.plain.places)
    plain = set(there.plain.places) if there.plain else set()
    assert [one.reading is not None for one in records_of(there) if one.key] == [
        eager and place not in plain for place, one in enumerate(records_of(there)) if one.key
    ]


def test_a_source_travels_once_and_knows_its_key() -> None:
    content = data(*[GOOD[0] | {"key": k} for k in "abc"])
    chunk = prepare(read_jsonl(BytesIO(content)), whole=True)
    found = unpacked(packed(chunk), Block(range(3), [b""] * 3)).plain
    assert found is not None
    assert found.documents == [0, 0, 0]
    assert found.sources.keys == ["ap||"]


def test_lines_beyond_measure_and_blank_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"\n  \n" + data(GOOD[0]) + b'{"key": "' + b"x" * (1 << 20) + b'"}\n' + data(GOOD[1])
    [chunk] = list(Ahead(BytesIO(content), b"", jobs=1))
    records = records_of(chunk)
    assert [one.line for one in records] == [3, 5, 6]
    assert "longer than" in read(records[1]).problems[0].reason


def test_a_chunk_has_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_AT_ONCE", 100)
    monkeypatch.setattr(ahead, "_HEAVIEST", 150)
    chunks = list(Ahead(BytesIO(data(*GOOD)), b"", jobs=1))
    assert len(chunks) > 2
    assert sum(map(len, chunks)) == len(GOOD)


@given(
    st.lists(st.sampled_from([b"", b"  ", b"{}", b"long", b"\r"]), max_size=12),
    st.integers(1, 20),
    st.integers(1, 4),
    st.integers(1, 12),
)
def test_chunks_hold_every_line_once_in_order(
    texts: list[bytes], at_once: int, size: int, heaviest: int
) -> None:
    content = b"\n".join(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "_AT_ONCE", at_once)
        patch.setattr(ahead, "CHUNK", size)
        patch.setattr(ahead, "_HEAVIEST", heaviest)
        found = list(ahead._chunks(map(written, blocks(BytesIO(content)))))
    told = [line for chunk in found for line in zip(*chunk, strict=True)]
    assert told == [line for line in enumerate(texts, 1) if line[1].strip()]
    assert all(0 < len(chunk.texts) <= size for chunk in found)


@pytest.mark.slow
def test_nothing_is_stored_where_the_others_die(database: Database, soon: None) -> None:
    class Deadly(BytesIO):
        """Kills whoever works for this process, in the middle of the file."""

        def readinto(self, buffer: Any, /) -> int:
            if self.tell() > 1_000_000:
                for child in children():
                    os.kill(child, signal.SIGKILL)
            return super().readinto(buffer)

    words = "words " * 50
    content = data(*({"key": str(n), "text": words, "speaker": "A B"} for n in range(5000)))
    with pytest.raises(ClaimsError, match="end unexpectedly") as caught:
        import_stream(
            database, Deadly(content), name="x", command="x", actor="t", options=Options(jobs=2)
        )
    assert "--jobs 1" in (caught.value.hint or "")
    assert database.reader.value("SELECT count(*) FROM statement") == 0


def test_other_processes_load_little() -> None:
    program = "import sys, claims.exchange.ahead; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not {"sqlalchemy", "alembic", "click", "rich", "dateparser"} & set(told.stdout.split())


def children() -> list[int]:
    """The processes this one started through a pool."""
    import multiprocessing

    return [one.pid for one in multiprocessing.active_children() if one.pid]
