"""What decides the state of a claim, and the state (``claims.contest.rule``)."""

from __future__ import annotations

from claims.states_sql.clashes import OPPOSED
from claims.states_sql.hearing import RELAY
from claims.states_sql.step import Step, cases
from claims.vocabulary import FlagKind, Reason, State

_FLAGS = f"""
SELECT claim, MAX(CASE WHEN kind = '{FlagKind.SETTLED}' THEN 1 ELSE 0 END),
       MAX(CASE WHEN kind = '{FlagKind.CONTESTED}' THEN 1 ELSE 0 END)
FROM (
    SELECT claim_id AS claim, kind FROM flag WHERE claim_id IS NOT NULL AND cleared_at IS NULL
    UNION ALL
    SELECT c.id, f.kind FROM flag f JOIN claim c ON c.question_id = f.question_id
    WHERE f.question_id IS NOT NULL AND f.cleared_at IS NULL
) f GROUP BY claim
"""

# Whether sources are independent is asked only where it decides.
_ASKED = """
SELECT c.question, c.claim FROM camps c
WHERE c.asserts_low <> c.asserts_high AND c.doubts_low IS NULL AND c.denies_low IS NULL
AND NOT EXISTS (SELECT 1 FROM rivals r WHERE r.question = c.question AND r.claim = c.claim)
"""

_INDEPENDENT = """
SELECT a.question, a.claim
FROM asked a CROSS JOIN words w LEFT JOIN houses h ON h.speaker = w.speaker
WHERE w.question = a.question AND w.claim = a.claim AND w.weight = 2
GROUP BY a.question, a.claim
HAVING MIN(COALESCE(h.top, w.speaker)) <> MAX(COALESCE(h.top, w.speaker))
AND MIN(w.act) <> MAX(w.act)
"""

_FACTS = f"""
SELECT s.question_id AS question, s.id AS claim,
       COALESCE(f.settled = 1, FALSE) AS settled, COALESCE({OPPOSED}, FALSE) AS opposed,
       r.claim IS NOT NULL AS rival, COALESCE(f.contested = 1, FALSE) AS flagged,
       COALESCE(c.asserts_low, c.suspects_low) IS NOT NULL AS plus,
       c.asserts_low IS NOT NULL AS certain, i.claim IS NOT NULL AS independent,
       COALESCE(c.doubts_low, c.denies_low) IS NOT NULL AS minus, c.neutral IS NOT NULL AS neutral,
       COALESCE(c.most > {RELAY}, FALSE) AS counted, c.claim IS NOT NULL AS relayed
FROM scope q CROSS JOIN claim s
LEFT JOIN camps c ON c.question = q.question AND c.claim = s.id
LEFT JOIN rivals r ON r.question = q.question AND r.claim = s.id
LEFT JOIN independent i ON i.question = q.question AND i.claim = s.id
LEFT JOIN flags f ON f.claim = s.id
WHERE s.question_id = q.question
"""

# The first that holds is the state, as in claims.contest.rule; who comes to "relayed" is no more.
_STATES = (
    (State.SETTLED, "settled"),
    (State.CONTESTED, "opposed OR rival OR flagged"),
    (State.CORROBORATED, "independent AND NOT minus"),
    (State.UNSETTLED, "plus AND (minus OR neutral OR NOT certain)"),
    (State.SINGLE_SOURCE, "plus"),
    (State.DENIED, "minus"),
    (State.OPEN, "neutral"),
    (State.WITHDRAWN, "counted"),
    (State.REPORTED, "relayed"),
)

_CLAIM_STATES = f"""
SELECT question, claim, {cases("", {when: f"'{state}'" for state, when in _STATES})}
           ELSE '{State.UNSOURCED}' END,
       RTRIM({" || ".join(f"CASE WHEN {r} THEN '{r},' ELSE '' END" for r in Reason)}, ',')
FROM ({_FACTS}) facts
"""

_SEVERITY = cases("s.state", {state: state.severity for state in State}) + " END"

_QUESTION_STATES = f"""
SELECT q.question, {cases(f"MIN({_SEVERITY})", {s.severity: f"'{s}'" for s in State})}
       ELSE '{State.UNSOURCED}' END
FROM scope q LEFT JOIN states s ON s.question = q.question GROUP BY q.question
"""

STEPS = (
    Step("flags", "claim bigint, settled integer, contested integer", _FLAGS, "claim"),
    Step("asked", "question bigint, claim bigint", _ASKED, "question, claim", sought=False),
    Step("independent", "question bigint, claim bigint", _INDEPENDENT, "question, claim"),
    Step("states", "question bigint, claim bigint, state text, reasons text", _CLAIM_STATES,
         "question, claim"),
    Step("question_states", "question bigint, state text", _QUESTION_STATES, "question"),
)  # fmt: skip
