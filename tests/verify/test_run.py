"""Quotations of a database, looked up in their documents."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from claims.database import Database
from claims.exchange.flat_out import Selection
from claims.exchange.importer import import_stream
from claims.ids import parse_id
from claims.verify import run
from claims.verify.places import Status

TEXT = (
    "« Nous n'avons rien vu », a dit Ann Lee. Le général Bo Ek a répondu : « Ils étaient là, "
    "tous les trois, avant midi », selon l'agence."
)


def put(database: Database, *records: dict[str, Any]) -> None:
    """Keep flat records."""
    data = "\n".join(map(json.dumps, records)).encode()
    report = import_stream(database, io.BytesIO(data), name="x", command="import", actor="t")
    assert report.stored, report.flaws


def record(text: str, speaker: str, **more: Any) -> dict[str, Any]:
    """A record of the one article."""
    about = {"outlet": "Gazette", "title": "Midi", "published": "2016-09-20"}
    return {"text": text, "speaker": speaker, **about, **more}


def placed(text: str, speaker: str) -> dict[str, Any]:
    """A record with its place."""
    start = TEXT.index(text)
    end = start + len(text)
    return record(
        text, speaker, start=start, end=end, prefix=TEXT[max(0, start - 32) : start],
        suffix=TEXT[end : end + 32],
    )  # fmt: skip


def keep_text(database: Database, document: int, text: str) -> None:
    """The document's text, as ``extract`` would keep it."""
    with database.write("text", "t") as journal:
        journal.update("document", document, text=text)


@pytest.fixture
def filled(database: Database) -> Database:
    """Two quotes with their places, one that stands in another document, a paraphrase."""
    put(
        database,
        placed("Nous n'avons rien vu", "Ann Lee"),
        placed("Ils étaient là, tous les trois, avant midi", "Bo Ek"),
        record("We saw nothing at all that day, nothing", "Ann Lee"),
        record("Il n'a rien vu.", "Ann Lee", kind="paraphrase"),
        {"text": "We saw nothing at all that day, nothing", "speaker": "Ann Lee", "outlet": "Post"},
    )
    keep_text(database, 1, TEXT)
    return database


def statuses(database: Database, text: str | None = None, **scope: Any) -> list[Status]:
    """What became of each."""
    found = run.verify(database.reader, run.Scope(**scope), text)
    return [one.found.status for one in found]


def test_each_is_looked_up_in_its_document(filled: Database) -> None:
    assert statuses(filled) == [Status.EXACT, Status.EXACT, Status.ELSEWHERE, Status.UNREAD]
    assert run.count(filled.reader, run.Scope()) == 4
    [other] = [one for one in run.verify(filled.reader, run.Scope()) if one.elsewhere]
    assert other.as_json()["elsewhere"] == "D2"


def test_pages_are_walked_to_the_end(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = statuses(filled)
    monkeypatch.setattr(run, "_STATEMENTS", run._STATEMENTS.replace("LIMIT 1000", "LIMIT 1"))
    assert statuses(filled) == whole


def test_the_article_as_it_is_now(filled: Database) -> None:
    now = "Mis à jour. " + TEXT.replace("« ", "“").replace("avant midi", "vers midi")
    assert statuses(filled, now, document=1) == [Status.MOVED, Status.ALTERED, Status.ELSEWHERE]
    [_moved, altered, _other] = [
        one.as_json() for one in run.verify(filled.reader, run.Scope(document=1), now)
    ]
    assert altered["differences"] == [{"was": "avant", "now": "vers"}]
    [(start, end)] = altered["spans"]
    assert now[start:end] == "Ils étaient là, tous les trois, vers midi"


def test_scopes(filled: Database) -> None:
    reader = filled.reader
    who = parse_id("P1")
    assert who is not None
    scope = run.scope_of([who], Selection())
    assert len(statuses(filled, selection=scope.selection)) == 3
    assert statuses(filled, statements=(2,)) == [Status.EXACT]
    assert run.documents(reader, run.Scope()) == [1, 2]
    for refs in ([parse_id("D1"), parse_id("D2")], [parse_id("C1")]):
        with pytest.raises(ValueError, match=r"document|claim"):
            run.scope_of([ref for ref in refs if ref], Selection())


def test_a_rejected_quote_is_left_out_unless_it_is_named(filled: Database) -> None:
    with filled.write("reject", "t") as journal:
        journal.update("statement", 1, status="rejected")
    assert len(statuses(filled)) == 3
    assert statuses(filled, statements=(1,)) == [Status.EXACT]
    assert len(statuses(filled, selection=Selection(everything=True))) == 4


def test_the_text_of_another_telling_counts_as_elsewhere(database: Database) -> None:
    words = "Ils étaient là, tous les trois, avant midi"
    put(
        database,
        {"text": words, "speaker": "Bo Ek", "outlet": "A", "key": "a"},
        {"text": "They were there", "speaker": "Bo Ek", "outlet": "B", "same_act": "a"},
    )
    keep_text(database, 1, "Rien de tel ici, pas un mot de ce qui fut dit.")
    keep_text(database, 2, f"Il a dit : “{words}”.")
    assert statuses(database)[0] is Status.ELSEWHERE
