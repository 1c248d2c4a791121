"""When is a claim contested? The rule of docs/rule.md, as pure code over plain values.

Neither database nor terminal: a :class:`Scene` goes in, an :class:`Assessment` of every claim comes
out, with the voices that count, those that do not and why, and who clashes with whom.  The steps,
one module each:

    hearing     every speaker's latest word           -> voices, superseded
    figures     how two numbers stand to each other   -> compare_figures
    clashes     opposed on a claim, rivals beside it  -> grounds
    rule        the ordered table of states           -> assess, question_states
    divisions   one house, two voices                 -> divisions

Every step is one pass of groupings and joins, nothing is iterated to a fixed point, so that SQL can
compute the same in bulk.  ``docs/rule.md`` tells the rule with examples.
"""

from claims.contest.divisions import Division, divisions
from claims.contest.figures import Figure, FigureRelation, compare_figures
from claims.contest.model import (
    Assessment,
    Claim,
    Exclusion,
    Ground,
    Id,
    Interval,
    Position,
    Question,
    Scene,
    Superseded,
    Verdict,
    Voice,
    Why,
)
from claims.contest.rule import assess, question_states

__all__ = [
    "Assessment",
    "Claim",
    "Division",
    "Exclusion",
    "Figure",
    "FigureRelation",
    "Ground",
    "Id",
    "Interval",
    "Position",
    "Question",
    "Scene",
    "Superseded",
    "Verdict",
    "Voice",
    "Why",
    "assess",
    "compare_figures",
    "divisions",
    "question_states",
]
