"""Claims that are probably one: two wordings of an answer, two reviews of one assertion.

Under one question two answers of nearly the same words; under two questions either whole
sentences that say nearly the same (what reviews are about), or short answers to questions whose
titles do: "Russia" answers many questions.  Whatever somebody has linked already is left alone.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from claims.ids import Kind
from claims.reader import Reader, Row, chunks
from claims.similar.judge import AGAINST, Evidence, Sign
from claims.similar.model import THRESHOLD, Groups, Proposal, fewest
from claims.similar.quotes import KEPT, Advance, Scored, nothing
from claims.similar.rare import RareWords, distinct, neighbours
from claims.similar.words import Likeness, figures, likeness, negated, respelled
from claims.text import clean_line, tokens

Worded = tuple[tuple[str, ...], int]

NOT_SAME = "not-same"
"""How the reason of a flag ``check``, set and cleared at once, begins when two claims were found
not to be one; the other claim's id follows."""

SENTENCE = 5
"""Words from which an answer says something without its question."""

PAGE = 5000
_BESIDE = 5
"""Answers of one question that each is compared with, in order of their words."""

_TOGETHER = 1000
_LOOKED_UP = 6
_FOUND = 5000
_FEW = 500
"""Answers of its own question that one claim is compared with, whatever their words."""

_ROUGHLY = 55.0
"""Likeness of the sorted letters, of 100, below which no score is worth proposing."""

_CLAIMS = """
SELECT c.id, c.text, c.number, c.low, c.high, c.about_id, c.question_id, q.title
FROM claim c JOIN question q ON q.id = c.question_id
"""

_LINKED = "SELECT a_id, b_id, kind FROM link"

_NOT_SAME = f"""
SELECT claim_id, reason FROM flag
WHERE kind = 'check' AND claim_id IS NOT NULL AND cleared_at IS NOT NULL
AND reason LIKE '{NOT_SAME} C%'
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer as it is compared."""

    id: int
    question: int
    about: int | None
    number: str | None
    words: tuple[str, ...]
    names: frozenset[str]
    title: tuple[str, ...]

    @property
    def telling(self) -> tuple[str, ...]:
        """The words it is found by: its own, with its question's where they are few."""
        alone = len(self.words) >= SENTENCE and self.number is None
        return self.words if alone else (*self.title, self.number or "", *self.words)


class Answers:
    """One look at the claims of a database."""

    def __init__(self, reader: Reader, threshold: float = THRESHOLD) -> None:
        self.reader = reader
        self.threshold = threshold
        self.same = Groups()
        self.linked: set[frozenset[int]] = set()
        for row in reader.iterate(_LINKED):
            self.linked.add(frozenset((row["a_id"], row["b_id"])))
            if row["kind"] == "same":
                self.same.join(row["a_id"], row["b_id"])
        self.linked |= refused(reader)

    @staticmethod
    def count(reader: Reader) -> int:
        """How many claims there are; the total of the progress of ``every`` is twice that."""
        found: int = reader.value("SELECT count(*) FROM claim")
        return found

    def every(self, among: set[int] | None, advance: Advance = nothing) -> list[Proposal]:
        """The pairs of the whole database, or those with one of the claims ``among``.

        Of a group the fewest pairs that make it one, best first.
        """
        pairs = _candidates(self.reader, advance)
        if among is not None:
            pairs = (pair for pair in pairs if not among.isdisjoint(pair))
        found = self._scored(pairs)
        best = heapq.nlargest(KEPT, found, key=lambda pair: (pair[0], -pair[1], -pair[2]))
        return self._proposals(fewest(best, self.same))

    def of(self, claim: int) -> list[Proposal]:
        """What is like one claim, best first."""
        found = self._scored((min(claim, one), max(claim, one)) for one in self._near(claim))
        best = sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))
        return self._proposals([(a, b) for _score, a, b in best])

    def _near(self, claim: int) -> list[int]:
        """The claims that hold two of the longest words of this one; some of its question."""
        own = load(self.reader, [claim])[claim]
        longest = sorted(dict.fromkeys(own.words), key=lambda word: (-len(word), word))
        # A token holds letters, digits and marks alone, so none can be a wildcard of LIKE.
        held = {f"w{place}": f"%{word}%" for place, word in enumerate(longest[:_LOOKED_UP])}
        count = " + ".join(f"CASE WHEN key LIKE :{name} THEN 1 ELSE 0 END" for name in held)
        found = self.reader.values(
            f"SELECT id FROM claim WHERE number = :number OR {count or 0} >= :least"
            f" ORDER BY id LIMIT {_FOUND}",
            number=own.number, least=2 if len(held) >= SENTENCE else 1, **held,
        )  # fmt: skip
        beside = "SELECT id FROM claim WHERE question_id = :question ORDER BY id LIMIT :most"
        found += self.reader.values(beside, question=own.question, most=_FEW)
        return sorted(set(found) - {claim})

    def _scored(self, pairs: Iterable[tuple[int, int]]) -> Iterator[Scored]:
        for some in chunks(pairs, _TOGETHER):
            told = load(self.reader, {one for pair in some for one in pair})
            for a, b in some:
                found = self._judged(told[a], told[b])
                if found is not None and found.score >= self.threshold:
                    yield found.score, a, b

    def _judged(self, a: Claim, b: Claim) -> Proposal | None:
        if frozenset((a.id, b.id)) in self.linked or self.same.of(a.id) == self.same.of(b.id):
            return None
        return judge(a, b, self.threshold)

    def _proposals(self, pairs: Iterable[tuple[int, int]]) -> list[Proposal]:
        found: list[Proposal] = []
        for some in chunks(pairs, _TOGETHER):
            told = load(self.reader, {one for pair in some for one in pair})
            judged = (judge(told[a], told[b]) for a, b in some)
            found += [one for one in judged if one is not None]
        return found


