"""The rule of ``claims.contest`` in SQL, for all questions or for many at once.

Temporary tables are filled one after the other, each by one ``INSERT ... SELECT`` that is a step of
the rule; four steps change ``words`` where they stand.  ``docs/rule.md`` tells the rule, and a
property test holds the two forms together.

    scope, figures, links      the questions looked at, their numbers, who contradicts whom
    merged, words              all that is said of their claims, verdicts among it       (scene)
    attributions, parents,     which house a speaker belongs to, and
      lines, houses, disowned    which words were never said: they go          (scene, lineage)
    several, acts              who speaks twice; one date for all reports of an act    (hearing)
    latest, reversals          every speaker's latest word; what it silences           (hearing)
    camps, tallies, stakes,    who holds what,
      rivals                     and which answers clash                               (clashes)
    flags, asked, independent  what else decides the state of a claim                     (rule)
    states, question_states    the result                                                 (rule)

The steps are in modules named after those of ``claims.contest``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from claims import scene
from claims.reader import Reader
from claims.states_sql import clashes, hearing, rule
from claims.states_sql.step import Step, take
from claims.vocabulary import LinkKind

_SCOPE = Step("scope", "question bigint, mode text, cumulative boolean", hearing.SCOPE, "question")
_STEPS = {
    whole: (*hearing.steps(whole=whole), *clashes.STEPS, *rule.STEPS) for whole in (True, False)
}
_TABLES = (_SCOPE.table, *(step.table for step in _STEPS[True] if step.columns))

# Until the transaction ends: what is grouped and hashed stays in memory, nothing is compiled.
_POSTGRES = (
    """SELECT set_config('work_mem', '64MB', TRUE)
    WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('64MB')""",
    "SET LOCAL jit = off",
)


@contextmanager
def judged(reader: Reader, questions: Iterable[int] | None = None) -> Iterator[None]:
    """What the rule finds, as temporary tables ``states`` and ``question_states`` while it lasts.

    Of all questions, or of these and all that ``contradicts`` links join to them.  Inside a
    transaction of the caller, whose end takes the tables along where an error left them.
    """
    ids: list[int] = []
    scope, whole = _SCOPE, questions is None
    if questions is not None:
        ids = sorted(scene.closure(reader, questions, LinkKind.CONTRADICTS))
        scope = scope._replace(sql=f"{scope.sql} WHERE {reader.within('id', 'ids')}")
    if reader.dialect == "postgresql":
        for setting in _POSTGRES:
            reader.execute(setting)
    _discard(reader)
    take(reader, scope, ids=ids)
    for step in _STEPS[whole]:
        take(reader, step)
    yield
    _discard(reader)


def _discard(reader: Reader) -> None:
    place = "pg_temp" if reader.dialect == "postgresql" else "temp"
    for table in _TABLES:
        reader.execute(f"DROP TABLE IF EXISTS {place}.{table}")
