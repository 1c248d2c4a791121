"""The rule of ``claims.contest`` in SQL, for all questions or for many at once.

Temporary tables are filled one after the other, each by one ``INSERT ... SELECT`` that is a step of
the rule; ``docs/rule.md`` tells the rule, and a property test holds the two forms together.

    scope, figures, links      the questions looked at, their numbers, who contradicts whom
    words                      all that is said of their claims, verdicts among it       (scene)
    attributions, lines,       whose words were never said, and
      houses, disowned           which house a speaker belongs to              (scene, lineage)
    acts, dated                one date for all reports of an act                      (hearing)
    latest, reversals, heard   every speaker's latest word, what is silenced           (hearing)
    camps, tallies, rivals     who holds what, and which answers clash                 (clashes)
    flags, facts               what decides the state of a claim                          (rule)
    states, question_states    the result

Voices need not be gathered one by one.  Two camps clash when somebody of the one differs from
somebody of the other; so the least and the greatest id of each say it (``_apart``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from claims import scene
from claims.reader import Reader
from claims.vocabulary import FlagKind, LinkKind, Mode, Rating, Reason, Stance, State


class _Step(NamedTuple):
    """One temporary table: what it holds, how it is filled, what it is looked up by."""

    table: str
    columns: str
    query: str
    keys: str = ""


def _listed(stances: Iterable[Stance]) -> str:
    return "(" + ", ".join(f"'{stance}'" for stance in stances) + ")"


def _cases(of: str, pairs: Iterable[tuple[object, object]]) -> str:
    return f"CASE {of} " + " ".join(f"WHEN {a!s} THEN {b!s}" for a, b in pairs)


_PLUS = _listed(stance for stance in Stance if stance.sign > 0)
_MINUS = _listed(stance for stance in Stance if stance.sign < 0)
_NEUTRAL = _listed((Stance.UNSURE, Stance.DECLINES))
_MUTE = _listed((Stance.REPORTS, Stance.RETRACTS))

# -- the questions looked at, and what is said of their claims ---------------------------------

# Topics and events have no mode: what little is claimed right under them stands side by side.
_SCOPE = _Step(
    "scope",
    "question bigint, mode text, cumulative boolean",
    f"SELECT id, COALESCE(mode, '{Mode.OPEN}'), cumulative FROM question",
    "question",
)

_FIGURES = f"""
SELECT c.id, c.question_id, q.cumulative, c.low, c.high, c.low_open, c.high_open
FROM scope q JOIN claim c ON c.question_id = q.question
WHERE q.mode = '{Mode.NUMBER}' AND c.number IS NOT NULL
"""

_LINKS = f"""
SELECT l.a_id, l.b_id FROM link l
JOIN claim c ON c.id = l.a_id JOIN scope q ON q.question = c.question_id
WHERE l.kind = '{LinkKind.CONTRADICTS}'
UNION ALL
SELECT l.b_id, l.a_id FROM link l
JOIN claim c ON c.id = l.b_id JOIN scope q ON q.question = c.question_id
WHERE l.kind = '{LinkKind.CONTRADICTS}'
"""

_STANCE_OF_VERDICT = _cases("v.value", ((f"'{r}'", f"'{r.stance}'") for r in Rating)) + " END"

# A verdict is an act of its own: statements have ids above zero.
_WORDS = f"""
SELECT p.claim_id, q.question, {scene.CANONICAL.format("k")}, p.stance,
       s.said_first, s.said_last, p.as_of_last, COALESCE(s.act_id, s.id), s.id
FROM scope q JOIN claim c ON c.question_id = q.question JOIN position p ON p.claim_id = c.id
JOIN statement s ON s.id = p.statement_id JOIN speaker k ON k.id = s.speaker_id
WHERE s.status = 'accepted'
UNION ALL
SELECT v.claim_id, q.question, {scene.CANONICAL.format("k")}, {_STANCE_OF_VERDICT},
       v.rated_first, v.rated_last, NULL, -v.id, NULL
FROM scope q JOIN claim c ON c.question_id = q.question JOIN verdict v ON v.claim_id = c.id
JOIN speaker k ON k.id = v.reviewer_id
WHERE v.value IS NOT NULL
"""

# -- words that were never said ----------------------------------------------------------------

_ATTRIBUTIONS = f"""
SELECT c.about_id, {scene.CANONICAL.format("o")}, {scene.CANONICAL.format("k")}, p.stance,
       s.said_first, s.said_last
