"""Questions, claims and what bears on them on a terminal: a ``Sheet`` of each kind."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from claims.i18n import _, ngettext
from claims.render.console import line, link, plain
from claims.render.sheet import (
    Cells,
    Doc,
    Sheet,
    counted,
    heading_of,
    hedge_of,
    joined,
    named,
    stance_of,
    state_of,
    text_of,
    told,
)

# -- questions and claims


def _question(doc: Doc) -> Sheet:
    kind = joined(
        (
            text_of(doc["kind"]),
            text_of(doc["mode"]),
            text_of(doc["unit"]),
            text_of(_("cumulative") if doc["cumulative"] else ""),
        )
    )
    return Sheet(
        heading=heading_of(doc, text_of(doc["slug"], "title"), state_of(doc["state"])),
        body=plain(doc["title"]),
        facts=(
            (_("under"), named(doc["parent"])),
            (_("kind"), kind),
            (_("happened"), text_of(doc["happened"], "date")),
            *((lang, text_of(title)) for lang, title in doc["titles"].items()),
            (_("note"), text_of(doc["note"])),
        ),
        sections=(
            (
                _("Questions"),
                [
                    (
                        line(row["id"], "id"),
                        state_of(row["state"]),
                        joined((text_of(row["slug"]), text_of(row["title"], "dim")), "\n"),
                    )
                    for row in doc["questions"]
                ],
            ),
            (_("Answers"), [_answer(row) for row in doc["claims"]]),
        ),
    )


def _answer(row: Doc) -> Cells:
    reasons = Text(", ".join(row["reasons"]), "dim")
    count = ngettext("{n} position", "{n} positions", row["positions"]).format(n=row["positions"])
    return (
        line(row["id"], "id"),
        state_of(row["state"]),
        joined((text_of(row["text"]), Text(count, "dim"), reasons), " · "),
    )


def _claim(doc: Doc) -> Sheet:
    return Sheet(
        heading=heading_of(
            doc,
            text_of(doc["text"], "title"),
            state_of(doc["state"]),
            text_of(", ".join(doc["reasons"]), "dim"),
        ),
        facts=(
            (
                _("answers"),
                joined((named(doc["question"]), text_of(doc["question"]["title"])), ", "),
            ),
            (_("number"), text_of(doc["number"])),
            (_("about"), text_of(doc["about"], "id")),
            (_("note"), text_of(doc["note"])),
        ),
        sections=(
            (
                counted(_("Who says what"), doc["count"], doc["positions"]),
                [_held(position) for position in doc["positions"]],
            ),
            (
                _("Links"),
                [
                    (
                        line(row["claim"], "id"),
                        text_of(row["kind"]),
                        joined((text_of(row["text"]), state_of(row["state"])), "  "),
                    )
                    for row in doc["links"]
                ],
            ),
            (
                _("Verdicts"),
                [
                    (
                        line(row["id"], "id"),
                        text_of(row["rated"], "date"),
                        joined(
                            (
                                text_of(row["reviewer"], "speaker"),
                                text_of(row["label"]),
                                text_of(row["value"], "dim"),
                            )
                        ),
                    )
                    for row in doc["verdicts"]
                ],
            ),
        ),
    )


def _held(position: Doc) -> Cells:
    number, day, text = told(position["statement"], words=False)
    return (number, day, stance_of(position["stance"]), joined((text, hedge_of(position)), "\n"))


def _position(doc: Doc) -> Sheet:
    said = told(doc["statement"])
    return Sheet(
        heading=heading_of(
            doc, stance_of(doc["stance"]), named(doc["claim"]), state_of(doc["claim"]["state"])
        ),
        facts=(
            (_("question"), text_of(doc["claim"]["question"])),
            (_("hedge"), text_of(doc["hedge"])),
            (_("as of"), text_of(doc["as_of"], "date")),
            (_("note"), text_of(doc["note"])),
        ),
        sections=((_("Said"), [said]),),
    )


def _link(doc: Doc) -> Sheet:
    return Sheet(
        heading=heading_of(doc, named(doc["a"]), text_of(doc["kind"], "title"), named(doc["b"])),
        facts=(
            (
                _("questions"),
                joined(map(text_of, dict.fromkeys((doc["a"]["question"], doc["b"]["question"])))),
            ),
            (_("note"), text_of(doc["note"])),
        ),
    )


def _verdict(doc: Doc) -> Sheet:
    return Sheet(
        heading=heading_of(
            doc,
            text_of(doc["rated"], "date"),
            named(doc["reviewer"], "speaker"),
            text_of(doc["label"], "title"),
        ),
        body=plain(doc["explanation"]) if doc["explanation"] else None,
        facts=(
            (_("means"), text_of(doc["value"] or _("nothing we know"))),
            (_("claim"), joined((named(doc["claim"]), state_of(doc["claim"]["state"])), "  ")),
            (_("question"), text_of(doc["claim"]["question"])),
            (_("address"), link(doc["url"] or "", doc["url"])),
            (_("document"), text_of(doc["document"], "id")),
            (_("note"), text_of(doc["note"])),
        ),
    )


# -- flags, batches


def _flag(doc: Doc) -> Sheet:
    cleared = joined((text_of(doc["cleared_at"], "date"), text_of(doc["cleared_by"])), " ")
    return Sheet(
        heading=heading_of(
            doc,
            text_of(doc["kind"], "warning"),
            text_of(doc["about"], "id"),
            text_of(doc["other"], "id"),
        ),
        facts=(
            (_("reason"), text_of(doc["reason"])),
            (_("by"), joined((text_of(doc["by"]), text_of(doc["at"], "date")), " ")),
            (_("cleared"), cleared),
        ),
    )


def _batch(doc: Doc) -> Sheet:
    return Sheet(
        heading=heading_of(doc, text_of(doc["at"], "date"), text_of(doc["actor"], "speaker")),
        body=plain(doc["command"]),
        facts=(
            (_("undoes"), text_of(doc["undoes"], "id")),
            (_("undone by"), text_of(doc["undone_by"], "id")),
            *(
                (action, text_of(", ".join(f"{n} {table}" for table, n in tables.items())))
                for action, tables in doc["wrote"].items()
            ),
        ),
        sections=(
            (
                _("Wrote"),
                [
                    (
                        text_of(change["id"], "id"),
                        text_of(change["action"], "dim"),
                        text_of(change["table"]),
                    )
                    for change in doc["changes"]
                ],
            ),
        ),
    )


SHEETS: dict[str, Callable[[Doc], Sheet]] = {
    "question": _question,
    "claim": _claim,
    "position": _position,
    "link": _link,
    "verdict": _verdict,
    "flag": _flag,
    "batch": _batch,
}
"""Kind -> how it is laid out."""
