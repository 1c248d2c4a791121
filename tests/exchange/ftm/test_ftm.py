"""followthemoney's entities: who speaks, roles, documents; order, nesting, hostile values."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.dates import parse_date
from claims.exchange.ftm import entities as ftm
from claims.exchange.ftm.dates import joined, read_date, values_of
from claims.exchange.people import Alias, Entity, Odd, Position, Ref, Tenure, Work
from claims.exchange.report import Flaw
from claims.exchange.sources import Raw, read_jsonl
from claims.vocabulary import SpeakerKind
from tests.exchange.ftm import ftm_samples as samples
from tests.exchange.ftm.ftm_samples import entity, keepable, raws, read
from tests.exchange.fuzz import fuzzed, mutations, seeded, well_formed


def only(kind: type, *values: Any) -> Any:
    """The one item of a kind that is read of entities."""
    found = [one for one in read(*values) if isinstance(one, kind)]
    assert len(found) == 1, found
    return found[0]


def odds(*values: Any) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in read(*values) if isinstance(one, Odd)]


def test_an_entity_is_told_by_its_shape() -> None:
    assert all(ftm.looks(value) for value in samples.ALL)
    for other in (None, [], "x", {"id": "a", "schema": "Person"}, {"text": "a", "speaker": "b"}):
        assert not ftm.looks(other)


def test_a_person_has_names_in_several_scripts_ids_and_where_it_is_from() -> None:
    found = read(samples.PERSON)
    assert found[0] == Entity(
        1,
        (
            Ref("ftm", "NK-tin"), Ref("ftm", "zz-7"), Ref("wikidata", "Q900001"),
            Ref("inn", "770000000001"),
        ),
        SpeakerKind.PERSON,
        "Ann Lee",
        tuple(map(Alias, ("Энн Ли", "A. Lee", "Ann Ho", "Annie"))),
        None,
        "Said to be tall.\nPlays chess.\nfollowthemoney: zz_peps, zz_press (since 2021-04-05)",
    )  # fmt: skip
    assert found[1:] == [Tenure(1, Ref("ftm", "NK-tin"), "Minister of Tin")]


@pytest.mark.parametrize(
    ("names", "caption", "name"),
    [
        (["Энн Ли", "Ann Lee"], None, "Ann Lee"),
        (["Энн Ли", "Ann Lee"], "Энн Ли", "Энн Ли"),
        (["Энн Ли", "Эн Ли"], "something else", "Энн Ли"),
        (["Энн Ли"], None, "Энн Ли"),
    ],
)
def test_the_caption_is_the_name_else_one_in_latin_letters(
    names: list[str], caption: str | None, name: str
) -> None:
    value = entity("a", "Person", name=names, alias="A. Lee", _caption=caption)
    assert only(Entity, value).name == name


def test_a_person_may_have_a_first_and_a_last_name_alone() -> None:
    assert only(Entity, entity("a", "Person", firstName="Ann", lastName="Lee")).name == "Ann Lee"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (samples.PERSON, SpeakerKind.PERSON),
        (samples.MINISTRY, SpeakerKind.ORG),
        (samples.STATE, SpeakerKind.STATE),
        (samples.PARTY, SpeakerKind.ORG),
        (samples.COMPANY, SpeakerKind.ORG),
        (samples.CROWD, SpeakerKind.GROUP),
    ],
)
def test_the_schema_tells_the_kind(value: Any, kind: SpeakerKind) -> None:
    assert only(Entity, value).kind is kind


def test_a_country_is_no_parent_and_a_parent_is_one() -> None:
    assert only(Entity, samples.COMPANY).parent is None
    assert only(Entity, samples.MINISTRY).parent == Ref("ftm", "rur")
    assert only(Entity, entity("a", "Company", name="A", parent="a")).parent is None


def test_an_id_of_wikidata_is_one_wherever_it_stands() -> None:
    refs = only(Entity, entity("Q7", "Person", name="A", wikidataId=["Q7", "Q8", "x"])).refs
    assert refs == (Ref("ftm", "Q7"), Ref("wikidata", "Q7"), Ref("wikidata", "Q8"))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_position_may_come_before_or_after_who_held_it(order: tuple[int, int]) -> None:
    pair = (samples.OCCUPANCY, samples.POST)
    tenure = only(Tenure, *(pair[place] for place in order))
    assert tenure._replace(line=1) == Tenure(
        1,
        Ref("ftm", "NK-tin"),
        "Minister of Tin",
        org=Ref("ftm", "tin"),
        since=parse_date("2016-09-01"),
        until=parse_date("2018-03"),
        ref=Ref("ftm", "occ-1"),
        position=Ref("ftm", "post-tin"),
        loose=True,
    )
    assert only(Position, samples.POST) == Position(1, Ref("ftm", "post-tin"), "Minister of Tin")


def test_a_position_of_another_file_is_left_to_whoever_knows_it() -> None:
    tenure = only(Tenure, samples.OCCUPANCY)
    assert (tenure.title, tenure.position) == ("post-tin", Ref("ftm", "post-tin"))


@pytest.mark.parametrize(
    ("value", "title", "org"),
    [
        (samples.MEMBER, "treasurer", "party"),
        (samples.DIRECTOR, "director", "tin-plc"),
        (samples.EMPLOYEE, "clerk", "tin-plc"),
    ],
)
def test_memberships_directorships_and_employments_are_roles(
    value: Any, title: str, org: str
) -> None:
    tenure = only(Tenure, value)
    assert (tenure.holder, tenure.title, tenure.org, tenure.ref) == (
        Ref("ftm", "NK-tin"), title, Ref("ftm", org), Ref("ftm", value["id"]),
    )  # fmt: skip


def test_what_is_no_longer_held_says_so_where_no_date_does() -> None:
    value = entity("o", "Occupancy", holder="a", post="b", status="ended", startDate="2016")
    assert only(Tenure, value).note == "status: ended"


def test_an_end_before_the_beginning_is_passed_over() -> None:
    value = entity("o", "Occupancy", holder="a", post="b", startDate="2018", endDate="2016")
    assert only(Tenure, value).until is None
    assert ("endDate", "ends before it begins") in odds(value)


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["2016"], "2016"),
        (["2016-09-22T14:30:05"], "2016-09-22T14:30:05"),
        (["2016-09-22T14"], "2016-09-22"),
        (["2016-09-22T00:00:00"], "2016-09-22"),
        (["2016", "2016-09", "2016-09-22"], "2016-09-22"),
        (["2016-09", "2016-11"], "2016-09/2016-11"),
        (["2018", "2016-09-22", "2016"], "2016-09-22/2018"),
    ],
)
def test_dates_are_as_exact_as_the_most_exact(texts: list[str], text: str) -> None:
    found = joined([date for one in texts if (date := read_date(one))])
    assert found is not None
    assert found.text == text


@given(
    st.sampled_from(["2016", "2016-09", "2016-09-22", "2016-09-22T14:30", "2016-02/2017"])
    | st.tuples(st.dates(), st.dates()).map(lambda days: "/".join(sorted(map(str, days))))
)
def test_our_dates_come_back(text: str) -> None:
    found = joined([date for one in values_of(text) if (date := read_date(one))])
    expected = parse_date(text)
    assert found is not None
    assert (found.first, found.last) == (expected.first, expected.last)
    assert values_of(found.text) == values_of(text)


@pytest.mark.parametrize("text", ["2016-02-30", "0000", "yesterday", "2016-9", "T", "1001-01-01"])
def test_a_date_that_is_none_refuses_nothing(text: str) -> None:
    value = entity("o", "Membership", member="a", organization="b", startDate=text)
    assert only(Tenure, value).since is None


def test_a_document_knows_whom_it_mentions_in_either_order() -> None:
    expected = Work(
        1, (Ref("ftm", "art-1"),), "Tin is up", "https://gazette.example/tin", "Gazette",
        parse_date("2016-09-20"), "en", "Tin is up.", (Ref("ftm", "NK-tin"),),
    )  # fmt: skip
    assert only(Work, samples.ARTICLE, samples.MENTION) == expected
    assert only(Work, samples.MENTION, samples.ARTICLE)._replace(line=1) == expected


def test_a_mention_without_its_document_or_speaker_is_passed_over() -> None:
    assert [field for field, _reason in odds(samples.MENTION)] == ["document"]
    loose = entity("m", "Mention", document="art-1", name="Lee")
    assert [field for field, _reason in odds(samples.ARTICLE, loose)] == ["resolved"]


def test_a_long_text_in_several_values_is_one_again() -> None:
    value = entity("d", "PlainText", fileName="d.txt", bodyText=["a" * 65_000, "b", "c"])
    assert only(Work, value).text == "a" * 65_000 + "b\n\nc"


def test_a_text_beyond_measure_is_passed_over() -> None:
    value = entity("d", "PlainText", fileName="d.txt", bodyText=["a" * 65_000] * 2)
    assert only(Work, value).text is None
    assert [field for field, _reason in odds(value)] == ["bodyText"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "gazette.example"])
def test_only_addresses_of_the_web_are(url: str) -> None:
    assert only(Work, entity("d", "Article", title="T", sourceUrl=url)).url is None


def test_what_is_no_speaker_role_or_document_is_passed_over_by_schema() -> None:
    assert read(samples.SHIP) == [Odd(1, "schema", "Vessel is passed over")]


def test_entities_nested_in_each_other_are_all_read() -> None:
    post = {
        **samples.POST,
        "properties": {
            "name": ["Minister of Tin"],
            "organization": [
                {"id": "tin", "schema": "PublicBody", "properties": {"name": ["Ministry of Tin"]}}
            ],
        },
    }
    held = {"id": "occ-1", "schema": "Occupancy", "properties": {"post": [post]}}
    person = entity("NK-tin", "Person", name="Ann Lee", positionOccupancies=held)
    found = read(person)
    assert [type(one) for one in found] == [Entity, Position, Entity, Tenure]
    assert found[3].holder == Ref("ftm", "NK-tin")
    assert found[3].title == "Minister of Tin"
    assert found[3].org == Ref("ftm", "tin")


def test_entities_nested_without_end_are_cut() -> None:
    value: Any = entity("a0", "Person", name="A")
    for number in range(1, 30):
        value = entity(f"a{number}", "Person", name="A", x=value)
    found = read(value)
    assert sum(isinstance(one, Entity) for one in found) == 9
    assert isinstance(found[-1], Odd)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (5, "must be an object, not 5"),
        ({}, "id is missing"),
        ({"id": "a"}, "schema is missing"),
        ({"id": "a", "schema": 5}, "schema is missing"),
        ({"id": "a", "schema": "Person", "properties": []}, "properties must be an object"),
        (entity("a", "Person"), "name is missing"),
        (entity("a", "Person", name=" — "), "name is missing"),
        (entity("a", "Person", name=[True]), "name must be text, not True"),
        (entity("a", "Person", name=[["x"]]), "name must be text, not a list"),
        (entity("a" * 201, "Person", name="A"), "longer than 200 characters"),
        (entity("o", "Occupancy", post="b"), "holder is missing"),
        (entity("o", "Occupancy", holder="b"), "post is missing"),
        (entity("o", "Membership", member="b"), "organization is missing"),
        (entity("p", "Position"), "name is missing"),
        (entity("d", "Article", publisher="Gazette"), "neither title, address nor text"),
        (entity("m", "Mention", name="A"), "document is missing"),
    ],
)
def test_what_cannot_be_is_a_flaw_with_its_reason(value: Any, reason: str) -> None:
    found = [one for one in read(value) if not isinstance(one, Odd)]
    assert len(found) == 1
    assert isinstance(found[0], Flaw)
    assert found[0].reason.startswith(reason)


def test_a_line_that_is_no_json_is_passed_on() -> None:
    raw = Raw(1, None, "not JSON")
    assert list(ftm.read(iter([raw]))) == [raw]


def test_ids_and_names_are_text_and_nothing_else() -> None:
    hostile = "../../etc/<script>alert(1)</script>'; DROP TABLE speaker; --"
    found = only(Entity, entity(hostile, "Person", name=f"{hostile}\x1b[31m"))
    assert found.refs == (Ref("ftm", hostile),)
    assert found.name == hostile
    keepable([found])


def test_a_megabyte_costs_a_reason() -> None:
    long = "x" * 1_000_000
    value = entity("a", "Person", name=["Ann Lee", long], alias=[long] * 3, notes=long)
    found = read(value)
    assert found[0] == Entity(1, (Ref("ftm", "a"),), SpeakerKind.PERSON, "Ann Lee")
    assert all(len(one.reason) < 100 for one in found if isinstance(one, Odd))


def test_one_entity_does_not_make_more_than_it_may() -> None:
    many = [f"x{number}" for number in range(5000)]
    value = entity("a", "Membership", member=many, organization=many, role=many)
    assert len(read(value)) <= 100
    value = entity("a", "Person", name=many, position=many)
    assert len(read(value)) <= 200


def test_everything_read_can_be_kept() -> None:
    found = read(*samples.ALL)
    assert not [one for one in found if isinstance(one, Flaw)]
    keepable(found)


@pytest.mark.fuzz
def test_hostile_files() -> None:
    for seed in range(fuzzed()):
        with seeded(seed):
            found = list(ftm.read(raws(mutations(seed, samples.ALL))))
            well_formed(found)
            keepable(found)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "schema",
                        "properties",
                        "name",
                        "holder",
                        "post",
                        "referents",
                        "datasets",
                        "first_seen",
                        "caption",
                        "bodyText",
                        "document",
                    ]
                ),
                inner
                | st.sampled_from(["Person", "Occupancy", "Position", "Article", "Mention", "a"]),
                max_size=6,
            )
        ),
        max_leaves=20,
    )
)
def test_any_value_is_read_or_has_a_reason(value: Any) -> None:
    found = read(value)
    assert found or isinstance(value, dict)
    well_formed(found)
    keepable(found)


def test_a_file_of_lines() -> None:
    data = "\n".join(json.dumps(value) for value in samples.ALL).encode() + b"\nnot json\n"
    found = list(ftm.read(read_jsonl(BytesIO(data))))
    assert sum(isinstance(one, Entity) for one in found) == 6
    assert sum(isinstance(one, Raw) for one in found) == 1
