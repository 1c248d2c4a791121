"""Disks that are full, files that are not what they should be: one line, exit 5, data as before."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from claims.exchange.dump import dump
from tests.conftest import Result
from tests.torture import material
from tests.torture.checks import opened, troubles

Run = Callable[..., Result]

READING = [
    ("search", "convoy"), ("show", "S3"), ("contrast", "convoy-attack"), ("stats",), ("log",),
    ("export", "--format", "dump"),
]  # fmt: skip
WRITING = [("flag", "C1", "check"), ("undo",), ("add", "question", "who-else")]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The demonstration, as the bytes of a file."""
    from claims.database import open_database
    from claims.exchange.demo import load_demo

    path = tmp_path_factory.mktemp("filled") / "filled.db"
    database = open_database(str(path), create=True)
    load_demo(database, "init --demo", "tester")
    database.close()
    return path.read_bytes()


@pytest.fixture
def file(tmp_path: Path, filled: bytes) -> Path:
    """A database in a folder of its own."""
    path = tmp_path / "own" / "x.db"
    path.parent.mkdir()
    path.write_bytes(filled)
    path.chmod(0o600)
    return path


def in_one_line(result: Result, statuses: tuple[int, ...] = (5,)) -> None:
    """No traceback, no fault of the program: what is wrong, and what to try."""
    assert result.status in statuses, result.err
    if result.status == 5:
        first, *rest = result.err.strip().splitlines()
        assert first.startswith("claims: ")
        assert "internal error" not in first
        assert [line for line in rest if not line.startswith("  try: ")] == []


def confined(tmp_path: Path, db: Path, *words: str, limit: int | None = None) -> Result:
    """The real program as somebody with no rights but those of the file."""
    before = [str(limit)] if limit else []
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("confined.py")), *before, "--",
         "--db", str(db), *words],
        capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "dumb",
             "LC_ALL": "C.UTF-8", "CLAIMS_CONFIG": str(tmp_path / "config.toml")},
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


def content(path: Path) -> list[str]:
    with opened(str(path)) as database:
        return list(dump(database.reader))


# -- files that are not what they should be


@pytest.mark.parametrize("length", [0, 1, 50, 99, 100, 512, 4095, 4096, 100_000, -4096, -1])
def test_cut_short(run: Run, file: Path, filled: bytes, length: int) -> None:
    left = filled[: length if length >= 0 else len(filled) + length]
    chance = random.Random(length)
    for words in [chance.choice(READING), chance.choice(WRITING), ("db", "check")]:
        for path in file.parent.iterdir():
            path.unlink()
        file.write_bytes(left)
        result = run(*words, db=str(file))
        in_one_line(result, (0, 5) if length == -1 and words[0] != "db" else (5,))
        assert file.read_bytes() == left or result.status == 0, words


