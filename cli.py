"""Run ``claims`` from a checkout that is not installed: ``python cli.py search kerry``."""

from __future__ import annotations

import sys
from pathlib import Path

import claims

# Migrations and seed live beside the package here, inside it once installed.
claims.__path__.append(str(Path(__file__).parent))

from claims.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