FROM claim c
JOIN statement a ON a.id = c.about_id JOIN speaker o ON o.id = a.speaker_id
JOIN position p ON p.claim_id = c.id JOIN statement s ON s.id = p.statement_id
JOIN speaker k ON k.id = s.speaker_id
WHERE c.about_id IS NOT NULL AND s.status = 'accepted'
"""

# Everyone above a speaker, for all whose house matters and all above them.
_LINES = f"""
WITH RECURSIVE
upward(speaker, parent) AS (
    SELECT k.id, {scene.CANONICAL.format("h")} FROM speaker k JOIN speaker h ON h.id = k.parent_id),
member(speaker) AS (
    SELECT speaker FROM words UNION SELECT owner FROM attributions
    UNION SELECT speaker FROM attributions),
line(speaker) AS (
    SELECT speaker FROM member
    UNION
    SELECT u.parent FROM line l JOIN upward u ON u.speaker = l.speaker),
climb(speaker, above) AS (
    SELECT u.speaker, u.parent FROM line l JOIN upward u ON u.speaker = l.speaker
    UNION
    SELECT c.speaker, u.parent FROM climb c JOIN upward u ON u.speaker = c.above)
SELECT speaker, above FROM climb
"""

# The one above with nobody above; in a cycle the least of those who stand above themselves.
_HOUSES = """
SELECT l.speaker, COALESCE(
    MIN(CASE WHEN NOT EXISTS (SELECT 1 FROM lines u WHERE u.speaker = l.above) THEN l.above END),
    MIN(CASE WHEN EXISTS (SELECT 1 FROM lines u WHERE u.speaker = l.above AND u.above = l.above)
        THEN l.above END))
FROM lines l GROUP BY l.speaker
"""

_DISOWNED = f"""
SELECT a.statement FROM attributions a
LEFT JOIN houses o ON o.speaker = a.owner LEFT JOIN houses k ON k.speaker = a.speaker
WHERE a.stance = '{Stance.DENIES}'
AND COALESCE(o.top, a.owner) = COALESCE(k.top, a.speaker)
AND NOT EXISTS (
    SELECT 1 FROM attributions t WHERE t.statement = a.statement AND t.speaker = a.speaker
    AND t.stance IN ('{Stance.ASSERTS}', '{Stance.RETRACTS}') AND t.said_first > a.said_last)
UNION
SELECT c.about_id FROM claim c JOIN verdict v ON v.claim_id = c.id
WHERE c.about_id IS NOT NULL AND v.value IN ('{Rating.FALSE}', '{Rating.MISATTRIBUTED}')
"""

# -- every speaker's latest word ---------------------------------------------------------------

# The days on which all reports of an act agree; where they do not, all the days they name.
_ACTS = f"""
SELECT question, act,
       CASE WHEN MAX(said_first) <= MIN(said_last) THEN MAX(said_first) ELSE MIN(said_first) END,
       CASE WHEN MAX(said_first) <= MIN(said_last) THEN MIN(said_last) ELSE MAX(said_last) END
FROM words w
WHERE stance <> '{Stance.REPORTS}'
AND EXISTS (SELECT 1 FROM statement s WHERE s.act_id = w.act)
AND NOT EXISTS (SELECT 1 FROM disowned d WHERE d.statement = w.statement)
GROUP BY question, act
"""

_DATED = f"""
SELECT w.claim, w.question, w.speaker, w.stance,
       COALESCE(a.said_first, w.said_first), COALESCE(a.said_last, w.said_last),
       COALESCE(w.as_of, a.said_first, w.said_first), COALESCE(w.as_of, a.said_last, w.said_last),
       w.act
FROM words w
LEFT JOIN acts a ON a.question = w.question AND a.act = w.act AND w.stance <> '{Stance.REPORTS}'
WHERE NOT EXISTS (SELECT 1 FROM disowned d WHERE d.statement = w.statement)
"""

_LATEST = f"""
SELECT claim, question, speaker, MAX(said_first),
       MAX(CASE WHEN stance = '{Stance.RETRACTS}' THEN said_last END),
       MAX(CASE WHEN stance IN {_PLUS} THEN said_first END),
       MAX(CASE WHEN stance IN {_PLUS} THEN held_first END)
