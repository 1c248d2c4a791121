"""followthemoney's statements: CSV and JSON, sorted or not, old columns and new, hostile rows."""

from __future__ import annotations

import json
import random
from io import BytesIO
from typing import Any

import pytest

from claims.errors import ClaimsError
from claims.exchange.ftm import entities as ftm
from claims.exchange.ftm import statements as ftm_statements
from claims.exchange.people import Alias, Entity, Odd, Ref
from claims.exchange.report import Flaw
from claims.exchange.sources import read_jsonl
from claims.vocabulary import SpeakerKind
from tests.exchange.ftm import ftm_samples as samples
from tests.exchange.ftm.ftm_samples import ROWS, as_csv, keepable, raws, statements
from tests.exchange.fuzz import fuzzed, mutations, seeded, well_formed

_OLD = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset")


def read(data: bytes) -> list[ftm.Item]:
    return list(ftm_statements.read_statements(BytesIO(data)))


def plain(items: list[ftm.Item]) -> list[Any]:
    """What was read, whatever line it stood on, without the notes of where it is from."""
    kept = [one._replace(line=0) for one in items if not isinstance(one, Odd)]
    return [one._replace(note=None) if isinstance(one, Entity) else one for one in kept]


def test_statements_make_what_the_entities_make() -> None:
    bare = [{name: value[name] for name in ("id", "schema", "properties")} for value in samples.ALL]
    expected = plain(list(ftm.read(raws(bare))))
    assert plain(read(as_csv(ROWS))) == expected
    lines = "\n".join(map(json.dumps, ROWS)).encode()
    assert plain(list(ftm_statements.read_rows(read_jsonl(BytesIO(lines))))) == expected


def test_a_header_is_told() -> None:
    assert ftm_statements.is_header(ftm_statements.COLUMNS)
    assert ftm_statements.is_header(_OLD)
    assert ftm_statements.is_header(("entity_id", "prop", "value"))
    assert not ftm_statements.is_header(("text", "speaker", "value"))
    assert ftm_statements.looks(ROWS[0])
    assert not ftm_statements.looks(samples.PERSON)
    assert not ftm_statements.looks([ROWS[0]])


def test_old_files_lack_columns() -> None:
    found = read(as_csv(list(statements(samples.COMPANY)), _OLD))
    assert found == [
        Entity(
            2, (Ref("ftm", "tin-plc"), Ref("lei", "5299000000000000TIN1")), SpeakerKind.ORG,
            "Tin plc", note="followthemoney: zz_peps",
        )
    ]  # fmt: skip


def test_packed_files_name_schema_and_property_in_one() -> None:
    data = b"entity_id,prop,value,dataset\na,Person:id,a,zz\na,Person:name,Ann Lee,zz\n"
    assert [(one.name, one.kind) for one in read(data) if isinstance(one, Entity)] == [
        ("Ann Lee", SpeakerKind.PERSON)
    ]


def test_sources_that_were_put_together_are_one_with_all_their_ids() -> None:
    rows = [
        *statements(samples.entity("zz-1", "LegalEntity", name="Ann Lee"), canonical_id="Q900001"),
        *statements(
            samples.entity("yy-2", "Person", name=["Ann Lee", "Ann M. Lee"]),
            canonical_id="Q900001", dataset="yy_press", first_seen="2020-01-02T03:04", lang="eng",
        ),
    ]  # fmt: skip
    assert read(as_csv(rows)) == [
        Entity(
            2,
            (
                Ref("ftm", "Q900001"), Ref("ftm", "zz-1"), Ref("ftm", "yy-2"),
                Ref("wikidata", "Q900001"),
            ),
            SpeakerKind.PERSON,
            "Ann Lee",
            (Alias("Ann M. Lee", "en"),),
            note="followthemoney: yy_press, zz_peps (since 2020-01-02)",
        )
    ]  # fmt: skip


def test_the_name_most_sources_give_is_the_name() -> None:
    rows = [
        row
        for name in ("A. Lee", "Ann Lee", "Ann Lee")
        for row in statements(samples.entity("a", "Person", name=name))
    ]
    found = read(as_csv(rows))
    assert [one.name for one in found if isinstance(one, Entity)] == ["Ann Lee"]


