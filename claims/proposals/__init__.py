"""Proposed statements: extractions saved, listed, and decided on by a person.

What the extraction said of a proposal and no column holds (the stance its cue suggests, the
question it was saved for, the speaker as printed) stands as JSON in ``xref.raw`` under the scheme
``extract``; docs/extract.md lists the fields.
"""

from __future__ import annotations

SCHEME = "extract"
"""The scheme of the keys of saved articles and of their proposals."""
