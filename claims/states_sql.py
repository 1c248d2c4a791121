"""The rule of ``claims.contest`` in SQL, for all questions or for many at once.

Temporary tables are filled one after the other, each by one ``INSERT ... SELECT`` that is a step of
the rule; four steps change ``words`` where they stand.  ``docs/rule.md`` tells the rule, and a
property test holds the two forms together.

    scope, figures, links      the questions looked at, their numbers, who contradicts whom
    words                      all that is said of their claims, verdicts among it       (scene)
    attributions, lines,       which house a speaker belongs to, and
      houses, disowned           which words were never said: they go          (scene, lineage)
    acts                       one date for all reports of an act                      (hearing)
    latest, reversals          every speaker's latest word; what it silences           (hearing)
    camps, tallies, rivals     who holds what, and which answers clash                 (clashes)
    flags, facts               what decides the state of a claim                          (rule)
    states, question_states    the result

Voices need not be gathered one by one.  Two camps clash when somebody of the one differs from
somebody of the other; so the least and the greatest id of each say it (``_apart``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, NamedTuple

from claims import scene
from claims.reader import Reader
from claims.vocabulary import FlagKind, LinkKind, Mode, Rating, Reason, Stance, State


class _Step(NamedTuple):
    """One temporary table: what it holds, how it is filled, what it is looked up by.

    Without columns: the table is there, and changes.
    """

    table: str
    columns: str
    sql: str
    keys: str = ""


def _cases(of: str, results: Mapping[Any, object]) -> str:
    """A CASE without its end; values of an enumeration are quoted, conditions are not."""
    whens = ((f"'{key}'" if isinstance(key, StrEnum) else key, to) for key, to in results.items())
    return f"CASE {of} " + " ".join(f"WHEN {key} THEN {to}" for key, to in whens)


_WEIGHT: dict[Stance, int] = {
    stance: stance.sign * (2 if stance.certain else 1)
    for stance in Stance
    if stance not in (Stance.REPORTS, Stance.RETRACTS)
}
"""+2 asserts, +1 suspects, 0 unsure or declines, -1 doubts, -2 denies; others have no voice."""

# -- the questions looked at, and what is said of their claims ---------------------------------

# Topics and events have no mode: what little is claimed right under them stands side by side.
_SCOPE = f"SELECT id, COALESCE(mode, '{Mode.OPEN}'), cumulative FROM question"

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

# A verdict is an act of its own: statements have ids above zero.
_WORDS = f"""
SELECT p.claim_id, q.question, {scene.CANONICAL.format("k")}, p.stance,
       {_cases("p.stance", _WEIGHT)} END, s.said_first, s.said_last, p.as_of_last,
       COALESCE(p.as_of_last, s.said_first), COALESCE(p.as_of_last, s.said_last),
       COALESCE(s.act_id, s.id), s.id
FROM scope q JOIN claim c ON c.question_id = q.question JOIN position p ON p.claim_id = c.id
JOIN statement s ON s.id = p.statement_id JOIN speaker k ON k.id = s.speaker_id
WHERE s.status = 'accepted'
UNION ALL
SELECT v.claim_id, q.question, {scene.CANONICAL.format("k")},
       {_cases("v.value", {rating: f"'{rating.stance}'" for rating in Rating})} END,
       {_cases("v.value", {rating: _WEIGHT[rating.stance] for rating in Rating})} END,
       v.rated_first, v.rated_last, NULL, v.rated_first, v.rated_last, -v.id, NULL
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

_UNSAID = "DELETE FROM words WHERE statement IN (SELECT statement FROM disowned)"

# -- every speaker's latest word ---------------------------------------------------------------

# The days on which all reports of an act agree; where they do not, all the days they name.
_ACTS = f"""
SELECT question, act,
       CASE WHEN MAX(said_first) <= MIN(said_last) THEN MAX(said_first) ELSE MIN(said_first) END,
       CASE WHEN MAX(said_first) <= MIN(said_last) THEN MIN(said_last) ELSE MAX(said_last) END
FROM words w
WHERE stance <> '{Stance.REPORTS}' AND EXISTS (SELECT 1 FROM statement s WHERE s.act_id = w.act)
GROUP BY question, act
HAVING MIN(said_first) < MAX(said_first) OR MIN(said_last) < MAX(said_last)
"""

_ONE_DATE = """
UPDATE words SET said_first = a.said_first, said_last = a.said_last,
    held_first = COALESCE(as_of, a.said_first), held_last = COALESCE(as_of, a.said_last)
FROM acts a WHERE a.question = words.question AND a.act = words.act
"""

# Only who speaks twice can silence himself: twice on a question, or on claims that a link joins.
_SEVERAL = f"""
SELECT question, speaker FROM words WHERE stance <> '{Stance.REPORTS}'
GROUP BY question, speaker HAVING COUNT(*) > 1
UNION
SELECT w.question, w.speaker FROM links k JOIN words w ON w.claim = k.claim
"""