@pytest.mark.parametrize("external", ["t", "true", "1", True])
def test_what_was_found_elsewhere_is_passed_over(external: Any) -> None:
    rows = [*statements(samples.COMPANY), *statements(samples.PARTY, external=external)]
    found = list(ftm_statements.read_rows(raws(rows)))
    assert [one.name for one in found if isinstance(one, Entity)] == ["Tin plc"]
    assert {one.field for one in found if isinstance(one, Odd)} == {"external"}


def test_an_entity_that_comes_again_is_told_again_whole() -> None:
    rows = [
        *statements(samples.PERSON),
        *statements(samples.PARTY),
        *statements(samples.entity("NK-tin", "Person", name="Ann Lee", alias="La Lee")),
    ]
    found = [one for one in read(as_csv(rows)) if isinstance(one, Entity)]
    assert [(one.line, one.refs[0].key) for one in found] == [
        (2, "NK-tin"), (15, "party"), (2, "NK-tin"),
    ]  # fmt: skip
    assert {*found[2].aliases} == {*found[0].aliases, Alias("La Lee")}


@pytest.mark.parametrize("seed", range(10))
def test_rows_in_any_order_make_the_same(seed: int) -> None:
    rows = list(ROWS)
    random.Random(seed).shuffle(rows)
    found = plain(read(as_csv(rows)))
    assert not [one for one in found if isinstance(one, Flaw)]
    assert _last(found) == _last(plain(read(as_csv(ROWS))))


def _last(items: list[Any]) -> dict[Any, Any]:
    """What was told last under each id."""
    return {_id(one): _in_order(one) for one in items}


def _id(one: Any) -> Any:
    if hasattr(one, "refs"):
        return one.refs[0]
    return one.ref or (one.holder, one.title)


def _in_order(one: Any) -> Any:
    """An entity with its names and ids in an order, whatever that of the rows."""
    if not isinstance(one, Entity):
        return one._replace(refs=frozenset(one.refs)) if hasattr(one, "refs") else one
    return one._replace(aliases=frozenset(one.aliases))


def test_an_entity_of_too_many_values_is_cut() -> None:
    names = [f"Ann {number}" for number in range(1500)]
    rows = statements(samples.entity("a", "Person", name=names))
    found = list(ftm_statements.read_rows(raws(list(rows))))
    assert isinstance(found[0], Entity)
    assert len(found[0].aliases) == 200
    assert Odd(1, "name", "values beyond the first 1000") in found


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (5, "must be an object, not 5"),
        ({"prop": "name", "value": "A", "schema": "Person"}, "entity_id is missing"),
        ({"entity_id": "a", "value": "A", "schema": "Person"}, "prop is missing"),
        ({"entity_id": "a", "prop": "name", "schema": "Person"}, "value is missing"),
        ({"entity_id": "a", "prop": "name", "value": "A"}, "schema is missing"),
        ({"entity_id": 5, "prop": "name", "value": "A"}, "entity_id must be text, not 5"),
        ({"entity_id": "a" * 201, "prop": "id", "schema": "Person"}, "longer than 200 characters"),
    ],
)
def test_a_row_that_cannot_be_is_a_flaw(row: Any, reason: str) -> None:
    found = list(ftm_statements.read_rows(raws([row])))
    assert len(found) == 1
    assert isinstance(found[0], Flaw)
    assert found[0].reason.startswith(reason)


def test_rows_and_tables_that_are_broken_have_a_reason() -> None:
    data = as_csv(list(statements(samples.COMPANY))) + b'"a","b\n'
    found = read(data)
    assert isinstance(found[-1], Entity)
    assert [one.reason for one in found[:-1]]
    with pytest.raises(ClaimsError):
        read(b"")


@pytest.mark.fuzz
def test_hostile_rows() -> None:
    for seed in range(fuzzed()):
        with seeded(seed):
            found = list(ftm_statements.read_rows(raws(mutations(seed, ROWS[:60]))))
            well_formed(found)
            keepable(found)


@pytest.mark.fuzz
def test_hostile_bytes() -> None:
    whole = as_csv(ROWS[:60])
    for seed in range(fuzzed(100)):
        rng = random.Random(seed)
        data = bytearray(whole)
        for _change in range(rng.randint(1, 5)):
            place = rng.randrange(len(data))
            data[place : place + rng.randrange(3)] = rng.choice(
                (b'"', b",", b"\n", b"\0", b"\xff", b"\r", b"", b"t", b"=", b"\x1b", b'""')
            )
        with seeded(seed):
            try:
                found = read(bytes(data))
            except ClaimsError:
                continue  # the header is no header any more
            well_formed(found)
            keepable(found)
