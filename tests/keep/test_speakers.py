"""Speakers found, made, completed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from claims.database import Database
from claims.errors import AmbiguousName, UnknownName
from claims.keep.quote import FlawError
from claims.keep.speakers import Details, Speakers, keep_details, keep_speaker
from claims.keep.store import Kept, Store
from claims.vocabulary import SpeakerKind


@contextmanager
def speakers_of(database: Database) -> Iterator[Speakers]:
    """Speakers of one batch, flushed at its end."""
    with database.write("test", "tester") as journal:
        store = Store(journal)
        yield Speakers(store)
        store.flush()


def _count(database: Database) -> int:
    return int(database.reader.value("SELECT count(*) FROM speaker"))


def test_made_once_whatever_the_spelling(database: Database) -> None:
    with speakers_of(database) as speakers:
        first = speakers.keep("Hervé Ladsous", kind=SpeakerKind.PERSON)
        again = speakers.keep("HERVE  LADSOUS")
    with speakers_of(database) as speakers:
        later = speakers.keep("Herve Ladsous")
    assert first.made
    assert not again.made
    assert first.id == again.id == later.id
    assert _count(database) == 1


def test_exact_names_come_before_aliases_and_folded_ones(database: Database) -> None:
    with speakers_of(database) as speakers:
        name = speakers.make("Sana", kind=SpeakerKind.ORG)
        other = speakers.make("Agency", kind=SpeakerKind.ORG)
        speakers.name_also(other, "SANA")
        assert speakers.find("Sana") == name
        assert speakers.find("SANA") == other
        with pytest.raises(AmbiguousName):
            speakers.find("sana")


def test_kind_then_parent_settle_which_is_meant(database: Database) -> None:
    with speakers_of(database) as speakers:
        house = speakers.make("House", kind=SpeakerKind.ORG)
        person = speakers.make("Paris", kind=SpeakerKind.PERSON)
        state = speakers.make("Paris", kind=SpeakerKind.STATE, qualifier="city")
        org = speakers.make("Paris", kind=SpeakerKind.STATE, qualifier="x", parent=house)
        assert speakers.find("Paris", kind=SpeakerKind.PERSON) == person
        assert speakers.find("Paris", parent=house) == org
        with pytest.raises(AmbiguousName) as caught:
            speakers.find("Paris", kind=SpeakerKind.STATE)
        assert f"Paris (city) P{state}" in caught.value.candidates
        assert speakers.find("Paris (city)") == state


def test_a_merged_speaker_is_found_as_the_other(database: Database) -> None:
    with database.write("test", "tester") as journal:
        kept = journal.insert("speaker", kind="person", name="A", key="a")
        journal.insert("speaker", kind="person", name="B", key="b", merged_into=kept)
    with speakers_of(database) as speakers:
        assert speakers.find("B") == kept


def test_unnamed_speakers_are_each_their_own(database: Database) -> None:
    with speakers_of(database) as speakers:
        one = speakers.make("a source", kind=SpeakerKind.UNNAMED)
        other = speakers.make("a source", kind=SpeakerKind.UNNAMED)
        assert one != other
        assert speakers.find("a source") is None


def test_who_was_made_is_known_through_chunks_whether_stored_by_then_or_not(
    database: Database,
) -> None:
    with speakers_of(database) as speakers:
        made = speakers.make("Ann Lee", kind=SpeakerKind.PERSON)
        speakers.start()
        speakers.look_up(["ANN LEE"])
        assert speakers.ids_of("Ann Lee") == {made}  # not stored yet
        speakers.store.flush()
        for _chunk in range(3):
            speakers.start()
        speakers.look_up(["ann lee"])
        assert speakers.keep("ann lee") == Kept(made, made=False)
    assert _count(database) == 1


def test_a_namesake_of_one_settled_long_ago_is_another(database: Database) -> None:
    with speakers_of(database) as speakers:
        first = speakers.keep("Ann Lee", kind=SpeakerKind.PERSON).id
        speakers.settle("Ann Lee", first)
        speakers.store.flush()
        for _chunk in range(3):
            speakers.start()
        speakers.look_up(["Ann Lee"])
        assert speakers.named == {"Ann Lee": first}
        assert speakers.ids_of("Ann Lee") == {first}
        other = speakers.make("Ann Lee", kind=SpeakerKind.PERSON, qualifier="2")
        assert speakers.named == {}
        assert speakers.ids_of("Ann Lee") == {first, other}
        with pytest.raises(AmbiguousName):
            speakers.find("Ann Lee")


def test_another_name_for_one_settled_long_ago(database: Database) -> None:
    with speakers_of(database) as speakers:
        first = speakers.keep("Sana", kind=SpeakerKind.ORG).id
        other = speakers.keep("Agency", kind=SpeakerKind.ORG).id
        speakers.settle("Sana", first)
        speakers.store.flush()
        for _chunk in range(3):
            speakers.start()
        assert speakers.name_also(other, "SANA")
        assert not speakers.name_also(first, "Sana")
        assert speakers.ids_of("Sana") == {first, other}


def test_a_look_alike_is_refused_unless_new(database: Database) -> None:
    with speakers_of(database) as speakers:
        kerry = keep_speaker(speakers, "John Kerry").id
        with pytest.raises(UnknownName) as caught:
            keep_speaker(speakers, "Jon Kerry")
        assert caught.value.candidates == [f"John Kerry P{kerry}"]
        assert "--new" in (caught.value.hint or "")
        assert not keep_speaker(speakers, f"P{kerry}").made
        assert keep_speaker(speakers, "Jon Kerry", new=True).made
        assert keep_speaker(speakers, "John Kerry", qualifier="senator").made
        assert not keep_speaker(speakers, "John Kerry", qualifier="Senator").made
    assert _count(database) == 3


def test_a_beginning_finds_nobody_to_write_under(database: Database) -> None:
    with speakers_of(database) as speakers:
        keep_speaker(speakers, "Russian Ministry of Defence")
        assert speakers.find("Russian") is None
        with pytest.raises(UnknownName):
            keep_speaker(speakers, "Russian")


def test_details_complete_and_are_said_once(database: Database) -> None:
    with speakers_of(database) as speakers:
        state = keep_speaker(speakers, "Ruritania", kind=SpeakerKind.STATE).id
        org = keep_speaker(speakers, "Court").id
        details = Details(SpeakerKind.ORG, state, ["La cour"], "a note")
        assert keep_details(speakers, org, details)
        assert not keep_details(speakers, org, details)
        assert speakers.find("la cour") == org
        with pytest.raises(FlawError, match="lies under"):
            keep_details(speakers, state, Details(parent=org))
        with pytest.raises(FlawError, match="itself"):
            keep_details(speakers, org, Details(parent=org))
    row = database.reader.row("SELECT kind, parent_id, note FROM speaker WHERE id = :id", id=org)
    assert row == {"kind": "org", "parent_id": state, "note": "a note"}
