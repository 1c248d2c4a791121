"""What is said of the claims, and every speaker's latest word (``claims.contest.hearing``).

All that is said is in ``words``, one row each, whose ``weight`` says what it does: its sign is for
or against, 2 certain, 1 not, 0 unsure; ``SILENT`` lends no voice, nor does a ``RELAY``.  Most
speakers speak once on a question: the steps between look only at questions where one does twice.
"""

from __future__ import annotations

from claims import scene
from claims.states_sql.step import FIGURE, SAID, Step, below, cases
from claims.vocabulary import LinkKind, Mode, Rating, Stance

RELAY, SILENT = -9, -8
"""Weights of what only relays, and of what retracts, was retracted or replaced."""

_WEIGHT: dict[Stance, int] = {
    stance: stance.sign * (2 if stance.certain else 1) for stance in Stance
} | {Stance.REPORTS: RELAY, Stance.RETRACTS: SILENT}

# -- the questions looked at, and what is said of their claims ---------------------------------

# Topics and events have no mode: what little is claimed right under them stands side by side.
SCOPE = f"SELECT id, COALESCE(mode, '{Mode.OPEN}'), cumulative FROM question"

# SQLite joins in the order written where it says CROSS.
_FIGURES = f"""
SELECT c.question_id, c.id, q.cumulative, c.low, c.high, c.low_open, c.high_open
FROM scope q CROSS JOIN claim c
WHERE q.mode = '{Mode.NUMBER}' AND c.question_id = q.question AND c.number IS NOT NULL
"""

_LINKS = """
SELECT c.question_id, c.id, o.question_id, o.id FROM link l
JOIN claim c ON c.id = l.{a} JOIN scope q ON q.question = c.question_id
JOIN claim o ON o.id = l.{b}
WHERE l.kind = '{kind}'
"""
_LINKS_BOTH_WAYS = " UNION ALL ".join(
    _LINKS.format(a=a, b=b, kind=LinkKind.CONTRADICTS)
    for a, b in (("a_id", "b_id"), ("b_id", "a_id"))
)

_MERGED = "SELECT id, merged_into FROM speaker WHERE merged_into > 0"


def _words(*, whole: bool) -> str:
    """Where all is wanted, positions are read as they lie, else question by question."""
    claims, within = (
        ("{0} CROSS JOIN claim c", "TRUE")
        if whole
        else ("scope q CROSS JOIN claim c CROSS JOIN {0}", "c.question_id = q.question")
    )
    # A verdict is an act of its own: statements have ids above zero.
    return f"""
SELECT c.question_id, c.id, p.id, COALESCE(m.kept, s.speaker_id), {cases("p.stance", _WEIGHT)} END,
       s.said_first, s.said_last, p.as_of_last, COALESCE(s.act_id, s.id)
FROM {claims.format("position p")} CROSS JOIN statement s
LEFT JOIN merged m ON m.speaker = s.speaker_id
WHERE {within} AND p.claim_id = c.id AND s.id = p.statement_id AND s.status = 'accepted'
UNION ALL
SELECT c.question_id, c.id, -v.id, COALESCE(m.kept, v.reviewer_id),
       {cases("v.value", {rating: _WEIGHT[rating.stance] for rating in Rating})} END,
       v.rated_first, v.rated_last, NULL, -v.id
FROM {claims.format("verdict v")} LEFT JOIN merged m ON m.speaker = v.reviewer_id
WHERE {within} AND v.claim_id = c.id AND v.value IS NOT NULL
"""


# -- words that were never said ----------------------------------------------------------------

_ATTRIBUTIONS = f"""
SELECT c.about_id, {scene.CANONICAL.format("o")}, {scene.CANONICAL.format("k")}, p.stance,
       s.said_first, s.said_last
FROM claim c
JOIN statement a ON a.id = c.about_id JOIN speaker o ON o.id = a.speaker_id
JOIN position p ON p.claim_id = c.id JOIN statement s ON s.id = p.statement_id
JOIN speaker k ON k.id = s.speaker_id
WHERE c.about_id > 0 AND s.status = 'accepted'
"""

_PARENTS = f"""
SELECT k.id, {scene.CANONICAL.format("h")} FROM speaker k JOIN speaker h ON h.id = k.parent_id
"""

# Of those whose house matters, and of all above them.
_THEIR_PARENTS = f"""
WITH RECURSIVE line(speaker) AS (
    SELECT speaker FROM (SELECT speaker FROM words UNION SELECT owner FROM attributions
        UNION SELECT speaker FROM attributions) member
    UNION
    SELECT {scene.CANONICAL.format("h")} FROM line l CROSS JOIN speaker k CROSS JOIN speaker h
    WHERE k.id = l.speaker AND h.id = k.parent_id)
SELECT l.speaker, {scene.CANONICAL.format("h")} FROM line l CROSS JOIN speaker k
CROSS JOIN speaker h WHERE k.id = l.speaker AND h.id = k.parent_id
"""

# Everyone above a speaker.
_LINES = """
WITH RECURSIVE climb(speaker, above) AS (
    SELECT speaker, parent FROM parents
    UNION
    SELECT c.speaker, p.parent FROM climb c JOIN parents p ON p.speaker = c.above)
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
WHERE c.about_id > 0 AND v.value IN ('{Rating.FALSE}', '{Rating.MISATTRIBUTED}')
"""

_UNSAID = """
DELETE FROM words WHERE (question, claim, word) IN (
    SELECT c.question_id, c.id, p.id FROM disowned d CROSS JOIN position p CROSS JOIN claim c
    WHERE p.statement_id = d.statement AND c.id = p.claim_id)
"""

