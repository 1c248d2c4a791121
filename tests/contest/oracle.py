"""The rule once more, pair by pair and word for word, for the quick one to be held against."""

from __future__ import annotations

from itertools import product

from claims.contest import Claim, Position, Question, Scene
from claims.vocabulary import FlagKind, Mode, Reason, Stance, State

Found = tuple[State, tuple[Reason, ...]]


class Oracle:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.claims: dict[object, Claim] = {claim.id: claim for claim in scene.claims}
        self.questions: dict[object, Question] = {one.id: one for one in scene.questions}
        self.said = [p for p in scene.positions if not p.disowned] + [
            Position(v.claim, v.reviewer, v.verdict.stance, v.first, v.last)
            for v in scene.verdicts
            if v.verdict
        ]
        self.counted = [p for p in self.said if p.stance is not Stance.REPORTS]
        self.live = [p for p in self.counted if self.is_live(p)]

    def question(self, p: Position) -> Question:
        return self.questions[self.claims[p.claim].question]

    def when(self, p: Position) -> tuple[int, int]:
        """One act has one date."""
        reports = [
            q
            for q in self.counted
            if q is p
            or (p.act is not None and p.act == q.act and self.question(p) == self.question(q))
        ]
        common = max(q.first for q in reports), min(q.last for q in reports)
        whole = min(q.first for q in reports), max(q.last for q in reports)
        return common if common[0] <= common[1] else whole

    def holds_for(self, p: Position) -> tuple[int, int]:
        return self.when(p) if p.as_of is None else (p.as_of, p.as_of)

    def follows(self, later: Position, earlier: Position) -> bool:
        return self.when(later)[0] > self.when(earlier)[1]

    def outdates(self, later: Position, earlier: Position) -> bool:
        return self.holds_for(later)[0] > self.holds_for(earlier)[1]

    def linked(self, a: Position, b: Position) -> bool:
        pairs = self.scene.contradicts
        return a.claim != b.claim and ((a.claim, b.claim) in pairs or (b.claim, a.claim) in pairs)

    def other_answers(self, a: Position, b: Position) -> bool:
        return a.claim != b.claim and self.question(a) == self.question(b)

    def disjoint(self, a: Position, b: Position) -> bool:
        one, other = self.claims[a.claim].interval, self.claims[b.claim].interval
        numbers = self.other_answers(a, b) and self.question(a).mode is Mode.NUMBER
        return numbers and None not in (one, other) and not one.overlaps(other)

    def exclusive(self, a: Position, b: Position) -> bool:
        return self.other_answers(a, b) and self.question(a).mode is Mode.EXCLUSIVE

    def is_live(self, p: Position) -> bool:
        own = [q for q in self.counted if (q.claim, q.speaker) == (p.claim, p.speaker)]
        answers = [
            q
            for q in self.counted
            if q.speaker == p.speaker and q.stance.sign > 0 and p.stance.sign > 0
        ]
        return not (
            p.stance is Stance.RETRACTS
            or any(q.stance is Stance.RETRACTS and not self.follows(p, q) for q in own)
            or any(self.follows(q, p) for q in own)
            or any(
                self.follows(q, p) and (self.exclusive(p, q) or self.linked(p, q)) for q in answers
            )
            or any(self.outdates(q, p) and self.disjoint(p, q) for q in answers)
        )

    def conflicting(self, a: Position, b: Position) -> bool:
        if not self.disjoint(a, b):
            return False
        if not self.question(a).cumulative:
            return True
        low, high = sorted(
            (a, b),
            key=lambda p: (self.claims[p.claim].interval.low, self.claims[p.claim].interval.high),
        )
        return not self.outdates(high, low)

    def clash(self, a: Position, b: Position) -> bool:
        return a.speaker != b.speaker and (a.stance.certain or b.stance.certain)

    def excludes(self, a: Position, b: Position) -> bool:
        return self.exclusive(a, b) or self.linked(a, b) or self.conflicting(a, b)

    def opponents(self, claim: object) -> set[tuple[object, object]]:
        """The pairs of speakers opposed on a claim: who is for it, who against."""
        here = [p for p in self.live if p.claim == claim]
        return {
            (a.speaker, b.speaker)
            for a, b in product(here, here)
            if a.stance.sign > 0 > b.stance.sign and self.clash(a, b)
        }

    def rivals(self, claim: object) -> dict[object, set[tuple[object, object]]]:
        """Rival -> the pairs of speakers, ours and theirs."""
        found: dict[object, set[tuple[object, object]]] = {}
        for a, b in product(self.live, self.live):
            affirmed = a.claim == claim and a.stance.sign > 0 < b.stance.sign
            if affirmed and self.excludes(a, b) and self.clash(a, b):
                found.setdefault(b.claim, set()).add((a.speaker, b.speaker))
        return found

    def house(self, speaker: object) -> frozenset[object]:
        """All above a speaker: two are of one house when they share any of it."""
        above = {speaker}
        while (parents := {self.scene.parents.get(one) for one in above} - {None}) - above:
            above |= parents
        return frozenset(above)

    def corroborated(self, claim: object) -> bool:
        sure = [p for p in self.live if p.claim == claim and p.stance is Stance.ASSERTS]
        return any(
            not self.house(a.speaker) & self.house(b.speaker) and (a.act is None or a.act != b.act)
            for a, b in product(sure, sure)
        )

    def find(self, claim: Claim) -> Found:
        reasons = tuple(
            reason
            for reason, holds in (
                (Reason.OPPOSED, self.opponents(claim.id)),
                (Reason.RIVAL, self.rivals(claim.id)),
                (Reason.FLAGGED, FlagKind.CONTESTED in claim.flags),
            )
            if holds
        )
        return self.state(claim, reasons), reasons

    def state(self, claim: Claim, reasons: tuple[Reason, ...]) -> State:  # noqa: PLR0911
        stances = {p.stance for p in self.live if p.claim == claim.id}
        plus = {stance for stance in stances if stance.sign > 0}
        minus = {stance for stance in stances if stance.sign < 0}
        if FlagKind.SETTLED in claim.flags:
            return State.SETTLED
        if reasons:
            return State.CONTESTED
        if self.corroborated(claim.id) and not minus:
            return State.CORROBORATED
        if plus and (stances - plus or Stance.ASSERTS not in plus):
            return State.UNSETTLED
        if plus:
            return State.SINGLE_SOURCE
        if minus:
            return State.DENIED
        if stances:
            return State.OPEN
        if any(p.claim == claim.id for p in self.counted):
            return State.WITHDRAWN
        if any(p.claim == claim.id for p in self.said):
            return State.REPORTED
        return State.UNSOURCED
