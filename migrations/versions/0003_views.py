"""Views for people who read the database with other tools: one row a thing, with names and ids.

They hold what the reading commands show: accepted statements only, the names speakers have now, a
title as printed before one known from the calendar.  Their names are plural where tables' are
singular, so that no table can come to clash.

A later migration that rebuilds a table these read drops them first and creates them again at the
end: neither engine lets a table go from under a view.
"""

from __future__ import annotations

from contextlib import suppress

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What the two engines say differently.  Days are ordinals, 1 is 0001-01-01; a statement that
# nothing dates has the first and the last there are, and they are left empty.  The list of names
# is ordered by ``place``.
WORDS = {
    "sqlite": {
        "day": "CASE WHEN {0} > 1 AND {0} < 3652059 THEN date({0} + 1721424.5) END",
        "year": "CAST(strftime('%Y', {0} + 1721424.5) AS INTEGER)",
        "names": "(SELECT group_concat(name, '{0}') FROM ({1} ORDER BY place))",
    },
    "postgresql": {
        "day": (
            "CASE WHEN {0} > 1 AND {0} < 3652059"
            " THEN to_char(DATE '0001-01-01' + ({0} - 1), 'YYYY-MM-DD') END"
        ),
        "year": "CAST(EXTRACT(YEAR FROM DATE '0001-01-01' + ({0} - 1)) AS integer)",
        "names": "(SELECT string_agg(name, '{0}' ORDER BY place) FROM ({1}) AS listed)",
    },
}

WHO = """
    COALESCE(km.name, k.name) AS speaker, COALESCE(s.role_printed, r.title) AS role,
    COALESCE(gm.name, g.name) AS organisation
"""
CARRIED = "COALESCE(om.name, o.name) AS outlet, {chain} AS via"
DETAILS = """
    {day_said_first} AS said_from, {day_said_last} AS said_to,
    CASE WHEN s.said_first > 1 THEN {year_said_first} END AS year,
    COALESCE(km.kind, k.kind) AS speaker_kind, s.kind AS quote_kind, s.lang AS language
"""

CHAIN = """
    SELECT COALESCE(vm.name, vk.name) AS name, v.step AS place FROM via v
    JOIN speaker vk ON vk.id = v.speaker_id LEFT JOIN speaker vm ON vm.id = vk.merged_into
    WHERE v.statement_id = s.id
"""

# Outer joins by key, all of them: whoever asks for few columns or for a count pays for few.
AROUND = """
    LEFT JOIN speaker k ON k.id = s.speaker_id
    LEFT JOIN speaker km ON km.id = k.merged_into
    LEFT JOIN role r ON r.id = s.role_id
    LEFT JOIN speaker g ON g.id = COALESCE(s.role_org_id, r.org_id)
    LEFT JOIN speaker gm ON gm.id = g.merged_into
    LEFT JOIN document d ON d.id = s.document_id
    LEFT JOIN speaker o ON o.id = d.outlet_id
    LEFT JOIN speaker om ON om.id = o.merged_into
"""

HELD = """
    FROM position p JOIN statement s ON s.id = p.statement_id
    JOIN speaker k ON k.id = s.speaker_id LEFT JOIN speaker m ON m.id = k.merged_into
    WHERE p.claim_id = c.id AND s.status = 'accepted' AND p.stance IN ({0})
"""
VOICES = "SELECT DISTINCT COALESCE(m.name, k.name) AS name, COALESCE(m.name, k.name) AS place"
FOR, AGAINST, NEITHER = (
    "'asserts', 'suspects'",
    "'doubts', 'denies'",
    "'unsure', 'declines'",
)

ANSWER = """
    c.text AS answer, q.slug AS question, q.title AS question_title, e.title AS event,
    c.state, c.reasons
"""

OF_ANSWER = """
FROM claim c
LEFT JOIN question q ON q.id = c.question_id
LEFT JOIN question e ON e.id = q.parent_id
"""