FROM dated WHERE stance <> '{Stance.REPORTS}' GROUP BY claim, question, speaker
"""


def _below(a: str, b: str) -> str:
    """That all numbers of one figure are lower than all of another."""
    return (
        f"({a}.high < {b}.low OR ({a}.high = {b}.low AND ({a}.high_open OR {b}.low_open)))"
    )


_DISJOINT = f"({_below('f', 'g')} OR {_below('g', 'f')})"

# The latest days of a speaker's + for answers that exclude one he affirmed: of those said later, and
# of figures that hold for later.
_REVERSALS = f"""
SELECT claim, speaker, MAX(said), MAX(held) FROM (
    SELECT l.claim, l.speaker, a.said, CAST(NULL AS integer) AS held
    FROM latest l JOIN (
        SELECT l.question, l.speaker, MAX(l.plus_said) AS said
        FROM latest l JOIN scope q ON q.question = l.question AND q.mode = '{Mode.EXCLUSIVE}'
        WHERE l.plus_said IS NOT NULL
        GROUP BY l.question, l.speaker HAVING COUNT(*) > 1
    ) a ON a.question = l.question AND a.speaker = l.speaker
    UNION ALL
    SELECT l.claim, l.speaker, o.plus_said, NULL
    FROM links k JOIN latest l ON l.claim = k.claim
    JOIN latest o ON o.claim = k.other AND o.speaker = l.speaker
    UNION ALL
    SELECT l.claim, l.speaker, CAST(NULL AS integer), o.plus_held
    FROM figures f JOIN figures g ON g.question = f.question AND {_DISJOINT}
    JOIN latest l ON l.claim = f.claim
    JOIN latest o ON o.claim = g.claim AND o.speaker = l.speaker
) r GROUP BY claim, speaker
"""

_HEARD = f"""
SELECT d.claim, d.question, d.speaker,
       CASE WHEN d.stance = '{Stance.RETRACTS}'
            OR d.said_first <= l.retracted
            OR d.said_last < l.said
            OR (d.stance IN {_PLUS} AND (d.said_last < r.said OR d.held_last < r.held))
       THEN 'silenced' ELSE d.stance END,
       d.held_first, d.held_last, d.act
FROM dated d
LEFT JOIN latest l
    ON l.claim = d.claim AND l.speaker = d.speaker AND d.stance <> '{Stance.REPORTS}'
LEFT JOIN reversals r ON r.claim = d.claim AND r.speaker = d.speaker
"""

# -- who clashes with whom ---------------------------------------------------------------------

_SIDES = {
    "plus": f"IN {_PLUS}",
    "asserts": f"= '{Stance.ASSERTS}'",
    "minus": f"IN {_MINUS}",
    "denies": f"= '{Stance.DENIES}'",
}


def _ends(what: str, stance: str) -> str:
    """The least and the greatest of something among the words of a stance."""
    return ", ".join(f"{end}(CASE WHEN w.stance {stance} THEN {what} END)" for end in ("MIN", "MAX"))


_CAMPS = f"""
SELECT w.claim, w.question, {", ".join(_ends("w.speaker", stance) for stance in _SIDES.values())},
       {_ends("COALESCE(h.top, w.speaker)", _SIDES["asserts"])},
       {_ends("w.act", _SIDES["asserts"])},
       MIN(CASE WHEN w.stance {_SIDES["plus"]} THEN w.held_first END),
       MAX(CASE WHEN w.stance {_SIDES["plus"]} THEN w.held_last END),
       MAX(CASE WHEN w.stance IN {_NEUTRAL} THEN 1 ELSE 0 END),
       MAX(CASE WHEN w.stance <> '{Stance.REPORTS}' THEN 1 ELSE 0 END),
       MAX(CASE WHEN w.stance = '{Stance.REPORTS}' THEN 1 ELSE 0 END)