# -- reading -------------------------------------------------------------------------------


def load(reader: Reader, ids: Iterable[int]) -> dict[int, Claim]:
    """Claims by id."""
    sql = f"{_CLAIMS} WHERE {reader.within('c.id', 'ids')}"
    return {row["id"]: _claim(row) for row in reader.iterate(sql, ids=sorted(set(ids)))}


def _every(reader: Reader) -> Iterator[Claim]:
    after = 0
    while rows := reader.rows(f"{_CLAIMS} WHERE c.id > :after ORDER BY c.id LIMIT {PAGE}",
                              after=after):  # fmt: skip
        after = rows[-1]["id"]
        yield from map(_claim, rows)


def _claim(row: Row) -> Claim:
    return Claim(
        id=row["id"],
        question=row["question_id"],
        about=row["about_id"],
        number=row["number"],
        words=tuple(tokens(row["text"])),
        names=frozenset(
            word for part in row["text"].split() if _begins_large(part) for word in tokens(part)
        ),
        title=tuple(tokens(row["title"])),
    )


def _begins_large(word: str) -> bool:
    return word.lstrip("\"'«“‘([-")[:1].isupper()


def refused(reader: Reader) -> set[frozenset[int]]:
    """Pairs of claims that somebody found not to be one."""
    from claims.ids import parse_id

    found = set()
    for row in reader.iterate(_NOT_SAME):
        words = clean_line(row["reason"]).replace(":", " ").split()
        other = parse_id(words[1]) if len(words) > 1 else None
        if other is not None and other.kind is Kind.CLAIM:
            found.add(frozenset((row["claim_id"], other.number)))
    return found


# -- candidates ----------------------------------------------------------------------------


def _candidates(reader: Reader, advance: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """Pairs that share rare words, and answers of one question in order of their words."""
    rare, ids = RareWords(), array("Q")
    questions: dict[int, list[Worded]] = {}
    for claim in _every(reader):
        rare.add(claim.telling)
        ids.append(claim.id)
        questions.setdefault(claim.question, []).append((claim.words, len(ids) - 1))
        advance(1)
    for place, other in distinct(chain(_by_words(rare, advance), _beside(questions.values()))):
        yield ids[place], ids[other]


def _by_words(rare: RareWords, advance: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    for place in range(len(rare)):
        for other in rare.candidates(place, lambda _other: True):
            yield place, other
        advance(1)


def _beside(questions: Iterable[list[Worded]]) -> Iterator[tuple[int, int]]:
    for answers in questions:
        in_order = [(rank, rank, place) for rank, (_words, place) in enumerate(sorted(answers))]
        yield from neighbours(in_order, _BESIDE, _BESIDE)


# -- judging -------------------------------------------------------------------------------


def judge(a: Claim, b: Claim, least: float = 0.0) -> Proposal | None:
    """Whether two claims are one, and what speaks for it; none where nothing can, or too little.

    A figure is a figure: two answers that are intervals are one only if they are the same, and
    then under one question they are one row already.
    """
    if a.about != b.about or a.number != b.number:
        return None
    a, b = sorted((a, b), key=lambda claim: claim.id)
    if a.number is None and not _roughly(a.words, b.words):
        return None
    words = 1.0 if a.number is not None else _alike(likeness(a.words, b.words))
    sign = Sign.WORDS if a.number is None else Sign.FIGURES
    evidence = [Evidence(sign, round(words, 2))]
    if a.question == b.question:
        evidence.insert(0, Evidence(Sign.QUESTION))
    elif min(len(a.words), len(b.words)) < SENTENCE or a.number is not None:
        titles = _alike(likeness(a.title, b.title))
        evidence.insert(0, Evidence(Sign.TITLES, round(titles, 2)))
        words = min(words, titles)
    score = words
    if score < least:
        return None
    for one in _against(a, b):
        evidence.append(one)
        score *= AGAINST[one.sign]
    return Proposal(Kind.CLAIM, a.id, b.id, round(score, 3), tuple(evidence))


def _roughly(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a closer look is worth it: a tenth of what the closer look costs."""
    from rapidfuzz import fuzz

    ours, theirs = " ".join(sorted(a)), " ".join(sorted(b))
    return fuzz.ratio(ours, theirs, score_cutoff=_ROUGHLY) > 0


def _alike(found: Likeness) -> float:
    """Order counts little in a short answer; a part is another claim, a finer or a coarser one."""
    return 0.9 * found.shared + 0.1 * found.ordered


def _against(a: Claim, b: Claim) -> Iterator[Evidence]:
    if a.number is None and figures(a.words) ^ figures(b.words):
        yield Evidence(Sign.OTHER_FIGURES)
    if a.number is None and negated(a.words) != negated(b.words):
        yield Evidence(Sign.NEGATION)
    if _other_names(a, b) and _other_names(b, a):
        yield Evidence(Sign.OTHER_NAMES)


def _other_names(a: Claim, b: Claim) -> bool:
    """Whether one names what the other does not, in whatever spelling."""
    return not a.names.isdisjoint(set(respelled(a.words, b.words)) - set(b.words))