@pytest.mark.parametrize("seed", range(6))
def test_bytes_turned_over(run: Run, file: Path, filled: bytes, seed: int) -> None:
    chance = random.Random(seed)
    wrong = bytearray(filled)
    if seed % 2:
        place = chance.randrange(1, len(wrong) // 4096) * 4096
        wrong[place : place + 4096] = chance.randbytes(4096)
    else:
        for _bit in range(100):
            wrong[chance.randrange(100, len(wrong))] ^= 1 << chance.randrange(8)
    for words in [*READING, *WRITING]:
        for path in file.parent.iterdir():
            path.unlink()
        file.write_bytes(wrong)
        in_one_line(run(*words, db=str(file)), (0, 1, 3, 5))
    file.write_bytes(wrong)
    assert run("db", "check", db=str(file)).status == 5


def test_a_schema_that_is_no_text(run: Run, file: Path, filled: bytes) -> None:
    # SQLite quotes it in its complaint, and Python cannot read the complaint.
    at = filled.index(b"tablespeaker")
    file.write_bytes(filled[: at + 5] + b"\xe5" + filled[at + 6 :])
    for words in (READING[0], WRITING[0], ("db", "check")):
        in_one_line(result := run(*words, db=str(file)))
        assert "damaged" in result.err


@pytest.mark.parametrize("content", [b"quotations, one a line\n" * 400, bytes(8192), b"%PDF-1.7"])
def test_no_database(run: Run, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    for words in (READING[0], WRITING[0], ("init",), ("db", "check")):
        in_one_line(run(*words, db=str(file)))
    assert file.read_bytes() == content


def test_a_folder_and_nothing_there(run: Run, file: Path) -> None:
    for place in (file.parent, file.parent / "none" / "x.db", file / "x.db"):
        for words in (READING[0], WRITING[0], ("db", "check")):
            in_one_line(run(*words, db=str(place)))
    assert not (file.parent / "none").exists()
    in_one_line(run("init", db=str(file / "x.db")))


def test_a_log_that_is_a_folder(run: Run, file: Path) -> None:
    before = content(file)
    log = file.with_name("x.db-wal")
    log.mkdir()
    for words in (READING[0], WRITING[0], ("db", "check")):
        in_one_line(run(*words, db=str(file)))
    log.rmdir()
    assert content(file) == before


# -- rights


def test_a_file_that_may_only_be_read(tmp_path: Path, file: Path) -> None:
    before = content(file)
    file.chmod(0o400)
    assert confined(tmp_path, file, "search", "convoy").status == 0
    in_one_line(confined(tmp_path, file, *WRITING[0]))
    file.chmod(0o600)
    assert content(file) == before


def test_a_folder_that_may_only_be_read(tmp_path: Path, file: Path) -> None:
    before = content(file)
    file.parent.chmod(0o500)
    in_one_line(confined(tmp_path, file, *WRITING[0]))
    in_one_line(confined(tmp_path, file, *READING[0]), (0, 5))
    in_one_line(confined(tmp_path, file.with_name("new.db"), "init"))
    in_one_line(confined(tmp_path, file, "db", "backup"))
    file.parent.chmod(0o700)
    assert [path.name for path in file.parent.iterdir() if "x.db" not in path.name] == []
    assert content(file) == before


def test_a_log_that_may_not_be_written(tmp_path: Path, file: Path) -> None:
    before = content(file)
    log = file.with_name("x.db-wal")
    log.touch()
    log.chmod(0)
    in_one_line(confined(tmp_path, file, *WRITING[0]))
    log.unlink()
    assert content(file) == before


# -- disks


@pytest.fixture
def records(tmp_path: Path) -> str:
    path = tmp_path / "records.jsonl"
    material.put(path, material.records(random.Random(1), 150))
    return str(path)


@pytest.mark.parametrize("room", [60_000, 200_000])
def test_a_file_that_may_not_grow(tmp_path: Path, file: Path, records: str, room: int) -> None:
    before = content(file)
    in_one_line(result := confined(tmp_path, file, "import", records, limit=room))
    assert "takes no more; nothing was stored" in result.err
    assert content(file) == before
    assert troubles(str(file)) == []
    assert confined(tmp_path, file, "import", records).status == 0
    copy = tmp_path / "copy.db"
    in_one_line(confined(tmp_path, file, "db", "backup", str(copy), limit=room))
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 560 kB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    words = [mount or "mount", "-t", "tmpfs", "-o", "size=560k", "tmpfs", str(folder)]
    if mount is None or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here; test_a_file_that_may_not_grow does without")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(run: Run, small_disk: Path, filled: bytes, records: str) -> None:
    file = small_disk / "x.db"
    file.write_bytes(filled)
    before = content(file)
    in_one_line(result := run("import", records, db=str(file)))
    assert "nothing was stored" in result.err
    in_one_line(run("db", "backup", db=str(file)))
    assert content(file) == before
    assert troubles(str(file)) == []
    assert run("search", "convoy", db=str(file)).status == 0
    with (small_disk / "rest").open("wb", buffering=0) as rest, suppress(OSError):
        while rest.write(bytes(1000)):  # until not a byte is left
            pass
    for words in (*WRITING, ("db", "upgrade"), READING[0]):
        in_one_line(run(*words, db=str(file)), (0, 5))
    in_one_line(run("init", db=str(small_disk / "new.db")))
    (small_disk / "rest").unlink()
    assert content(file)[: len(before)] == before
    assert troubles(str(file)) == []
    assert run("init", db=str(small_disk / "new.db")).status in (0, 5)
