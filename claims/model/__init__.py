"""The tables, with their constraints, the same on both engines.

Dates stand three times: as printed (``2016-09``), and as the first and last day they can mean
(``date.toordinal()``), which is what comparisons use.  A statement's days are never null: without
a date said they are its document's, without either ``DAY_MIN`` to ``DAY_MAX``.

The full-text index (``statement_fts``) is not a mapped table: ``claims.fulltext`` describes it.

    base      what every table shares          speech    speakers, documents, statements
    dispute   questions, claims, positions     marks     flags, external ids, the history
"""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa

from claims.model.base import SUBJECTS, Base, Id
from claims.model.dispute import Claim, LabelRating, Link, Position, Question, Verdict
from claims.model.marks import Batch, Change, Flag, Xref
from claims.model.speech import Alias, Document, Role, Speaker, Statement, Via

__all__ = [
    "SUBJECTS",
    "Alias",
    "Base",
    "Batch",
    "Change",
    "Claim",
    "Document",
    "Flag",
    "Id",
    "LabelRating",
    "Link",
    "Position",
    "Question",
    "Role",
    "Speaker",
    "Statement",
    "Verdict",
    "Via",
    "Xref",
    "tables",
]


@cache
def tables() -> dict[str, sa.Table]:
    """Every table by name, referenced ones before those that refer to them."""
    return {table.name: table for table in Base.metadata.sorted_tables}