VIEWS = {
    "quotes": """
SELECT 'S' || s.id AS id, s.said, {who}, s.text AS quote, {carried}, d.title, d.url, d.published,
    {details}, s.cue, s.venue,
    (SELECT count(*) FROM position p WHERE p.statement_id = s.id) AS positions,
    'S' || s.act_id AS same_utterance_as, 'P' || COALESCE(km.id, k.id) AS speaker_id,
    'D' || d.id AS source_id, s.id AS number
FROM statement s {around}
WHERE s.status = 'accepted'
""",
    "who_says_what": """
SELECT 'N' || p.id AS id, q.slug AS question, c.text AS answer, {who}, p.stance, p.hedge, s.said,
    s.text AS quote, {carried}, d.url, p.as_of, c.state AS answer_state, q.title AS question_title,
    CASE WHEN p.stance IN ({for}) THEN 'for' WHEN p.stance IN ({against}) THEN 'against'
         ELSE 'neither' END AS side,
    {details}, 'S' || s.id AS quote_id, 'C' || c.id AS answer_id, 'Q' || q.id AS question_id,
    'P' || COALESCE(km.id, k.id) AS speaker_id, p.id AS number
FROM position p
JOIN statement s ON s.id = p.statement_id
LEFT JOIN claim c ON c.id = p.claim_id
LEFT JOIN question q ON q.id = c.question_id {around}
WHERE s.status = 'accepted'
""",
    "answers": """
SELECT 'C' || c.id AS id, {answer}, c.number AS figure, c.low, c.high,
    (SELECT count(DISTINCT COALESCE(m.id, k.id)) {held_for}) AS voices_for,
    (SELECT count(DISTINCT COALESCE(m.id, k.id)) {held_against}) AS voices_against,
    (SELECT count(DISTINCT s.id) FROM position p JOIN statement s ON s.id = p.statement_id
     WHERE p.claim_id = c.id AND s.status = 'accepted') AS quotes,
    (SELECT count(*) FROM verdict v WHERE v.claim_id = c.id) AS fact_checks,
    (SELECT count(*) FROM flag f WHERE f.claim_id = c.id AND f.cleared_at IS NULL) AS open_flags,
    (SELECT 'S' || a.id FROM statement a
     WHERE a.id = c.about_id AND a.status = 'accepted') AS disputes_quote,
    'Q' || q.id AS question_id, c.id AS number
{of_answer}
""",
    "contested_claims": """
SELECT 'C' || c.id AS id, {answer}, {names_for} AS held_by, {names_against} AS rejected_by,
    {names_neither} AS undecided,
    {names_verdicts} AS fact_checks,
    'Q' || q.id AS question_id, c.id AS number
{of_answer}
WHERE c.state IN ('contested', 'unsettled')
""",
    "disputes": """
SELECT 'Q' || q.id AS id, q.slug AS question, q.title, q.kind, e.title AS event, q.mode, q.unit,
    CASE WHEN q.kind = 'question' OR q.state <> 'unsourced' THEN q.state END AS state,
    (SELECT count(*) FROM claim c WHERE c.question_id = q.id) AS answers,
    (SELECT count(CASE WHEN c.state = 'contested' THEN 1 END) FROM claim c
     WHERE c.question_id = q.id) AS contested_answers,
    (SELECT count(DISTINCT s.id) FROM claim c JOIN position p ON p.claim_id = c.id
     JOIN statement s ON s.id = p.statement_id
     WHERE c.question_id = q.id AND s.status = 'accepted') AS quotes,
    q.happened, {day_happened_first} AS happened_from, {day_happened_last} AS happened_to,
    'Q' || e.id AS event_id, q.id AS number
FROM question q LEFT JOIN question e ON e.id = q.parent_id
""",
    "voices": """
SELECT 'P' || k.id AS id, k.name, NULLIF(k.qualifier, '') AS qualifier, k.kind,
    CASE WHEN COALESCE(hm.id, h.id) <> k.id THEN COALESCE(hm.name, h.name) END AS belongs_to,
    {names_aliases} AS also_called,
    (SELECT count(*) {said_by}) AS quotes,
    (SELECT {day_min} {said_by} AND s.said_first > 1) AS first_quote,
    (SELECT {day_max} {said_by} AND s.said_last < 3652059) AS last_quote,
    k.id AS number
FROM speaker k
LEFT JOIN speaker h ON h.id = k.parent_id
LEFT JOIN speaker hm ON hm.id = h.merged_into
WHERE k.merged_into IS NULL
""",
    "roles_held": """
SELECT 'R' || r.id AS id, COALESCE(km.name, k.name) AS holder, r.title,
    COALESCE(gm.name, g.name) AS organisation, r.since, r.until,
    {day_since_first} AS since_from, {day_until_last} AS until_to,
    'P' || COALESCE(km.id, k.id) AS holder_id, r.id AS number
FROM role r
LEFT JOIN speaker k ON k.id = r.speaker_id
LEFT JOIN speaker km ON km.id = k.merged_into
LEFT JOIN speaker g ON g.id = r.org_id
LEFT JOIN speaker gm ON gm.id = g.merged_into
""",
    "fact_checks": """
SELECT 'V' || v.id AS id, c.text AS answer, q.slug AS question, q.title AS question_title,
    COALESCE(km.name, k.name) AS reviewer, v.label, v.value AS meaning, v.explanation,
    COALESCE(v.url, d.url) AS url, v.rated, {day_rated_first} AS rated_from,
    c.state AS answer_state, 'C' || c.id AS answer_id, 'Q' || q.id AS question_id,
    'P' || COALESCE(km.id, k.id) AS reviewer_id, v.id AS number
FROM verdict v
LEFT JOIN claim c ON c.id = v.claim_id
LEFT JOIN question q ON q.id = c.question_id
LEFT JOIN speaker k ON k.id = v.reviewer_id
LEFT JOIN speaker km ON km.id = k.merged_into
LEFT JOIN document d ON d.id = v.document_id
""",
    "sources": """
SELECT 'D' || d.id AS id, COALESCE(om.name, o.name) AS outlet, d.title, d.kind,
    d.lang AS language, d.published, {day_published_first} AS published_from, d.url,
    (SELECT count(*) FROM statement s
     WHERE s.document_id = d.id AND s.status = 'accepted') AS quotes,
    'P' || COALESCE(om.id, o.id) AS outlet_id, d.id AS number
FROM document d
LEFT JOIN speaker o ON o.id = d.outlet_id
LEFT JOIN speaker om ON om.id = o.merged_into
""",
}