FROM heard w LEFT JOIN houses h ON h.speaker = w.speaker
GROUP BY w.claim, w.question
"""
_CAMPS_COLUMNS = (
    "claim bigint, question bigint, "
    + ", ".join(f"{side}_low bigint, {side}_high bigint" for side in (*_SIDES, "house", "act"))
    + ", held_first integer, held_last integer, neutral integer, counted integer, relayed integer"
)


def _apart(a: str, b: str) -> str:
    """That somebody of one camp is not somebody of the other: not true where one is empty."""
    return f"({a}_low <> {b}_high OR {a}_high <> {b}_low)"


_OPPOSED = f"({_apart('c.asserts', 'c.minus')} OR {_apart('c.plus', 'c.denies')})"
_RIVAL = f"({_apart('a.asserts', 'b.plus')} OR {_apart('a.plus', 'b.asserts')})"

# Counts that can only grow: it matters who said which figure when.
_TALLIES = f"""
SELECT w.claim, w.speaker, CASE WHEN w.stance = '{Stance.ASSERTS}' THEN 1 ELSE 0 END,
       MIN(w.held_first), MAX(w.held_last)
FROM figures f JOIN heard w ON w.claim = f.claim
WHERE f.cumulative AND w.stance IN {_PLUS}
GROUP BY w.claim, w.speaker, w.stance
"""

# The lower figure of a growing count clashes where it does not certainly hold for an earlier day.
_NOT_UPDATED = """EXISTS (
    SELECT 1 FROM tallies x JOIN tallies y ON y.claim = {high}.claim
    WHERE x.claim = {low}.claim AND x.speaker <> y.speaker AND x.certain + y.certain > 0
    AND x.held_last >= y.held_first
    AND x.held_last >= {high}.held_first AND y.held_first <= {low}.held_last)"""

_RIVALS = f"""
SELECT a.claim FROM camps a JOIN scope q ON q.question = a.question
WHERE q.mode = '{Mode.EXCLUSIVE}' AND EXISTS (
    SELECT 1 FROM camps b WHERE b.question = a.question AND b.claim <> a.claim AND {_RIVAL})
UNION
SELECT a.claim FROM links k JOIN camps a ON a.claim = k.claim JOIN camps b ON b.claim = k.other
WHERE {_RIVAL}
UNION
SELECT a.claim FROM camps a JOIN figures f ON f.claim = a.claim
WHERE EXISTS (
    SELECT 1 FROM figures g JOIN camps b ON b.claim = g.claim
    WHERE g.question = f.question AND {_RIVAL} AND (
        ({_below("f", "g")} AND (NOT f.cumulative OR {_NOT_UPDATED.format(low="a", high="b")}))
        OR ({_below("g", "f")} AND (NOT f.cumulative OR {_NOT_UPDATED.format(low="b", high="a")}))
    ))
"""

# -- the state ---------------------------------------------------------------------------------

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

_FACTS = f"""
SELECT s.id, s.question_id, COALESCE(f.settled = 1, FALSE), COALESCE({_OPPOSED}, FALSE),
       r.claim IS NOT NULL, COALESCE(f.contested = 1, FALSE),
       c.plus_low IS NOT NULL, c.asserts_low IS NOT NULL,
       COALESCE(c.house_low <> c.house_high AND c.act_low <> c.act_high, FALSE),
       c.minus_low IS NOT NULL, COALESCE(c.neutral = 1, FALSE),
       COALESCE(c.counted = 1, FALSE), COALESCE(c.relayed = 1, FALSE)
FROM scope q JOIN claim s ON s.question_id = q.question
LEFT JOIN camps c ON c.claim = s.id LEFT JOIN rivals r ON r.claim = s.id
LEFT JOIN flags f ON f.claim = s.id
"""
_FACTS_COLUMNS = "claim bigint, question bigint, " + ", ".join(
    f"{fact} boolean"
    for fact in "settled opposed rival flagged plus certain independent minus neutral counted"
    " relayed".split()
)

# The first that holds is the state, as in claims.contest.rule.
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
SELECT claim, question, {_cases("", ((when, f"'{state}'") for state, when in _STATES))}
           ELSE '{State.UNSOURCED}' END,
       RTRIM({" || ".join(f"CASE WHEN {r} THEN '{r},' ELSE '' END" for r in Reason)}, ',')
FROM facts
"""

_SEVERITY = _cases("s.state", ((f"'{state}'", state.severity) for state in State)) + " END"

