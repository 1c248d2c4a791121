"""Names and ids resolved to rows."""

from __future__ import annotations

from typing import Any

import pytest

from claims import names
from claims.database import Database
from claims.errors import AmbiguousName, UnknownName
from claims.ids import Kind, Ref
from claims.text import name_key
from claims.vocabulary import SpeakerKind


def _speaker(journal: Any, name: str, kind: str = "person", **more: Any) -> int:
    key = None if kind == "unnamed" else name_key(name)
    return int(journal.insert("speaker", kind=kind, name=name, key=key, **more))


@pytest.fixture
def cast(database: Database) -> dict[str, int]:
    """People of like names, an alias, a merge, an unnamed one."""
    with database.write("test", "tester") as journal:
        ids = {
            "kerry": _speaker(journal, "John Kerry"),
            "smith": _speaker(journal, "John Smith", qualifier="senator"),
            "other": _speaker(journal, "John Smith", qualifier="judge"),
            "ban": _speaker(journal, "Ban Ki-moon"),
            "onu": _speaker(journal, "Nations unies", "org"),
            "unnamed": _speaker(journal, "a senior official", "unnamed"),
            "p": _speaker(journal, "P900"),
        }
        ids["merged"] = _speaker(journal, "J. F. Kerry", merged_into=ids["kerry"])
        journal.insert("alias", speaker_id=ids["onu"], name="O.N.U.", key="onu")
        journal.insert("alias", speaker_id=ids["merged"], name="M. Kerry", key="m kerry")
    return ids


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("John Kerry", "kerry"),
        ("JOHN  kérry", "kerry"),
        ("J.F. Kerry", "kerry"),
        ("m. kerry", "kerry"),
        ("ONU", "onu"),
        ("Ban ki", "ban"),
        ("John Smith (judge)", "other"),
        ("P900", "p"),
    ],
)
def test_resolves(database: Database, cast: dict[str, int], text: str, who: str) -> None:
    assert names.resolve_speaker(database.reader, text) == cast[who]


def test_an_id_means_its_row_merges_followed(database: Database, cast: dict[str, int]) -> None:
    assert names.resolve_speaker(database.reader, f"p{cast['ban']}") == cast["ban"]
    assert names.resolve_speaker(database.reader, f"P{cast['merged']}") == cast["kerry"]
    with pytest.raises(UnknownName, match="there is no P800"):
        names.resolve_speaker(database.reader, "P800")


def test_several_of_a_name_are_ambiguous(database: Database, cast: dict[str, int]) -> None:
    with pytest.raises(AmbiguousName) as caught:
        names.resolve_speaker(database.reader, "john smith")
    assert caught.value.candidates == [
        f"John Smith (senator) P{cast['smith']}",
        f"John Smith (judge) P{cast['other']}",
    ]
    with pytest.raises(AmbiguousName):
        names.resolve_speaker(database.reader, "John")


def test_kinds_narrow(database: Database, cast: dict[str, int]) -> None:
    kinds = [SpeakerKind.ORG]
    assert names.resolve_speaker(database.reader, "ONU", kinds=kinds) == cast["onu"]
    with pytest.raises(UnknownName):
        names.resolve_speaker(database.reader, "Ban Ki-moon", kinds=kinds)


@pytest.mark.parametrize("text", ["Jon Kerry", "Kerry"])
def test_near_matches_are_shown(database: Database, cast: dict[str, int], text: str) -> None:
    with pytest.raises(UnknownName) as caught:
        names.resolve_speaker(database.reader, text)
    assert caught.value.candidates[0] == f"John Kerry P{cast['kerry']}"
    assert caught.value.hint


@pytest.mark.parametrize("text", ["a senior official", "", "?!", "%", "_", "Zzyzx"])
def test_nobody(database: Database, cast: dict[str, int], text: str) -> None:
    with pytest.raises(UnknownName) as caught:
        names.resolve_speaker(database.reader, text)
    assert caught.value.candidates == []


def test_matching_speakers(database: Database, cast: dict[str, int]) -> None:
    reader = database.reader
    kerry = sorted([cast["kerry"], cast["merged"]])
    assert names.matching_speakers(reader, "kerry") == kerry
    assert names.matching_speakers(reader, "M. Kerry") == kerry
    assert names.matching_speakers(reader, "kerr*") == kerry
    assert names.matching_speakers(reader, "moon ban") == [cast["ban"]]
    assert names.matching_speakers(reader, f"P{cast['merged']}") == kerry
    assert sorted(names.matching_speakers(reader, "john smith")) == [cast["smith"], cast["other"]]
    for text in ("", "%", "_", "*", "kerr", "official"):
        assert names.matching_speakers(reader, text) == []