# -- every speaker's latest word ---------------------------------------------------------------

# Only who speaks twice can silence himself: twice on a question, or on claims that a link joins.
_SEVERAL = f"""
SELECT question, speaker FROM words WHERE weight > {RELAY} AND question IN (
    SELECT question FROM words WHERE weight > {RELAY}
    GROUP BY question HAVING COUNT(DISTINCT speaker) < COUNT(*))
GROUP BY question, speaker HAVING COUNT(*) > 1
UNION
SELECT w.question, w.speaker FROM links k CROSS JOIN words w
WHERE w.question = k.question AND w.claim = k.claim
"""

# The days on which all reports of an act agree; where they do not, all the days they name.  Dates
# matter where somebody speaks twice, and to counts that grow.
_ACTS = f"""
SELECT question, act,
       CASE WHEN MAX(said_first) <= MIN(said_last) THEN MAX(said_first) ELSE MIN(said_first) END,
       CASE WHEN MAX(said_first) <= MIN(said_last) THEN MIN(said_last) ELSE MAX(said_last) END
FROM words
WHERE weight > {RELAY} AND question IN (
    SELECT question FROM several UNION SELECT question FROM figures WHERE cumulative)
GROUP BY question, act
HAVING MIN(said_first) < MAX(said_first) OR MIN(said_last) < MAX(said_last)
"""

# That a question is among those leads SQLite to its words; it would read all of them.
_ONE_DATE = """
UPDATE words SET said_first = a.said_first, said_last = a.said_last FROM acts a
WHERE words.question IN (SELECT question FROM acts)
AND a.question = words.question AND a.act = words.act
"""

_LATEST = f"""
SELECT w.claim, w.question, w.speaker, MAX(w.said_first),
       MAX(CASE WHEN w.weight = {SILENT} THEN w.said_last END),
       MAX(CASE WHEN w.weight > 0 THEN w.said_first END),
       MAX(CASE WHEN w.weight > 0 THEN COALESCE(w.as_of, w.said_first) END)
FROM words w JOIN several m ON m.question = w.question AND m.speaker = w.speaker
WHERE w.question IN (SELECT question FROM several) AND w.weight > {RELAY}
GROUP BY w.question, w.claim, w.speaker
"""

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
    FROM links k JOIN latest l ON l.question = k.question AND l.claim = k.claim
    JOIN latest o ON o.question = k.far AND o.speaker = l.speaker AND o.claim = k.other
    UNION ALL
    SELECT l.claim, l.speaker, CAST(NULL AS integer), o.plus_held
    FROM latest l CROSS JOIN latest o CROSS JOIN figures f CROSS JOIN figures g
    WHERE o.question = l.question AND o.speaker = l.speaker AND o.claim <> l.claim
    AND f.question = l.question AND f.claim = l.claim
    AND g.question = o.question AND g.claim = o.claim
    AND ({below("f", "g")} OR {below("g", "f")})
) r GROUP BY claim, speaker
"""

_REPLACED = f"""
UPDATE words SET weight = {SILENT} FROM latest l
WHERE words.question IN (SELECT question FROM several)
AND l.question = words.question AND l.speaker = words.speaker AND l.claim = words.claim
AND words.weight > {SILENT}
AND (words.said_first <= l.retracted OR words.said_last < l.said)
"""

_REVERSED = f"""
UPDATE words SET weight = {SILENT} FROM reversals r
WHERE words.question IN (SELECT question FROM several)
AND r.claim = words.claim AND r.speaker = words.speaker AND words.weight > 0
AND (words.said_last < r.said OR COALESCE(words.as_of, words.said_last) < r.held)
"""


def steps(*, whole: bool) -> tuple[Step, ...]:
    """What is heard of all questions, or of those in scope."""
    return (
        Step("figures", f"question bigint, claim bigint, cumulative boolean, {FIGURE}", _FIGURES,
             "question, claim"),
        Step("links", "question bigint, claim bigint, far bigint, other bigint", _LINKS_BOTH_WAYS),
        Step("merged", "speaker bigint, kept bigint", _MERGED, "speaker"),
        Step("words", "question bigint, claim bigint, word bigint, speaker bigint, weight integer,"
             f" {SAID}, as_of integer, act bigint", _words(whole=whole), "question, claim, word",
             sought=False),
        Step("attributions", f"statement bigint, owner bigint, speaker bigint, stance text, {SAID}",
             _ATTRIBUTIONS),
        Step("parents", "speaker bigint, parent bigint", _PARENTS if whole else _THEIR_PARENTS,
             "speaker"),
        Step("lines", "speaker bigint, above bigint", _LINES, "speaker, above"),
        Step("houses", "speaker bigint, top bigint", _HOUSES, "speaker"),
        Step("disowned", "statement bigint", _DISOWNED, "statement"),
        Step("words", "", _UNSAID),
        Step("several", "question bigint, speaker bigint", _SEVERAL, "question, speaker"),
        Step("acts", f"question bigint, act bigint, {SAID}", _ACTS, "question, act"),
        Step("words", "", _ONE_DATE),
        Step("latest", "claim bigint, question bigint, speaker bigint, said integer,"
             " retracted integer, plus_said integer, plus_held integer", _LATEST,
             "question, speaker, claim"),
        Step("reversals", "claim bigint, speaker bigint, said integer, held integer", _REVERSALS,
             "claim, speaker"),
        Step("words", "", _REPLACED),
        Step("words", "", _REVERSED),
    )  # fmt: skip