ALIASES = """
    SELECT a.name AS name, a.name AS place FROM alias a
    WHERE a.speaker_id IN ({members}) AND a.name <> k.name
    UNION SELECT b.name, b.name FROM speaker b
    WHERE b.merged_into = k.id AND b.name <> k.name AND b.kind <> 'unnamed'
"""
MEMBERS = "SELECT k.id UNION ALL SELECT b.id FROM speaker b WHERE b.merged_into = k.id"
SAID_BY = f"FROM statement s WHERE s.speaker_id IN ({MEMBERS}) AND s.status = 'accepted'"
VERDICTS = """
    SELECT COALESCE(vm.name, vk.name) || ': ' || v.label AS name, v.id AS place FROM verdict v
    JOIN speaker vk ON vk.id = v.reviewer_id LEFT JOIN speaker vm ON vm.id = vk.merged_into
    WHERE v.claim_id = c.id
"""

# The tool's search asks "key IN (SELECT rowid FROM T WHERE T MATCH words)": this is a T of the
# words alone, without the filter tokens, and its key is the statement's id.
QUOTE_WORDS = (
    "CREATE VIEW quote_words AS"
    " SELECT f.rowid & 4294967295 AS rowid, f.words AS quote_words FROM statement_fts f"
)


def parts(dialect: str) -> dict[str, str]:
    """What stands for the names in braces, on one engine."""
    words = WORDS[dialect]

    def names(select: str, between: str = ", ") -> str:
        return words["names"].format(between, select)

    found = {
        f"{unit}_{column}": words[unit].format(f"{table}.{column}")
        for unit, table, columns in (
            ("day", "s", "said_first said_last"),
            ("year", "s", "said_first"),
            ("day", "q", "happened_first happened_last"),
            ("day", "r", "since_first until_last"),
            ("day", "v", "rated_first"),
            ("day", "d", "published_first"),
        )
        for column in columns.split()
    }
    for side, stances in (("for", FOR), ("against", AGAINST), ("neither", NEITHER)):
        found[side] = stances
        found[f"held_{side}"] = HELD.format(stances)
        found[f"names_{side}"] = names(VOICES + HELD.format(stances))
    return found | {
        "who": WHO,
        "carried": CARRIED.format(chain=names(CHAIN, " < ")),
        "details": DETAILS.format(**found),
        "around": AROUND,
        "answer": ANSWER,
        "of_answer": OF_ANSWER,
        "said_by": SAID_BY,
        "names_aliases": names(ALIASES.format(members=MEMBERS)),
        "names_verdicts": names(VERDICTS, "; "),
        "day_min": words["day"].format("MIN(s.said_first)"),
        "day_max": words["day"].format("MAX(s.said_last)"),
    }


def read_accents(*, before: str, after: str) -> None:
    """On SQLite, let the index's tokenizer take accents off what other tools ask it for.

    We fold words before the index sees them, so that nothing in it changes, only how a word typed
    elsewhere is read; making it anew would take minutes for the same bytes.  Where the library
    forbids editing the schema, such words stay to be typed without accents.
    """
    bind = op.get_bind()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    with suppress(sa.exc.DatabaseError):
        bind.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql,"
            f" 'remove_diacritics {before}', 'remove_diacritics {after}')"
            " WHERE type = 'table' AND name = 'statement_fts'"
        )
    bind.exec_driver_sql("PRAGMA writable_schema=RESET")


def upgrade() -> None:
    """Create them, and let them be searched with accents."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        # First: what is created afterwards tells other connections to read the schema again.
        read_accents(before="0", after="2")
    found = parts(bind.dialect.name)
    for name, select in VIEWS.items():
        bind.exec_driver_sql(f"CREATE VIEW {name} AS {select.format(**found).strip()}")
    if bind.dialect.name == "sqlite":
        bind.exec_driver_sql(QUOTE_WORDS)


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "sqlite":
        read_accents(before="2", after="0")
        op.execute("DROP VIEW quote_words")
    for name in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")
