"""Which statements to compare at all: by rare words, by the same text, by the same account.

``every`` walks the whole database in memory that grows with the statements, some 250 bytes each;
``of`` asks the full-text index for the candidates of one, the same way on both engines.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from claims.dates import DAY_MIN
from claims.fulltext import ID_MASK
from claims.query.plan import plan
from claims.query.tree import And, Node, Or, Term, Words
from claims.reader import Reader, Row
from claims.scene import CANONICAL
from claims.similar.facts import Houses, words_of
from claims.similar.judge import PUBLISHED_DAYS, gap
from claims.similar.rare import COMMON, RAREST, RareWords, distinct, neighbours
from claims.text import tokens

PAGE = 5000
_NEAR = 20
"""Statements of one house, question and day that are tried with each, in order."""

_LOOKED_UP = 16
"""Words of a text whose frequency the index is asked for, the longest."""

_FOUND = 400
"""Newest statements taken that share two of the rarest words."""

_WINDOW = 300
"""Statements of a house in the days around one that are tried with it."""

_ALL = f"""
SELECT s.id, COALESCE(s.act_id, s.id) AS act_id, s.text, s.original_text, s.insertions,
       s.said_first, s.said_last, {CANONICAL.format("k")} AS speaker_id
FROM statement s JOIN speaker k ON k.id = s.speaker_id
WHERE s.id > :after AND s.status <> 'rejected' ORDER BY s.id LIMIT {PAGE}
"""

_QUESTIONS = """
SELECT DISTINCT p.statement_id, c.question_id FROM position p
JOIN claim c ON c.id = p.claim_id
WHERE p.statement_id > :after AND p.statement_id <= :until ORDER BY p.statement_id, c.question_id
"""


class Everything:
    """All statements that were not rejected, as little of each as finds its candidates."""

    def __init__(self, reader: Reader, houses: Houses, advance: Callable[[int], None]) -> None:
        self._houses = houses
        self.ids = array("Q")
        self._act = array("Q")
        self._house = array("Q")
        self._first = array("L")
        self._last = array("L")
        self._unnamed = bytearray()
        self._rare = RareWords()
        self._text_of = array("Q")  # number in _rare -> place here; a translation has two texts
        self._same: dict[int, array[int]] = {}
        self._accounts: dict[tuple[int, int], array[int]] = {}
        self._read(reader, advance)

    def __len__(self) -> int:
        """How many statements there are."""
        return len(self.ids)

    def _read(self, reader: Reader, advance: Callable[[int], None]) -> None:
        after = 0
        while rows := reader.rows(_ALL, after=after):
            places = {row["id"]: self._add(row) for row in rows}
            asked = reader.rows(_QUESTIONS, after=after, until=rows[-1]["id"])
            for row in asked:
                if (place := places.get(row["statement_id"])) is not None:
                    key = (self._house[place], row["question_id"])
                    self._accounts.setdefault(key, array("Q")).append(place)
            after = rows[-1]["id"]
            advance(len(rows))

    def _add(self, row: Row) -> int:
        place = len(self.ids)
        speaker = row["speaker_id"]
        self.ids.append(row["id"])
        self._act.append(row["act_id"])
        self._house.append(self._houses.top(speaker))
        self._first.append(row["said_first"])
        self._last.append(row["said_last"])
        self._unnamed.append(speaker in self._houses.unnamed)
        words = words_of(row["text"], row["insertions"])
        self._text(place, words)
        self._same.setdefault(hash(words), array("Q")).append(place)
        if row["original_text"]:
            self._text(place, tokens(row["original_text"]))
        return place

    def _text(self, place: int, words: Iterable[str]) -> None:
        self._rare.add(words)
        self._text_of.append(place)

    # -- pairs

    def pairs(self, advance: Callable[[int], None]) -> Iterator[tuple[int, int]]:
        """Ids of statements to compare, each pair once, in order of their ids."""
        for one, other in distinct(chain(self._alike(advance), self._neighbours())):
            yield self.ids[one], self.ids[other]

    def _alike(self, advance: Callable[[int], None]) -> Iterator[tuple[int, int]]:
        """Places of statements that share rare words."""
        places = self._text_of
        for text, place in enumerate(places):

            def accept(number: int, place: int = place) -> bool:
                return self._can_be_one(place, places[number])

            for number in self._rare.candidates(text, accept):
                yield place, places[number]
            advance(1)

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """The same text, or the same house on the same question, near in time."""
        for groups, days in ((self._same.values(), PUBLISHED_DAYS), (self._accounts.values(), 1)):
            for places in groups:
                if len(places) > 1:
                    dated = [(self._first[one], self._last[one], one) for one in places]
                    pairs = neighbours(dated, days, _NEAR)
                    yield from (pair for pair in pairs if self._can_be_one(*pair))

    def _can_be_one(self, one: int, other: int) -> bool:
        if self._act[one] == self._act[other]:
            return False
        spans = ((self._first[place], self._last[place]) for place in (one, other))
        if gap(*spans) > PUBLISHED_DAYS:
            return False
        unnamed = self._unnamed[one] or self._unnamed[other]
        return bool(unnamed) or self._house[one] == self._house[other]


# -- one statement -------------------------------------------------------------------------

_ONE = f"""
SELECT s.text, s.original_text, s.insertions, s.said_first, s.said_last,
       {CANONICAL.format("k")} AS speaker_id
