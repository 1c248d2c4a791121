"""Files of people, told by their content and read whole."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from typing import Any

import pytest

from claims.database import open_database
from claims.exchange.importer import import_stream
from tests.exchange.people.test_popolo import NESTED, PARLIAMENT
from tests.exchange.people.test_wikidata import ALL


def _lines(values: list[Any], between: bytes = b"\n") -> bytes:
    return between.join(json.dumps(value).encode() for value in values)


ENTITIES = {one["id"]: one for one in ALL}

FILES: list[tuple[bytes, str, tuple[int, int]]] = [
    (json.dumps({"entities": ENTITIES, "success": 1}).encode(), "wikidata", (3, 2)),
    (json.dumps({"success": 1, "entities": ENTITIES}, indent=1).encode(), "wikidata", (3, 2)),
    (b"[\n" + _lines(ALL, b",\n") + b"\n]\n", "wikidata", (3, 2)),
    (gzip.compress(_lines(ALL), mtime=0), "wikidata", (3, 2)),
    (json.dumps(PARLIAMENT).encode(), "popolo", (5, 3)),
    (json.dumps(PARLIAMENT, indent=2).encode(), "popolo", (5, 3)),
    (json.dumps(dict(reversed(PARLIAMENT.items()))).encode(), "popolo", (5, 3)),
    (json.dumps([NESTED]).encode(), "popolo", (2, 1)),
]


@pytest.mark.parametrize(("data", "form", "made"), FILES)
def test_files_are_told_by_their_content(
    sqlite_url: str, data: bytes, form: str, made: tuple[int, int]
) -> None:
    database = open_database(sqlite_url)
    for batch in (1, None):
        report = import_stream(
            database, BytesIO(data), name="people", command="import", actor="tester"
        )
        assert not report.flaws
        assert (report.format, report.batch) == (form, batch)
    counts = [database.reader.value(f"SELECT count(*) FROM {one}") for one in ("speaker", "role")]
    assert tuple(counts) == made
    database.close()
