"""Who holds what, and which answers clash (``claims.contest.clashes``).

Voices need not be gathered one by one.  Two camps clash when somebody of the one differs from
somebody of the other; so the least and the greatest id of each say it (``_apart``).
"""

from __future__ import annotations

from claims.states_sql.step import FIGURE, HELD, Step, below
from claims.vocabulary import Mode

_CAMPS_OF = {2: "asserts", 1: "suspects", -1: "doubts", -2: "denies"}
"""By the weight of their words."""

_ENDS = ", ".join(
    f"{end}(speaker) FILTER (WHERE weight = {weight})"
    for weight in _CAMPS_OF
    for end in ("MIN", "MAX")
)

_CAMPS = f"""
SELECT question, claim, {_ENDS}, MAX(1) FILTER (WHERE weight = 0), MAX(weight)
FROM words GROUP BY question, claim
"""


def _columns(*camps: str) -> str:
    return ", ".join(f"{camp}_{end} bigint" for camp in camps for end in ("low", "high"))


def _apart(a: str, b: str) -> str:
    """That somebody of one camp is not somebody of the other: not true where one is empty."""
    return f"{a}_low <> {b}_high OR {a}_high <> {b}_low"


def _any_apart(*pairs: tuple[str, str]) -> str:
    return "(" + " OR ".join(_apart(a, b) for a, b in pairs) + ")"


OPPOSED = _any_apart(
    ("c.asserts", "c.doubts"), ("c.asserts", "c.denies"), ("c.suspects", "c.denies")
)
"""That a + and a - on a claim clash."""

_RIVAL = _any_apart(
    ("a.asserts", "b.asserts"), ("a.asserts", "b.suspects"), ("a.suspects", "b.asserts")
)

# Counts that can only grow: it matters who said which figure when.
_TALLIES = """
SELECT w.claim, w.speaker, CASE WHEN w.weight = 2 THEN 1 ELSE 0 END,
       MIN(COALESCE(w.as_of, w.said_first)), MAX(COALESCE(w.as_of, w.said_last))
FROM figures f CROSS JOIN words w
WHERE f.cumulative AND w.question = f.question AND w.claim = f.claim AND w.weight > 0
GROUP BY w.claim, w.speaker, w.weight
"""

# The figures that somebody affirms.
_STAKES = """
SELECT f.question, f.claim, f.cumulative, f.low, f.high, f.low_open, f.high_open,
       c.asserts_low, c.asserts_high, c.suspects_low, c.suspects_high, t.held_first, t.held_last
FROM figures f JOIN camps c ON c.question = f.question AND c.claim = f.claim
LEFT JOIN (SELECT claim, MIN(held_first) AS held_first, MAX(held_last) AS held_last
    FROM tallies GROUP BY claim) t ON t.claim = f.claim
WHERE COALESCE(c.asserts_low, c.suspects_low) IS NOT NULL
"""


def _lower(a: str, b: str) -> str:
    """That one figure is lower, and does not certainly hold for an earlier day if counts grow."""
    return f"""({below(a, b)} AND (NOT a.cumulative OR EXISTS (
        SELECT 1 FROM tallies x JOIN tallies y ON y.claim = {b}.claim
        WHERE x.claim = {a}.claim AND x.speaker <> y.speaker AND x.certain + y.certain > 0
        AND x.held_last >= y.held_first
        AND x.held_last >= {b}.held_first AND y.held_first <= {a}.held_last)))"""


_RIVALS = f"""
SELECT a.question, a.claim FROM scope q CROSS JOIN camps a
WHERE q.mode = '{Mode.EXCLUSIVE}' AND a.question = q.question AND EXISTS (
    SELECT 1 FROM camps b WHERE b.question = a.question AND b.claim <> a.claim AND {_RIVAL})
UNION
SELECT a.question, a.claim FROM links k
JOIN camps a ON a.question = k.question AND a.claim = k.claim
JOIN camps b ON b.question = k.far AND b.claim = k.other
WHERE {_RIVAL}
UNION
SELECT a.question, a.claim FROM stakes a WHERE EXISTS (
    SELECT 1 FROM stakes b WHERE b.question = a.question AND {_RIVAL}
    AND ({_lower("a", "b")} OR {_lower("b", "a")}))
"""

STEPS = (
    Step("camps", f"question bigint, claim bigint, {_columns(*_CAMPS_OF.values())},"
         " neutral integer, most integer", _CAMPS, "question, claim"),
    Step("tallies", f"claim bigint, speaker bigint, certain integer, {HELD}", _TALLIES,
         "claim, speaker, certain"),
    Step("stakes", f"question bigint, claim bigint, cumulative boolean, {FIGURE},"
         f" {_columns('asserts', 'suspects')}, {HELD}", _STAKES, "question, claim"),
    Step("rivals", "question bigint, claim bigint", _RIVALS, "question, claim"),
)  # fmt: skip
