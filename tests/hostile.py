"""Hostile text: what it is, a database full of it, and what must be true of whatever is printed.

STRINGS    by what they attack           poisoned   every text column of a database hostile
SHOWN      each command, as it shows it  harmless   no control or hidden character
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator

import click
import sqlalchemy as sa

from claims.render.page import address
from claims.text import HIDDEN, clean_line

STRINGS: dict[str, tuple[str, ...]] = {
    "escapes": (
        "\x1b[31mred", "\x1b[2J\x1b[H", "\x9b31mred", "\x1b]0;title\x07", "\x1b]52;c;cm0gLXJm\x07",
        "\x9d52;c;cm0\x9c", "\x1b]8;;https://evil.example/\x1b\\Le Monde\x1b]8;;\x1b\\",
        "\x1b]8;;https://evil.example/\x07x", "\x1bP$q\x1b\\", "\x1b_Gx\x1b\\", "\x1b[?1049h",
        "\x1bc", "\x1b[6n", "\x08\x08", "\r\x1b[K", "\x07", "\x0e", "\x7f", "\x85", "\u2028", "\0",
        "\x1b]", "\x1b[", "\x1b",
    ),
    "unseen": (
        "\u202egnp.exe", "\u2066x\u2069", "\u202a\u202b\u202d\u202c", "\u200e\u200f\u061c",
        "a\u200bb", "a\u200cb", "a\u200db", "\u2060\ufeff", "\u00ad\u034f", "\u3164\u115f",
        "\U000e0041\U000e007f", "\U000e0001", "\ufff9a\ufffab\ufffb", "\u180e",
    ),
    "markup": (
        "[red]x[/red]", "[link=https://evil.example]x[/link]", "[/]", "[bold", ":smiley:",
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!--", "]]>", "</style>",
        "'\" onmouseover='alert(1)' x=\"", "&lt;b&gt;", "&#60;script&#62;", "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "[x](javascript:alert(1))", "`a`", "**a**",
        "| a | b |", "\n# head", "![x](https://evil.example/p.png)",
        "</title><svg onload=alert(1)>",
    ),
    "formulas": (
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", '"=1', '"" @x',
        "=cmd|' /C calc'!A0", "\uff1d1", "\u200b=1", "\x1b[m=1",
        "=HYPERLINK(\"https://evil.example\")",
    ),
    "queries": (
        "'; DROP TABLE speaker; --", "' OR '1'='1", "%", "_", "%_%", "\\", "NEAR(a b)", "a AND",
        "*",
        "OR", '"', "{0}", "{name}", "%s", "%(x)s", ":name", "?", "$(touch x)", "`id`", "a,b;c",
        "\t\n",
    ),
}  # fmt: skip
"""By what they attack.  Half a character cannot be stored: it comes by imports and arguments."""

SURROGATES = ("\ud800", "a\udcffb")

ADDRESSES = (
    "https://evil.example/{0}\x1b\\\x1b]8;;https://other.example/\x07", "javascript:alert({0})",
    "https://good.example/{0}\"onmouseover=\"alert(1)",
    "data:text/html,{0}<script>alert(1)</script>",
    "https://good.example/{0}", "\x01javascript:alert({0})", "java\nscript:alert({0})",
    "https://good.example/{0}\u202e><b>", "file:///etc/passwd?{0}", "//evil.example/{0}",
    "https://[::1/{0}", "https://good.example/{0} b", "HTTPS://good.example/{0}?a=b&c='d'",
)  # fmt: skip

# Found by (columns ending so) or read as dates, moments and JSON by the program itself.
_KEPT = re.compile(r".*key|sha256|at|cleared_at|spans|insertions|before|state|open_state|reasons"
                   r"|open_reasons|digest|number")  # fmt: skip
_ONLY_FILLED = ("after", "cleared_by", "titles", "rating", "original_text", "original_lang", "lang")


def columns() -> Iterator[tuple[str, str]]:
    """Every column that holds text from outside: table and name."""
    from claims.model import tables

    for name, table in tables().items():
        fixed = {
            found[1]
            for check in table.constraints
            if isinstance(check, sa.CheckConstraint)
            if (found := re.match(r"(\w+) IN \(", str(check.sqltext)))
        }
        for column in table.columns:
            if column.type.python_type is str and column.name not in fixed:
                dated = f"{column.name}_first" in table.columns
                if not dated and not _KEPT.fullmatch(column.name):
                    yield name, column.name


def poison(path: str, strings: tuple[str, ...]) -> None:
    """Write hostile text over every column, past all that cleans it."""
    with sqlite3.connect(path) as database:
        for table, column in columns():
            filled = f" WHERE {column} IS NOT NULL" if column in _ONLY_FILLED else ""
            rows = database.execute(f"SELECT id, {column} FROM {table}{filled}").fetchall()
            for number, before in rows:
                made = _hostile(table, column, number, strings, before)
                sql = f"UPDATE {table} SET {column} = ? WHERE id = ?"
                database.execute(sql, (made, number))
    database.close()


def _hostile(table: str, column: str, number: int, strings: tuple[str, ...], before: str) -> str:
    if column == "url":
        return ADDRESSES[number % len(ADDRESSES)].format(number)
    # The longer a table, the more of them it shows; what is cut off elsewhere comes round.
    words = strings[(number + len(column)) % len(strings)]
    if column == "titles":
        return json.dumps({"en": f"{words} {number}", words: words})
    if column == "rating":
        return json.dumps({"value": words, "best": words, "worst": words})
    if column == "after":
        return json.dumps({**json.loads(before), "note": words})
    if column == "slug":
        return f"{words}/{number}"
    unique = f" {number}" if column in ("name", "label", "scheme", "lang", "qualifier") else ""
    return f"{words} {table}{unique} {words}"


# -- every command -------------------------------------------------------------------------

SHOWN: dict[str, tuple[str, ...]] = {
    "init": ("init --demo",),
    "add quote": ("add quote Nothing --by P1 --in P2 --new", "add quote H --by H --as H --of P1"
                  " --in H --title H --url H --via H --cue H --venue H --lang H --hedge H --new"
                  " --stance asserts --question Q2 --claim H"),
    "add speaker": ("add speaker P1 --alias H", "add speaker H --qualifier H --note H --new"),
    "add role": ("add role P1 H --of P2 --new",),
    "add document": ("add document --title H --in H --url H --note H --new",),
    "add question": ("add question a/b --title H --note H --kind topic --new",),
    "add claim": ("add claim Q2 H --note H --new",),
    "add position": ("add position S19 C2 --stance doubts --hedge H",),
    "add link": ("add link C1 refines C2 --note H",),
    "add verdict": ("add verdict C2 --by H --label H --explanation H --url H --new",),
    "import": ("import HOSTILE.jsonl", "import HOSTILE.jsonl --dry-run", "import H",
               "import HOSTILE.csv --keep-going", "import HOSTILE.json"),
    "extract": ("extract HOSTILE.txt --lang en --title H --outlet H --url H",
                "extract HOSTILE.txt --save --outlet H --lang en"),
    "triage": ("triage --list", "triage S28 --accept", "triage S28 --reject"),
    "export": tuple(
        f"export --format {name}"
        for name in ("dump", "flat", "csv", "csv --excel-safe", "claimreview", "annotation",
        "datasette",
                     "hypothesis", "quotation", "ftm", "ftm-statements --excel-safe",
                     "quickstatements")
    ),
    "search": ("search convoy --all", "search convoy --newest", "search H", "search speaker:H"),
    "show": ("show S19", "show S28", "show C2", "show P4", "show Q1", "show Q2", "show D2",
    "show H"),
    "contrast": ("contrast Q1 --all", "contrast Q3", "contrast H"),
    "contested": ("contested", "contested --strict --topic Q1"),
    "why": ("why C2", "why H"),
    "history": ("history P4 --voices", "history P1 Q1", "history H"),
    "timeline": ("timeline Q1", "timeline H"),
    "cite": ("cite S19 S28", "cite S19 --style markdown", "cite S19 --style html", "cite H"),
    "verify": ("verify", "verify S19 --all", "verify S19 --in HOSTILE.txt"),
    "flag": ("flag S19 check --reason H", "flag C2 contested --reason H", "flag H check"),
    "settle": ("settle C2 --reason H", "settle H --reason H"),
    "confidential": ("confidential P4", "confidential S19 --lift", "confidential",
    "confidential H"),
    "similar": ("similar --threshold 0.2", "similar S19 --threshold 0.2"),
    "merge": ("merge P1 P2 --yes", "merge S1 S2 --yes", "merge H H"),
    "rating map": ("rating map - H false", "rating map P1 H false"),
    "rating list": ("rating list", "rating list --unmapped"),
    "undo": ("undo", "undo H"),
    "log": ("log", "log B1", "log P4", "log S19", "log H"),
    "speakers": ("speakers", "speakers H"),
    "stats": ("stats",),
    "db current": ("db current",),
    "db upgrade": ("db upgrade",),
    "db check": ("db check", "db check --fix"),
    "db backup": ("db backup H",),
    "db copy": ("db copy H",),
    "db hash": ("db hash",),
    "db restore": ("db restore H",),
    "config list": ("config list",),
    "config get": ("config get actor", "config get H"),
    "config set": ("config set actor H", "config set H H"),
    "config unset": ("config unset H",),
    "config path": ("config path",),
    "config maps": ("config maps",),
    "completion": ("completion bash", "completion H"),
    "help": ("help", "help H", "help search"),
}  # fmt: skip
"""Every command of the program; H stands for a hostile word, HOSTILE.* for files of them."""

WRITES = ("add", "import", "extract", "triage S28", "flag", "settle", "merge", "confidential",
"rating map", "undo",
          "db upgrade", "db check --fix", "db backup", "db restore", "db copy", "config set",
          "config unset",
          "init")  # fmt: skip


def leaves() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    from claims.cli import program

    def walk(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            if isinstance(found, click.Group):
                yield from walk(found, (*path, name))
            elif found is not None:
                yield " ".join((*path, name)), found

    return walk(program(), ())


# -- what must be true of what is printed --------------------------------------------------

_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_UNSEEN = re.compile(f"[{HIDDEN}]")
# A joiner is seen where a script or emoji needs it; none of the strings has such.
_JOINERS = re.compile("[\u200c\u200d]")
_STYLING = re.compile(
    r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x07\x1b]*;([\x21-\x7e]*|[^\x00-\x20\x7f-\x9f]*)\x1b\\"
)


def harmless(text: str) -> None:
    """Fail where a terminal would be steered, or an eye deceived.

    The mark at the beginning of a file for spreadsheets is no part of its text.
    """
    text = text.removeprefix("\ufeff")
    for found in (_CONTROLS, _UNSEEN, _JOINERS):
        if (wrong := found.search(text)) is not None:
            around = text[max(0, wrong.start() - 60) : wrong.end() + 60]
            raise AssertionError(f"U+{ord(wrong[0]):04X} in {around!r}")


# What draws the bar of progress on standard error: hide and show the cursor, go up, clear a line.
_PROGRESS = re.compile(r"\x1b\[\?25[lh]|\x1b\[1A|\x1b\[2K|\r")


def without_progress(text: str) -> str:
    """Standard error without the moves of a bar of progress."""
    return _PROGRESS.sub("", text)


def unstyled(text: str) -> tuple[str, set[str]]:
    """What a terminal was sent without our styling, and the addresses it links to."""
    links = {found[1] for found in _STYLING.finditer(text) if found[1]}
    return _STYLING.sub("", text), links


def known_addresses(path: str) -> set[str]:
    """The addresses of the web that the database's documents and verdicts have."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT url FROM document UNION SELECT url FROM verdict").fetchall()
    database.close()
    return {clean_line(url) for (url,) in rows if url and address(url)}
