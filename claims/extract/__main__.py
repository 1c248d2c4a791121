"""``python -m claims.extract FILE…``: a JSON object a file, in order; ``-`` is standard input."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from claims.extract import extract


def main(arguments: list[str] | None = None) -> int:
    """Read each file, print what it says others said."""
    parser = argparse.ArgumentParser(prog="python -m claims.extract", description=__doc__)
    parser.add_argument("--lang")
    parser.add_argument("--published", type=date.fromisoformat)
    parser.add_argument("--format", choices=["jsonl"], default="jsonl")
    parser.add_argument("files", nargs="+", metavar="FILE")
    words = sys.argv[1:] if arguments is None else arguments
    options = parser.parse_args(words[1:] if words[:1] == ["extract"] else words)
    for name in options.files:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        found = extract(
            raw.decode("utf-8", "replace"), lang=options.lang, published=options.published
        )
        print(json.dumps(found.as_json(name), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
