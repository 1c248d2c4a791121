"""Invented people and posts in followthemoney's shape, as OpenSanctions and Aleph write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from claims.exchange.ftm import entities as ftm
from claims.exchange.ftm.statements import COLUMNS
from claims.exchange.people import Entity, Position, Tenure, Work
from claims.exchange.people.check import check_entity, check_position, check_tenure, check_work
from claims.exchange.sources import Raw


def entity(key: str, schema: str, **more: Any) -> dict[str, Any]:
    """An entity; what is no list is a list of one, ``_name`` is beside the properties."""
    beside = {name[1:]: more.pop(name) for name in list(more) if name.startswith("_")}
    props = {name: value if isinstance(value, list) else [value] for name, value in more.items()}
    return {"id": key, "schema": schema, "properties": props, **beside}


PERSON = entity(
    "NK-tin", "Person", _caption="Ann Lee", _datasets=["zz_peps", "zz_press"],
    _first_seen="2021-04-05T10:11:12", _last_seen="2024-01-01T00:00:00", _referents=["zz-7"],
    _target=True, name=["Энн Ли", "Ann Lee"], alias="A. Lee", weakAlias="Annie",
    previousName="Ann Ho", wikidataId="Q900001", innCode="770000000001", country="zz",
    position=["Minister of Tin"], notes=["Said to be tall.", "Plays chess."], birthDate="1961-02",
)  # fmt: skip
OCCUPANCY = entity(
    "occ-1", "Occupancy", holder="NK-tin", post="post-tin", startDate=["2016", "2016-09-01"],
    endDate="2018-03", status="ended",
)  # fmt: skip
POST = entity("post-tin", "Position", name="Minister of Tin", organization="tin", country="zz")
MINISTRY = entity("tin", "PublicBody", name="Ministry of Tin", parent="rur", jurisdiction="zz")
STATE = entity("rur", "PublicBody", name="Ruritania", legalForm="State")
MEMBER = entity(
    "mem-1", "Membership", member="NK-tin", organization="party", role="treasurer",
    startDate="2010",
)  # fmt: skip
DIRECTOR = entity("dir-1", "Directorship", director="NK-tin", organization="tin-plc")
EMPLOYEE = entity("emp-1", "Employment", employee="NK-tin", employer="tin-plc", role="clerk")
PARTY = entity("party", "Organization", name="Tin Party", abbreviation="TP")
COMPANY = entity("tin-plc", "Company", name="Tin plc", leiCode="5299000000000000TIN1")
CROWD = entity("crowd", "LegalEntity", name="Friends of Tin")
ARTICLE = entity(
    "art-1", "Article", title="Tin is up", sourceUrl="https://gazette.example/tin",
    publishedAt="2016-09-20T00:00:00", publisher="Gazette", language="eng", bodyText="Tin is up.",
)  # fmt: skip
MENTION = entity(
    "ment-1", "Mention", document="art-1", name="Lee", resolved="NK-tin", detectedSchema="Person"
)
SHIP = entity("ship", "Vessel", name="Tin Lizzie", imoNumber="1234567")

ALL = [
    PERSON, OCCUPANCY, POST, MINISTRY, STATE, MEMBER, DIRECTOR, EMPLOYEE, PARTY, COMPANY, CROWD,
    ARTICLE, MENTION, SHIP,
]  # fmt: skip


def raws(values: Any) -> Iterator[Raw]:
    """Values as they come from a file of lines."""
    values = values if isinstance(values, list | tuple) else [values]
    return (Raw(line, value) for line, value in enumerate(values, 1))


def read(*values: Any) -> list[ftm.Item]:
    """What is read of entities."""
    return list(ftm.read(raws(values)))


_CHECKS: dict[type, Callable[[Any, Any], Any]] = {
    Entity: check_entity,
    Tenure: check_tenure,
    Position: check_position,
    Work: check_work,
}


def keepable(items: Iterable[Any]) -> None:
    """Fail where something was made that cannot be kept as it is."""
    for one in items:
        if (check := _CHECKS.get(type(one))) is not None:
            assert check(one, _nothing_odd) == one


def _nothing_odd(line: int, field: str, reason: str) -> None:
    raise AssertionError(f"line {line}: {field}: {reason}")


def statements(value: dict[str, Any], **more: Any) -> Iterator[dict[str, Any]]:
    """The rows of an entity."""
    beside = {
        "canonical_id": value["id"], "entity_id": value["id"], "schema": value["schema"],
        "dataset": "zz_peps", "external": "f", "first_seen": "2021-04-05", **more,
    }  # fmt: skip
    yield {**beside, "prop": "id", "value": value["id"]}
    for prop, texts in value["properties"].items():
        for text in texts:
            yield {**beside, "prop": prop, "value": text}


def as_csv(rows: list[dict[str, Any]], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """A file of statements."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", dialect=csv.unix_dialect)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


ROWS = [row for value in ALL for row in statements(value)]
