"""What must hold between rows and no constraint of the database can say.

A merged speaker points to one who is not merged, a statement of an act to the one that stands for
it, and nothing lies above itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.i18n import _
from claims.ids import Kind, format_id
from claims.reader import Reader


class Broken(NamedTuple):
    """A row that breaks a rule, and the rule in words."""

    kind: Kind
    id: int
    rule: str

    def __str__(self) -> str:
        """The row and the rule on one line."""
        return f"{format_id(self.kind, self.id)}: {self.rule}"


_CHAINS = """
SELECT a.id FROM {table} a JOIN {table} b ON b.id = a.{column}
WHERE a.{column} IS NOT NULL AND b.{column} IS NOT NULL ORDER BY a.id
"""

# The climb ends where it comes round: a row is in a cycle when it stands above itself.  Only rows
# that lie under something and have something under them can be.
_CYCLES = """
WITH RECURSIVE climb(start, above) AS (
    SELECT k.id, k.parent_id FROM {table} k WHERE k.parent_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM {table} u WHERE u.parent_id = k.id)
    UNION
    SELECT c.start, k.parent_id FROM climb c JOIN {table} k ON k.id = c.above
    WHERE k.parent_id IS NOT NULL AND c.above <> c.start)
SELECT start FROM climb WHERE above = start ORDER BY start
"""


def broken(reader: Reader) -> Iterator[Broken]:
    """Every row that breaks a rule."""
    merged = _("merged into a speaker who is merged itself")
    for speaker in reader.values(_CHAINS.format(table="speaker", column="merged_into")):
        yield Broken(Kind.SPEAKER, speaker, merged)
    act = _("of the act of a statement that belongs to another act itself")
    for statement in reader.values(_CHAINS.format(table="statement", column="act_id")):
        yield Broken(Kind.STATEMENT, statement, act)
    for kind in (Kind.SPEAKER, Kind.QUESTION):
        for row in reader.values(_CYCLES.format(table=kind.value)):
            yield Broken(kind, row, _("lies above itself"))
