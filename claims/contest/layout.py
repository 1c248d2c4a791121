"""How the claims of a scene lie to each other, indexed once for all steps."""

from __future__ import annotations

from collections import defaultdict

from claims.contest.model import Id, Interval, Question, Scene, order
from claims.vocabulary import Mode


class Layout:
    """The claims of a scene by id: their questions, figures and links."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        questions = {question.id: question for question in scene.questions}
        self.question: dict[Id, Question] = {
            claim.id: questions[claim.question] for claim in scene.claims
        }
        self.interval: dict[Id, Interval] = {
            claim.id: claim.interval
            for claim in scene.claims
            if claim.interval is not None and self.question[claim.id].mode is Mode.NUMBER
        }
        self.linked = _links(scene)


def _links(scene: Scene) -> dict[Id, list[Id]]:
    """Claim to the claims that a contradicts link holds against it, both ways."""
    here = {claim.id for claim in scene.claims}
    linked: dict[Id, set[Id]] = defaultdict(set)
    for a, b in scene.contradicts:
        if {a, b} <= here:
            linked[a].add(b)
            linked[b].add(a)
    return {claim: sorted(others, key=order) for claim, others in linked.items()}