FROM statement s JOIN speaker k ON k.id = s.speaker_id WHERE s.id = :id
"""

# Everybody of a house: down from its top, merged names with those they stand for.
_MEMBERS = """
WITH RECURSIVE member(id) AS (
  SELECT k.id FROM speaker k WHERE k.id = :top OR k.merged_into = :top
  UNION SELECT k.id FROM speaker k JOIN member m ON k.parent_id = m.id OR k.merged_into = m.id)
SELECT id FROM member LIMIT 2000
"""


def of(reader: Reader, houses: Houses, statement: int) -> list[int]:
    """The statements to compare with one, by the full-text index and by who said what when."""
    row = reader.row(_ONE, id=statement)
    if row is None:
        return []
    faces = [words_of(row["text"], row["insertions"])]
    if row["original_text"]:
        faces.append(tuple(tokens(row["original_text"])))
    found = {one for words in faces for one in _by_words(reader, words)}
    found.update(_by_account(reader, houses, row))
    found.discard(statement)
    sql = f"SELECT id FROM statement WHERE status <> 'rejected' AND {reader.within('id', 'ids')}"
    return sorted(reader.values(sql, ids=sorted(found)))


def _by_words(reader: Reader, words: Iterable[str]) -> list[int]:
    """The newest statements that hold two of the rarest words, or all where there are few."""
    longest = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))[:_LOOKED_UP]
    counts = {word: plan(reader, _term(word)).count(reader, COMMON + 1) for word in longest}
    rarest = sorted((word for word in longest if 1 < counts[word] <= COMMON),
                    key=lambda word: (counts[word], word))[:RAREST]  # fmt: skip
    trees: list[Node] = [
        And((_term(one), _term(other)))
        for place, one in enumerate(rarest)
        for other in rarest[place + 1 :]
    ]
    if not trees and longest:
        trees = [And(tuple(map(_term, longest))) if len(longest) > 1 else _term(longest[0])]
    if not trees:
        return []
    tree = Or(tuple(trees)) if len(trees) > 1 else trees[0]
    return [key & ID_MASK for key in plan(reader, tree).keys(reader, _FOUND)]


def _term(word: str) -> Term:
    return Term(Words((word,)))


def _by_account(reader: Reader, houses: Houses, row: Row) -> list[int]:
    """What the house said in the days around."""
    if row["said_first"] <= DAY_MIN:
        return []
    members = reader.values(_MEMBERS, top=houses.top(row["speaker_id"]))
    sql = f"""SELECT id FROM statement WHERE {reader.within("speaker_id", "ids")}
    AND said_first BETWEEN :low AND :high
    ORDER BY abs(said_first - :first), id LIMIT {_WINDOW}"""
    first, last = row["said_first"], row["said_last"]
    span = {"low": first - PUBLISHED_DAYS, "high": last + PUBLISHED_DAYS, "first": first}
    return reader.values(sql, ids=members, **span)
