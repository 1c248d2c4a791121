"""What the index takes of a record is the same, known on the way or read back."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims import fulltext, touch
from claims.database import Database
from claims.exchange import ahead, flat_in
from claims.exchange.ahead import Ahead, job, unpacked, work
from claims.exchange.importer import Options, import_stream
from claims.exchange.prepared import Chunk
from claims.exchange.sources import Line
from claims.fulltext_check import differences

FIRST = {"key": "0", "text": "Un aéronef", "speaker": "Ann", "url": "https://example.org/a"}
# Of one article, told piece by piece: its date dates what is not dated, its title is indexed.
LATER = st.fixed_dictionaries(
    {"key": st.sampled_from("01234"), "text": st.sampled_from(["un cessez-le-feu", "l'O.N.U."])},
    optional={
        "speaker": st.sampled_from(["Ann", "Bob"]),
        "role": st.sampled_from(["envoy", "the envoy to Syria"]),
        "said": st.sampled_from(["2016-09-20", "2016-09", "2016"]),
        "title": st.sampled_from(["Une frappe", "Un avion"]),
        "published": st.sampled_from(["2016-09-21", "2016-10"]),
        "outlet": st.sampled_from(["AP", "Ann"]),
        "via": st.sampled_from([["AFP"], ["AFP", "SANA"]]),
        "lang": st.sampled_from(["fr", "fr-CA"]),
        "url": st.sampled_from(["https://example.org/a", "https://example.org/b"]),
        "same_act": st.sampled_from("01234"),
    },
)

TITLED = {"key": "1", "text": "x", "speaker": "Bob", "url": FIRST["url"], "title": "T"}


def travelled(self: Ahead, chunk: list[Line]) -> Chunk:
    """Records as they come from another process."""
    return unpacked(work(job(chunk, whole=self.whole, vectors=self.vectors)), chunk)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(LATER, max_size=8), st.integers(1, 4), st.booleans(), st.booleans(), st.booleans())
@example([TITLED], 1, False, False, False)
@example([TITLED], 1, False, False, True)
@example([TITLED], 4, False, True, False)
@example([{**TITLED, "published": "2016-10"}], 4, False, True, False)
@example([{**TITLED, "published": "2016-10"}], 1, False, True, True)
def test_the_index_is_that_of_the_rows(
    database: Database,
    records: list[dict[str, Any]],
    chunk: int,
    roles: bool,
    elsewhere: bool,
    early: bool,
) -> None:
    with database.write("clear", "me") as journal:
        for table in ("xref", "via", "statement", "role", "document", "speaker"):
            journal.delete_rows(table, journal.reader.values(f"SELECT id FROM {table}"))
        if roles:
            number = journal.insert("speaker", kind="person", name="Ann", key="ann")
            journal.insert(
                "role", speaker_id=number, title="Special Envoy", title_key="special envoy"
            )
    told = [FIRST, *({"speaker": "Ann", **one} for one in records)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "CHUNK", chunk)
        patch.setattr(flat_in, "FEW", 0)
        if early:  # on SQLite these are indexed beside it (claims.index_beside)
            patch.setattr(fulltext, "LOAD", 2)
            patch.setattr(touch, "AT_A_TIME", 2)
        if elsewhere:
            patch.setattr(Ahead, "_here", travelled)
        report = import_stream(
            database, BytesIO("\n".join(map(json.dumps, told)).encode()), name="x",
            command="import x", actor="me", options=Options(jobs=1, keep_going=True),
        )  # fmt: skip
    assert report.stored
    assert differences(database.reader) == []
