"""Vectors in the server's own format are those of the literals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.database import open_database
from claims.postgres import copy_vectors
from claims.vectors import LAST_PLACE, MOST_BYTES, MOST_PLACES, begun, finished, packed

WORDS = st.lists(st.sampled_from(["a", "b", "été", "𝔸", "ab" * 30, "7"]), max_size=600)
TAGS = st.lists(st.sampled_from(["p1", "d7", "tété", "m201609"]), unique=True)


@pytest.fixture
def connection(postgres_url: str) -> Any:
    """Of the driver, inside a transaction, with a table like that of the index."""
    database = open_database(postgres_url)
    with database.write("test", "me") as journal:
        found = journal.reader.connection
        found.execute("CREATE TEMPORARY TABLE held (key bigint, words tsvector)")
        yield found
    database.close()


def literal(words: list[str], tags: list[str]) -> str:
    """The vector as the server's manual writes it."""
    places: dict[str, list[int]] = {}
    left = MOST_BYTES
    for place, word in enumerate(words, 1):
        left -= 2 if word in places else len(word.encode()) + 8
        if left < 0:
            break
        places.setdefault(word, []).append(min(place, LAST_PLACE))
    lexemes = [f"'{word}':{','.join(map(str, at[:MOST_PLACES]))}" for word, at in places.items()]
    return " ".join(lexemes + [f"'={tag}'" for tag in tags])


def held(connection: Any, words: list[str], tags: list[str]) -> tuple[str, bool]:
    """What the server understood, and whether it is what it understands of the literal."""
    connection.execute("TRUNCATE held")
    copy_vectors(connection, "held", [(-5, packed(" ".join(words), " ".join(tags)))])
    sql = "SELECT key, words::text, words = %s::tsvector FROM held"
    ((key, text, same),) = connection.execute(sql, (literal(words, tags),)).fetchall()
    assert key == -5
    return text, same


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, TAGS)
@example([], [])
@example(["a"] * MOST_PLACES, ["p1"])
@example(["a"] * (MOST_PLACES + 1), ["p1"])
@example([*"a" * 100, *"b" * LAST_PLACE, *"a" * 200, "c", "c"], [])
def test_it_is_the_vector_of_the_literal(
    connection: Any, words: list[str], tags: list[str]
) -> None:
    assert held(connection, words, tags)[1]


def test_a_vector_reads_as_its_words(connection: Any) -> None:
    assert held(connection, ["b", "a", "b"], ["p1", "p1"])[0] == "'=p1' 'a':2 'b':1,3"


def test_a_text_beyond_measure_is_cut_where_the_literal_is(connection: Any) -> None:
    text, same = held(connection, [f"{n}{'é' * 40}" for n in range(30_000)], ["p1"])
    assert same
    assert text.count("'") < 2 * 30_000


def test_settings_last_no_longer_than_what_they_are_for(connection: Any) -> None:
    told = "SELECT current_setting('work_mem'), current_setting('gin_pending_list_limit')"
    before = connection.execute(told).fetchone()
    copy_vectors(connection, "held", [(1, packed("a", ""))], many=True)
    assert connection.execute(told).fetchone() == before


IDS = st.integers(1, 10**12)


@given(
    st.lists(st.sampled_from(["a", "b", "été", "7", "=", "<", "z"]), max_size=9),
    st.lists(st.sampled_from(["lfr", "kdirect", "m201609", "tété", "rd", "xaccepted", "y2016"])),
    st.tuples(IDS, st.none() | IDS, IDS, st.lists(st.integers(1, 12), max_size=3)),
)
def test_what_is_begun_is_finished_as_if_in_one(
    words: list[str], tags: list[str], ids: tuple[int, int | None, int, list[int]]
) -> None:
    document, outlet, speaker, via = ids
    told = [f"p{speaker}", f"d{document}", *(f"v{one}" for one in via), *tags]
    whole = packed(" ".join(words), " ".join(told if outlet is None else [*told, f"o{outlet}"]))
    begin = begun(" ".join(words), " ".join(tags))
    assert finished(begin, document, outlet, speaker, via) == whole
