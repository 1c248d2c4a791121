"""The kept states of claims and questions: the rule of ``claims.contest``, stored.

``refresh`` runs in the writer's transaction over the questions a batch touched; ``recompute`` does
all of them, and ``differences`` finds what is not as the rule says (``claims db check``).
"""

from __future__ import annotations

from collections.abc import Iterable

from claims import scene
from claims.contest import assess, question_states
from claims.reader import Reader, chunks
from claims.vocabulary import LinkKind

_CHUNK = 500


def refresh(reader: Reader, questions: Iterable[int]) -> None:
    """Bring the states of these questions and of all they contradict up to date."""
    wanted = sorted(scene.closure(reader, questions, LinkKind.CONTRADICTS))
    cursor = reader.connection.cursor()
    mark = "?" if reader.dialect == "sqlite" else "%s"
    for chunk in chunks(wanted, _CHUNK):
        facts = scene.load(reader, chunk)
        found = assess(facts)
        cursor.executemany(
            f"UPDATE claim SET state = {mark}, reasons = {mark} WHERE id = {mark}",
            [(a.state, ",".join(a.reasons), claim) for claim, a in found.items()],
        )
        cursor.executemany(
            f"UPDATE question SET state = {mark} WHERE id = {mark}",
            [(state, question) for question, state in question_states(facts, found).items()],
        )
    cursor.close()
