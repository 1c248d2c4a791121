"""Questions read from the database: what the rule finds, and what words it needs.

At first only what the rule asks for is read: a question may have ten thousand positions, of which
a page shows two hundred.  ``tell`` then fetches how those read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from claims import scene, telling
from claims.contest import Assessment, Position, Voice, assess
from claims.contest.lineage import Houses
from claims.contrast.model import Rated
from claims.ids import LETTERS, Kind
from claims.reader import Reader, Row
from claims.telling import Bearing, Telling
from claims.vocabulary import SpeakerKind, Stance

_LETTER = LETTERS[Kind.STATEMENT]
_ASSERTS = Stance.ASSERTS


class Reading:
    """Questions read from the database, assessed, with names to everything the rule finds."""

    def __init__(
        self, reader: Reader, questions: Iterable[int], *, as_of: int | None = None
    ) -> None:
        self.reader = reader
        self.questions = sorted(questions)
        self.facts: scene.Facts = scene.load(reader, self.questions, refines=True, as_of=as_of)
        self.found: Mapping[Any, Assessment] = assess(self.facts)
        facts = self.facts
        ids = [claim.id for claim in facts.claims]
        self.claims: dict[Any, Row] = {
            row["id"]: row
            for row in reader.iterate(
                f"SELECT id, question_id, text FROM claim WHERE {reader.within('id', 'ids')}",
                ids=ids,
            )
        }
        self.words: dict[Any, list[Position]] = {claim: [] for claim in ids}
        for position in facts.positions:
            self.words[position.claim].append(position)
        self._of_question: dict[int, list[int]] = {}
        for claim, row in self.claims.items():
            self._of_question.setdefault(row["question_id"], []).append(claim)
        self.coarser: dict[Any, list[Any]] = {}
        for fine, coarse in facts.refines:
            self.coarser.setdefault(fine, []).append(coarse)
        self.verdicts = _verdicts(reader, ids)
        self.intervals: dict[Any, Any] = {claim.id: claim.interval for claim in facts.claims}
        self.names, self.nameless = _names(reader, facts)
        self.houses = Houses(facts.parents)
        self._agencies: dict[int, str] | None = None
        self._tellings: dict[int, Telling] = {}
        self._acts: dict[int, list[Telling]] = {}
        self._bearings: dict[Any, tuple[str | None, str | None]] = {}

    def title(self, claim: Any) -> str:
        """The claim's words."""
        text: str = self.claims[claim]["text"]
        return text

    def of_question(self, question: int) -> list[int]:
        """The question's claims."""
        return self._of_question.get(question, [])

    # -- what needs no words

    def statement(self, word: Position) -> int | None:
        """The statement of a position; none of a verdict."""
        return None if word.rating else self.facts.statements.get(word.id)

    def refs(self, words: Iterable[Position]) -> list[str]:
        """The statements of positions as people read them, verdicts left out."""
        found = map(self.statement, words)
        return [f"{_LETTER}{number}" for number in found if number]

    def agency(self, word: Position) -> str | None:
        """Of a nameless source's word, who passed it on last, if anybody did."""
        if word.speaker not in self.nameless:
            return None
        if self._agencies is None:
            told = {self.statement(each) for each in self._by_nameless()}
            chains = telling.chains_of(self.reader, (number for number in told if number))
            self._agencies = {number: chain[-1] for number, chain in chains.items()}
        return self._agencies.get(self.statement(word) or 0)

    def _by_nameless(self) -> Iterable[Position]:
        return (
            word
            for word in self.facts.positions
            if word.stance is _ASSERTS and word.speaker in self.nameless
        )

    def days(self, words: Collection[Position]) -> dict[Any, str]:
        """The day each figure holds for, as printed: sorts in order of time."""
        rows = self.reader.tuples(
            "SELECT p.id, p.as_of, s.said, d.published FROM position p"
            " JOIN statement s ON s.id = p.statement_id JOIN document d ON d.id = s.document_id"
            f" WHERE {self.reader.within('p.id', 'ids')}",
            ids=[word.id for word in words],
        )
        return {number: as_of or said or published or "" for number, as_of, said, published in rows}

    # -- what does

    def tell(
        self, words: Iterable[Position], dated: Iterable[Position], acts: Iterable[Any]
    ) -> None:
        """Fetch how these positions read, when ``dated`` were said, all tellings of acts."""
        shown = list(words)
        statements = {self.statement(word) for word in [*shown, *dated]} - self._tellings.keys()
        fresh = [number for number in statements if number]
        if fresh:
            self._tellings |= telling.of_statements(self.reader, fresh)
        if shown:
            rows = self.reader.tuples(
                "SELECT p.id, p.hedge, p.as_of FROM position p"
                f" WHERE {self.reader.within('p.id', 'ids')}",
                ids=[word.id for word in shown],
            )
            self._bearings |= {number: (hedge, as_of) for number, hedge, as_of in rows}
            self._acts |= telling.of_shared_acts(self.reader, set(acts))

    def telling(self, word: Position) -> Telling:
        """How a position's statement reads; it was asked for before."""
        return self._tellings[self.statement(word) or 0]

    def bearing(self, word: Position) -> Bearing:
        """How a position reads; it was asked for before."""
        hedge, as_of = self._bearings[word.id]
        number: int = word.id  # type: ignore[assignment]
        claim: int = word.claim  # type: ignore[assignment]
        return Bearing(number, claim, word.stance, hedge, as_of, self.telling(word))

    def act(self, act: Any) -> list[Telling]:
        """All tellings of an act that has several."""
        return self._acts.get(act, [])

    def began(self, voices: Iterable[Voice]) -> int:
        """The first possible day of what any of them said."""
        return min(voice.positions[0].first for voice in voices)


def _names(reader: Reader, facts: scene.Facts) -> tuple[dict[Any, str], set[Any]]:
    """What everybody is called, and who is nameless."""
    ids: set[Any] = {p.speaker for p in facts.positions} | {v.reviewer for v in facts.verdicts}
    ids |= set(facts.parents.values())
    rows = reader.tuples(
        f"SELECT id, name, kind FROM speaker WHERE {reader.within('id', 'ids')}", ids=sorted(ids)
    )
    nameless = {number for number, _name, kind in rows if kind == SpeakerKind.UNNAMED}
    return {number: name for number, name, _kind in rows}, nameless


def _verdicts(reader: Reader, claims: Iterable[Any]) -> dict[int, list[Rated]]:
    rows = reader.rows(
        f"""SELECT v.claim_id, v.label, v.value, v.rated, v.url, COALESCE(m.name, k.name) AS name
            FROM verdict v JOIN speaker k ON k.id = v.reviewer_id
            LEFT JOIN speaker m ON m.id = k.merged_into
            WHERE {reader.within("v.claim_id", "ids")} ORDER BY v.rated_first, v.id""",
        ids=sorted(claims),
    )
    found: dict[int, list[Rated]] = {}
    for row in rows:
        found.setdefault(row["claim_id"], []).append(
            Rated(row["name"], row["label"], row["value"], row["rated"], row["url"])
        )
    return found
