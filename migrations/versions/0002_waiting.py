"""An index of the proposed statements: few among many, and what triage asks for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PROPOSED = sa.text("status = 'proposed'")


def upgrade() -> None:
    """Create it."""
    op.create_index(
        "ix_statement_proposed",
        "statement",
        ["id"],
        sqlite_where=PROPOSED,
        postgresql_where=PROPOSED,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_statement_proposed", table_name="statement")
