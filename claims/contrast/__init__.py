"""Contrast: a question laid open. Each answer, who holds it how, and where accounts clash.

``build`` reads the database and applies the rule of ``claims.contest``; what comes out is plain
values, drawn by ``claims.render.contrast`` and printed as JSON by ``as_json``.

    Contrast          an event or a question, with the questions under it
      Dispute         one question: its answers, and a state
        Answer        one claim: state, grounds, and its lines
          Line        one act and what it does to the claim, by one stance; all its tellings folded
    Split             an institution that speaks with two voices

    model     those values          reading   the database, assessed; words, fetched when asked for
    sketch    findings -> drafts    fold      what of them is shown
    compose   drafts -> lines                sides     who clashes with whom, since when
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.collector import at_rest
from claims.contest import question_states
from claims.contrast.compose import answer_of, answers_of, disputes_of, divisions_of, splits_of
from claims.contrast.fold import Folding
from claims.contrast.model import (
    Answer,
    Clash,
    Contrast,
    Dispute,
    Folded,
    Line,
    Rated,
    Side,
    Split,
    Stand,
    TwoWays,
)
from claims.contrast.reading import Reading
from claims.dates import day_text
from claims.errors import NothingFound
from claims.i18n import _
from claims.reader import Reader, Row
from claims.vocabulary import State

__all__ = [
    "Answer",
    "Clash",
    "Contrast",
    "Dispute",
    "Folded",
    "Folding",
    "Line",
    "Rated",
    "Reading",
    "Side",
    "Split",
    "Stand",
    "TwoWays",
    "answer_of",
    "answers_of",
    "build",
    "divisions_of",
    "splits_of",
    "subtree",
]


def build(
    reader: Reader, question: int, *, as_of: int | None = None, folding: Folding | None = None
) -> Contrast:
    """The contrast of a question and of all under it, today or as of a day (an ordinal).

    ``folding`` leaves out the long tail and counts it.  Raises ``NothingFound`` where nobody has
    taken a position yet.
    """
    # Some hundred thousand small values are made, all of which stay.
    with at_rest():
        return _built(reader, subtree(reader, question), as_of, folding)


def _built(
    reader: Reader, tree: Sequence[Row], as_of: int | None, folding: Folding | None
) -> Contrast:
    top = tree[0]
    reading = Reading(reader, (row["id"] for row in tree), as_of=as_of)
    asked = [row for row in tree if row["mode"] is not None]
    claims = {claim for row in asked for claim in reading.of_question(row["id"])}
    if not claims:
        raise NothingFound(
            _("nobody has taken a position on {slug} yet").format(slug=top["slug"]),
            hint=f"claims add position S1 --on {top['slug']} --claim … --stance asserts",
        )
    states: dict[int, State] = question_states(reading.facts, reading.found)  # type: ignore[assignment]
    told = [word for word in reading.facts.positions if word.claim in claims]
    divided = divisions_of(reading)
    shown = len(divided) if folding is None else folding.answers
    return Contrast(
        question=top["id"],
        slug=top["slug"],
        title=top["title"],
        date=top["happened"],
        state=min((states[row["id"]] for row in asked), key=lambda state: state.severity),
        statements=len({reading.facts.statements[word.id] for word in told}),
        speakers=len({word.speaker for word in told}),
        disputes=disputes_of(reading, asked, states, folding),
        splits=splits_of(reading, divided[:shown], folding),
        as_of=day_text(as_of) if as_of is not None else None,
        questions=len(asked),
        splits_folded=len(divided[shown:]),
    )


def subtree(reader: Reader, question: int) -> list[Row]:
    """A question and all under it, each right after its parent, in order of id."""
    rows = reader.rows(
        """WITH RECURSIVE tree(id) AS (
             SELECT id FROM question WHERE id = :id
             UNION SELECT q.id FROM question q JOIN tree t ON q.parent_id = t.id)
           SELECT q.* FROM question q JOIN tree t ON t.id = q.id ORDER BY q.id""",
        id=question,
    )
    children: dict[int | None, list[Row]] = {}
    for row in rows:
        children.setdefault(row["parent_id"], []).append(row)
    ordered: list[Row] = []
    stack = [row for row in rows if row["id"] == question]
    while stack:
        row = stack.pop()
        ordered.append(row)
        stack += reversed(children.get(row["id"], []))
    return ordered