_LATEST = f"""
SELECT w.claim, w.question, w.speaker, MAX(w.said_first),
       MAX(CASE WHEN w.stance = '{Stance.RETRACTS}' THEN w.said_last END),
       MAX(CASE WHEN w.weight > 0 THEN w.said_first END),
       MAX(CASE WHEN w.weight > 0 THEN w.held_first END)
FROM several m JOIN words w ON w.question = m.question AND w.speaker = m.speaker
WHERE w.stance <> '{Stance.REPORTS}' GROUP BY w.claim, w.speaker, w.question
"""


def _below(a: str, b: str) -> str:
    """That all numbers of one figure are lower than all of another."""
    return f"({a}.high < {b}.low OR ({a}.high = {b}.low AND ({a}.high_open OR {b}.low_open)))"


_DISJOINT = f"({_below('f', 'g')} OR {_below('g', 'f')})"

# The latest days of a speaker's + for answers that exclude one of his own: the day said, and for
# figures the day they hold for.
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
    FROM latest l JOIN latest o ON o.question = l.question AND o.speaker = l.speaker
    JOIN figures f ON f.question = l.question AND f.claim = l.claim
    JOIN figures g ON g.question = o.question AND g.claim = o.claim AND {_DISJOINT}
    WHERE o.claim <> l.claim
) r GROUP BY claim, speaker
"""

_REPLACED = """
UPDATE words SET weight = NULL FROM latest l
WHERE l.claim = words.claim AND l.speaker = words.speaker AND words.weight IS NOT NULL
AND (words.said_first <= l.retracted OR words.said_last < l.said)
"""

_REVERSED = """
UPDATE words SET weight = NULL FROM reversals r
WHERE r.claim = words.claim AND r.speaker = words.speaker AND words.weight > 0
AND (words.said_last < r.said OR words.held_last < r.held)
"""

# -- who clashes with whom ---------------------------------------------------------------------

_SIDES = {"plus": "> 0", "asserts": "= 2", "minus": "< 0", "denies": "= -2"}


def _ends(what: str, side: str) -> str:
    """The least and the greatest of something among the words of one side."""
    word = f"CASE WHEN w.weight {_SIDES[side]} THEN {what} END"
    return f"MIN({word}), MAX({word})"


_CAMPS = f"""
SELECT w.claim, MIN(w.question), {", ".join(_ends("w.speaker", side) for side in _SIDES)},
       {_ends("w.act", "asserts")},
       MIN(CASE WHEN w.weight > 0 THEN w.held_first END),
       MAX(CASE WHEN w.weight > 0 THEN w.held_last END),
       MAX(CASE WHEN w.weight = 0 THEN 1 END),
       MAX(CASE WHEN w.stance <> '{Stance.REPORTS}' THEN 1 END),
       MAX(CASE WHEN w.stance = '{Stance.REPORTS}' THEN 1 END)
FROM words w GROUP BY w.claim
"""
_CAMPS_COLUMNS = (
    "claim bigint, question bigint, "
    + ", ".join(f"{side}_low bigint, {side}_high bigint" for side in (*_SIDES, "act"))
    + ", held_first integer, held_last integer, neutral integer, counted integer, relayed integer"
)


def _apart(a: str, b: str) -> str:
    """That somebody of one camp is not somebody of the other: not true where one is empty."""
    return f"({a}_low <> {b}_high OR {a}_high <> {b}_low)"


_OPPOSED = f"({_apart('c.asserts', 'c.minus')} OR {_apart('c.plus', 'c.denies')})"
_RIVAL = f"({_apart('a.asserts', 'b.plus')} OR {_apart('a.plus', 'b.asserts')})"

# Counts that can only grow: it matters who said which figure when.
_TALLIES = """
SELECT w.claim, w.speaker, CASE WHEN w.weight = 2 THEN 1 ELSE 0 END,
       MIN(w.held_first), MAX(w.held_last)
FROM figures f JOIN words w ON w.claim = f.claim
WHERE f.cumulative AND w.weight > 0
GROUP BY w.claim, w.speaker, w.weight
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

# Asked only where it decides: a CASE stops at what is not so, an AND need not.
_INDEPENDENT = """CASE WHEN r.claim IS NULL AND c.minus_low IS NULL
    AND c.asserts_low <> c.asserts_high AND c.act_low <> c.act_high THEN (
        SELECT MIN(COALESCE(h.top, w.speaker)) <> MAX(COALESCE(h.top, w.speaker))
        FROM words w LEFT JOIN houses h ON h.speaker = w.speaker
        WHERE w.claim = c.claim AND w.weight = 2) END"""

_FACTS = f"""
SELECT s.id, s.question_id, COALESCE(f.settled = 1, FALSE), COALESCE({_OPPOSED}, FALSE),
       r.claim IS NOT NULL, COALESCE(f.contested = 1, FALSE),
       c.plus_low IS NOT NULL, c.asserts_low IS NOT NULL,
       COALESCE({_INDEPENDENT}, FALSE),
       c.minus_low IS NOT NULL, c.neutral IS NOT NULL,
       c.counted IS NOT NULL, c.relayed IS NOT NULL
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
SELECT claim, question, {_cases("", {when: f"'{state}'" for state, when in _STATES})}
           ELSE '{State.UNSOURCED}' END,
       RTRIM({" || ".join(f"CASE WHEN {r} THEN '{r},' ELSE '' END" for r in Reason)}, ',')
FROM facts
"""