_QUESTION_STATES = f"""
SELECT q.question, {_cases(f"MIN({_SEVERITY})", ((s.severity, f"'{s}'") for s in State))}
       ELSE '{State.UNSOURCED}' END
FROM scope q LEFT JOIN states s ON s.question = q.question GROUP BY q.question
"""

# -- in order ----------------------------------------------------------------------------------

_SAID = "said_first integer, said_last integer"
_HELD = "held_first integer, held_last integer"
_WORD = "claim bigint, question bigint, speaker bigint, stance text"

_STEPS = (
    _Step("figures", "claim bigint, question bigint, cumulative boolean, low double precision,"
          " high double precision, low_open boolean, high_open boolean", _FIGURES, "question"),
    _Step("links", "claim bigint, other bigint", _LINKS),
    _Step("words", f"{_WORD}, {_SAID}, as_of integer, act bigint, statement bigint", _WORDS),
    _Step("attributions", f"statement bigint, owner bigint, speaker bigint, stance text, {_SAID}",
          _ATTRIBUTIONS, "statement"),
    _Step("lines", "speaker bigint, above bigint", _LINES, "speaker, above"),
    _Step("houses", "speaker bigint, top bigint", _HOUSES, "speaker"),
    _Step("disowned", "statement bigint", _DISOWNED, "statement"),
    _Step("acts", f"question bigint, act bigint, {_SAID}", _ACTS, "act, question"),
    _Step("dated", f"{_WORD}, {_SAID}, {_HELD}, act bigint", _DATED),
    _Step("latest", "claim bigint, question bigint, speaker bigint, said integer,"
          " retracted integer, plus_said integer, plus_held integer", _LATEST, "claim, speaker"),
    _Step("reversals", "claim bigint, speaker bigint, said integer, held integer", _REVERSALS,
          "claim, speaker"),
    _Step("heard", f"{_WORD}, {_HELD}, act bigint", _HEARD, "claim"),
    _Step("camps", _CAMPS_COLUMNS, _CAMPS, "question, claim"),
    _Step("tallies", f"claim bigint, speaker bigint, certain integer, {_HELD}", _TALLIES, "claim"),
    _Step("rivals", "claim bigint", _RIVALS, "claim"),
    _Step("flags", "claim bigint, settled integer, contested integer", _FLAGS, "claim"),
    _Step("facts", _FACTS_COLUMNS, _FACTS),
    _Step("states", "claim bigint, question bigint, state text, reasons text", _CLAIM_STATES,
          "question"),
    _Step("question_states", "question bigint, state text", _QUESTION_STATES, "question"),
)  # fmt: skip


@contextmanager
def judged(reader: Reader, questions: Iterable[int] | None = None) -> Iterator[None]:
    """What the rule finds, as temporary tables ``states`` and ``question_states`` while it lasts.

    Of all questions, or of these and all that ``contradicts`` links join to them.  Inside a
    transaction of the caller, whose end takes the tables along where an error left them.
    """
    ids: list[int] = []
    within = ""
    if questions is not None:
        ids = sorted(scene.closure(reader, questions, LinkKind.CONTRADICTS))
        within = f" WHERE {reader.within('id', 'ids')}"
    _discard(reader)
    _fill(reader, _SCOPE._replace(query=_SCOPE.query + within), ids=ids)
    for step in _STEPS:
        _fill(reader, step)
    yield
    _discard(reader)


def _fill(reader: Reader, step: _Step, **parameters: list[int]) -> None:
    """Make and fill one table.

    Postgres knows nothing of what is in a new one unless told, and would join badly.
    """
    end = " ON COMMIT DROP" if reader.dialect == "postgresql" else ""
    reader.execute(f"CREATE TEMPORARY TABLE {step.table} ({step.columns}){end}")
    reader.execute(f"INSERT INTO {step.table} {step.query}", **parameters)
    if step.keys:
        reader.execute(f"CREATE INDEX {step.table}_keys ON {step.table} ({step.keys})")
    if reader.dialect == "postgresql":
        reader.execute(f"ANALYZE {step.table}")


def _discard(reader: Reader) -> None:
    place = "pg_temp" if reader.dialect == "postgresql" else "temp"
    for step in (_SCOPE, *_STEPS):
        reader.execute(f"DROP TABLE IF EXISTS {place}.{step.table}")
