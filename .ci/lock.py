"""The exact version of every package that the tests install, one a line, on standard output.

    python .ci/lock.py > requirements-test.lock        (``make lock``)

pip decides them as if nothing were installed, from setup.cfg's lower bounds; nothing is installed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEADER = """\
# What the tests are run with: exact versions, made by "make lock" from setup.cfg.
# A constraint for "make test" alone: whoever installs claimsdb gets what setup.cfg allows.
"""


def main() -> int:
    """Ask pip, print; pip's own status where it fails."""
    root = Path(__file__).parent.parent
    asked = [
        "install",
        "--dry-run",
        "--ignore-installed",
        "--quiet",
        "--report",
        "-",
        f"{root}[test]",
    ]
    words = [sys.executable, "-m", "pip", "--disable-pip-version-check", *asked]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        return done.returncode
    found = (one["metadata"] for one in json.loads(done.stdout)["install"])
    lines = {f"{one['name'].lower()}=={one['version']}\n" for one in found}
    sys.stdout.write(HEADER)
    sys.stdout.writelines(sorted(line for line in lines if not line.startswith("claimsdb==")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