_SEVERITY = _cases("s.state", {state: state.severity for state in State}) + " END"

_QUESTION_STATES = f"""
SELECT q.question, {_cases(f"MIN({_SEVERITY})", {s.severity: f"'{s}'" for s in State})}
       ELSE '{State.UNSOURCED}' END
FROM scope q LEFT JOIN states s ON s.question = q.question GROUP BY q.question
"""

# -- in order ----------------------------------------------------------------------------------

_SAID = "said_first integer, said_last integer"
_HELD = "held_first integer, held_last integer"

_STEPS = (
    _Step("figures", "claim bigint, question bigint, cumulative boolean, low double precision,"
          " high double precision, low_open boolean, high_open boolean", _FIGURES,
          "question, claim"),
    _Step("links", "claim bigint, other bigint", _LINKS),
    _Step("words", "claim bigint, question bigint, speaker bigint, stance text, weight integer,"
          f" {_SAID}, as_of integer, {_HELD}, act bigint, statement bigint", _WORDS,
          "claim, speaker"),
    _Step("attributions", f"statement bigint, owner bigint, speaker bigint, stance text, {_SAID}",
          _ATTRIBUTIONS, "statement"),
    _Step("lines", "speaker bigint, above bigint", _LINES, "speaker, above"),
    _Step("houses", "speaker bigint, top bigint", _HOUSES, "speaker"),
    _Step("disowned", "statement bigint", _DISOWNED),
    _Step("words", "", _UNSAID),
    _Step("acts", f"question bigint, act bigint, {_SAID}", _ACTS, "act, question"),
    _Step("words", "", _ONE_DATE),
    _Step("several", "question bigint, speaker bigint", _SEVERAL, "question, speaker"),
    _Step("latest", "claim bigint, question bigint, speaker bigint, said integer,"
          " retracted integer, plus_said integer, plus_held integer", _LATEST, "claim, speaker"),
    _Step("reversals", "claim bigint, speaker bigint, said integer, held integer", _REVERSALS,
          "claim, speaker"),
    _Step("words", "", _REPLACED),
    _Step("words", "", _REVERSED),
    _Step("camps", _CAMPS_COLUMNS, _CAMPS, "question, claim"),
    _Step("tallies", f"claim bigint, speaker bigint, certain integer, {_HELD}", _TALLIES, "claim"),
    _Step("rivals", "claim bigint", _RIVALS, "claim"),
    _Step("flags", "claim bigint, settled integer, contested integer", _FLAGS, "claim"),
    _Step("facts", _FACTS_COLUMNS, _FACTS),
    _Step("states", "claim bigint, question bigint, state text, reasons text", _CLAIM_STATES,
          "question"),
    _Step("question_states", "question bigint, state text", _QUESTION_STATES, "question"),
)  # fmt: skip
_TABLES = ("scope", *(step.table for step in _STEPS if step.columns))


@contextmanager
def judged(reader: Reader, questions: Iterable[int] | None = None) -> Iterator[None]:
    """What the rule finds, as temporary tables ``states`` and ``question_states`` while it lasts.

    Of all questions, or of these and all that ``contradicts`` links join to them.  Inside a
    transaction of the caller, whose end takes the tables along where an error left them.
    """
    ids: list[int] = []
    scope = _Step("scope", "question bigint, mode text, cumulative boolean", _SCOPE, "question")
    if questions is not None:
        ids = sorted(scene.closure(reader, questions, LinkKind.CONTRADICTS))
        scope = scope._replace(sql=f"{_SCOPE} WHERE {reader.within('id', 'ids')}")
    _discard(reader)
    _take(reader, scope, ids=ids)
    for step in _STEPS:
        _take(reader, step)
    yield
    _discard(reader)


def _take(reader: Reader, step: _Step, **parameters: list[int]) -> None:
    """Take one step.

    Postgres knows nothing of what is in a new table unless told, and would join badly.
    """
    if not step.columns:
        reader.execute(step.sql)
        return
    postgres = reader.dialect == "postgresql"
    end = " ON COMMIT DROP" if postgres else ""
    reader.execute(f"CREATE TEMPORARY TABLE {step.table} ({step.columns}){end}")
    reader.execute(f"INSERT INTO {step.table} {step.sql}", **parameters)
    if step.keys:
        reader.execute(f"CREATE INDEX {step.table}_keys ON {step.table} ({step.keys})")
    if postgres:
        reader.execute(f"ANALYZE {step.table}")


def _discard(reader: Reader) -> None:
    place = "pg_temp" if reader.dialect == "postgresql" else "temp"
    for table in _TABLES:
        reader.execute(f"DROP TABLE IF EXISTS {place}.{table}")