@pytest.fixture
def dispute(database: Database) -> dict[str, int]:
    """An event with two questions, another question, answers, a document, a statement."""
    with database.write("test", "tester") as journal:

        def ask(slug: str, parent: int | None = None, **more: Any) -> int:
            values = {"kind": "question", "mode": "exclusive", **more}
            return journal.insert("question", slug=slug, parent_id=parent, **values)

        event = ask("convoy-attack", kind="event", mode=None, title="The attack")
        who = ask("convoy-attack/responsible", event, title="Who did it?", titles='{"fr": "Qui ?"}')
        killed = ask("convoy-attack/killed", event, title="How many?")
        other = ask("convention/killed", title="Killed elsewhere?")

        def answer(question: int, text: str) -> int:
            key = text.lower()
            return journal.insert("claim", question_id=question, text=text, key=key)

        claims = {
            "russia": answer(who, "Russia"),
            "russian": answer(who, "Russian aircraft"),
            "elsewhere": answer(other, "Russia"),
        }
        speaker = _speaker(journal, "Killed")
        document = journal.insert("document", key="a", title="A title", url="https://www.x.org/a")
        twin = journal.insert("document", key="b", title="Twin", url=None)
        journal.insert("document", key="c", title="Twin", url=None)
        statement = journal.insert(
            "statement", document_id=document, speaker_id=speaker, kind="direct", text="x",
            said_first=1, said_last=2,
        )  # fmt: skip
    found = {"event": event, "who": who, "killed": killed, "other": other, "speaker": speaker}
    return {**found, **claims, "document": document, "twin": twin, "statement": statement}


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("convoy-attack/responsible", "who"),
        ("Convoy-Attack/Responsible/", "who"),
        ("responsible", "who"),
        ("who did it", "who"),
        ("Qui ?", "who"),
        ("convoy", "event"),
        ("convoy-attack/resp", "who"),
        ("THE ATTACK", "event"),
    ],
)
def test_questions(database: Database, dispute: dict[str, int], text: str, which: str) -> None:
    assert names.resolve_question(database.reader, text) == dispute[which]


def test_questions_that_are_several_or_none(database: Database, dispute: dict[str, int]) -> None:
    reader = database.reader
    assert names.resolve_question(reader, f"q{dispute['who']}") == dispute["who"]
    for text in ("killed", "conv"):
        with pytest.raises(AmbiguousName) as caught:
            names.resolve_question(reader, text)
        assert len(caught.value.candidates) >= 2
    with pytest.raises(UnknownName) as unknown:
        names.resolve_question(reader, "responsibel")
    assert unknown.value.candidates == [f"convoy-attack/responsible Q{dispute['who']}"]
    for text in ("Q99", "", "?", "S1"):
        with pytest.raises(UnknownName):
            names.resolve_question(reader, text)
    with pytest.raises(UnknownName):
        names.resolve_question(reader, "convoy", whole=True)


def test_claims(database: Database, dispute: dict[str, int]) -> None:
    reader, who = database.reader, dispute["who"]
    assert names.resolve_claim(reader, "RUSSIA.", who) == dispute["russia"]
    assert names.resolve_claim(reader, "russian", who) == dispute["russian"]
    assert names.resolve_claim(reader, "Russian air") == dispute["russian"]
    assert names.resolve_claim(reader, f"C{dispute['elsewhere']}") == dispute["elsewhere"]
    with pytest.raises(AmbiguousName):
        names.resolve_claim(reader, "Russia")
    with pytest.raises(UnknownName):
        names.resolve_claim(reader, "russian", who, whole=True)
    with pytest.raises(UnknownName) as caught:
        names.resolve_claim(reader, "Rusia", who)
    assert caught.value.candidates[0] == f"Russia C{dispute['russia']}"
    for text in ("", "C99", "%"):
        with pytest.raises(UnknownName):
            names.resolve_claim(reader, text, who)


def test_documents_and_statements(database: Database, dispute: dict[str, int]) -> None:
    reader, document = database.reader, dispute["document"]
    for text in (f"D{document}", "A title", "a  TITLE", "https://www.x.org/a", "http://x.org/a"):
        assert names.resolve_document(reader, text) == document
    with pytest.raises(AmbiguousName) as caught:
        names.resolve_document(reader, "Twin")
    assert f"Twin D{dispute['twin']}" in caught.value.candidates
    assert names.resolve_statement(reader, f"s{dispute['statement']}") == dispute["statement"]
    for text in ("nothing", "D99", "?"):
        with pytest.raises(UnknownName):
            names.resolve_document(reader, text)
        with pytest.raises(UnknownName):
            names.resolve_statement(reader, text)


def test_references(database: Database, dispute: dict[str, int]) -> None:
    reader = database.reader
    assert names.reference(reader, f"S{dispute['statement']}") == Ref(
        Kind.STATEMENT, dispute["statement"]
    )
    assert names.reference(reader, "B1") == Ref(Kind.BATCH, 1)
    assert names.reference(reader, "convoy-attack") == Ref(Kind.QUESTION, dispute["event"])
    assert names.reference(reader, "KILLED") == Ref(Kind.SPEAKER, dispute["speaker"])
    assert names.reference(reader, "responsible") == Ref(Kind.QUESTION, dispute["who"])
    with pytest.raises(AmbiguousName):
        names.reference(reader, "conv")
    for text in ("S99", "nonsense", ""):
        with pytest.raises(UnknownName):
            names.reference(reader, text)


def test_a_merged_speaker_is_referred_to_as_typed(database: Database, cast: dict[str, int]) -> None:
    merged = names.reference(database.reader, f"P{cast['merged']}")
    assert merged == Ref(Kind.SPEAKER, cast["merged"])
    with pytest.raises(AmbiguousName):
        names.reference(database.reader, "John Smith")
    assert names.reference(database.reader, "P900") == Ref(Kind.SPEAKER, cast["p"])
