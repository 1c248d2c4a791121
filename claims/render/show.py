"""One thing on a terminal: each kind laid out by one function, from its document to a ``Sheet``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.text import Text

from claims.cite import REPORTED, marks
from claims.i18n import _, ngettext
from claims.render import show_accounts
from claims.render.console import line, link, plain
from claims.render.sheet import (
    Cells,
    Doc,
    Sheet,
    counted,
    heading_of,
    hedge_of,
    interval,
    joined,
    named,
    print_sheet,
    stance_of,
    state_of,
    text_of,
    told,
    when,
    who,
)
from claims.text import clean_line


def draw(console: Console, doc: Doc) -> None:
    """Print a thing (``claims.things.thing``)."""
    print_sheet(console, _SHEETS[doc["type"]](doc), doc)


# -- statements


def _statement(doc: Doc) -> Sheet:
    status = doc["status"]
    badge = line(f"[{status}]", "warning") if status != "accepted" else Text()
    return Sheet(
        heading=heading_of(doc, when(doc), who(doc), badge),
        body=_in_context(doc),
        facts=(
            (_("belongs to"), _chain(doc["institution"])),
            (_("held"), _role_held(doc)),
            (_("venue"), joined((text_of(doc["venue"]), _addressee(doc)))),
            (_("via"), text_of(" < ".join(map(clean_line, doc["via"])))),
            (_("source"), _source(doc)),
            (_("as"), joined(map(text_of, (doc["kind"], doc["lang"], doc["cue"])))),
            (_("original"), _original(doc)),
            (_("note"), text_of(doc["note"])),
        ),
        sections=(
            (_("Bears on"), [_bearing(position) for position in doc["positions"]]),
            (_("The same act elsewhere"), [told(row) for row in doc["elsewhere"]]),
            (
                _("Attribution disputed"),
                [
                    (line(row["claim"], "id"), state_of(row["state"]), text_of(row["text"]))
                    for row in doc["disputed_as"]
                ],
            ),
        ),
    )


def _role_held(doc: Doc) -> Text:
    """The role of the calendar, where the printed one is shown above."""
    if not (doc["role_printed"] and doc["role_resolved"]):
        return Text()
    title = joined((text_of(doc["role_resolved"], "role"), text_of(doc["org"])))
    return joined((title, text_of(doc["role_id"], "id")), " ")


def _in_context(doc: Doc) -> Text:
    context = doc["context"]
    opening, closing = ("", "") if doc["kind"] in REPORTED else marks(doc["lang"])
    before, after = (plain(context[side] or "", "dim") for side in ("before", "after"))
    text = Text()
    if before:
        text.append("…", "dim").append_text(before)
        # What an outlet printed has its own marks.
        opening = "" if before.plain.rstrip()[-1:] in '"“«„' else opening
        closing = closing if opening else ""
    text.append(opening).append_text(plain(context["quote"], "bold")).append(closing)
    if after:
        text.append_text(after).append("…", "dim")
    return text


def _addressee(doc: Doc) -> Text:
    if not doc["addressee"]:
        return Text()
    return Text(_("to {name}").format(name=clean_line(doc["addressee"])))


def _chain(rows: Sequence[Doc]) -> Text:
    return joined((named(row) for row in rows), " < ")


def _source(doc: Doc) -> Text:
    head = joined(
        (
            text_of(doc["outlet"], "speaker"),
            link(doc["title"] or "", doc["url"]),
            text_of(doc["published"], "date"),
        )
    )
    return joined(
        (
            joined((head, text_of(doc["document"], "id")), " "),
            link(doc["url"] or "", doc["url"], "source"),
        ),
        "\n",
    )


def _original(doc: Doc) -> Text:
    if not doc["original_text"]:
        return Text()
    return joined((text_of(doc["original_text"]), text_of(doc["original_lang"], "dim")), " ")


def _bearing(position: Doc) -> Cells:
    text = joined(
        (
            joined((text_of(position["text"]), state_of(position["state"])), "  "),
            joined((text_of(position["question"], "dim"), hedge_of(position)), " · "),
        ),
        "\n",
    )
    return (line(position["claim"], "id"), stance_of(position["stance"]), text)


# -- speakers, roles, aliases


def _speaker(doc: Doc) -> Sheet:
    qualifier = f"({doc['qualifier']})" if doc["qualifier"] else ""
    name = joined((text_of(doc["name"], "speaker"), text_of(qualifier)), " ")
    return Sheet(
        heading=heading_of(doc, name, text_of(doc["kind"], "dim")),
        facts=(
            (_("belongs to"), _chain(doc["institution"])),
            (_("merged into"), named(doc["merged_into"])),
            (_("also"), joined(text_of(alias["name"]) for alias in doc["aliases"])),
            (_("merged"), joined(named(row) for row in doc["merged"])),
            (_("members"), joined(named(row) for row in doc["members"])),
            (_("quotes"), _quoted(doc)),
            (_("documents"), text_of(doc["documents"] or "")),
            (_("note"), text_of(doc["note"])),
        ),
        sections=(
            (
                _("Roles"),
                [
                    (
                        line(role["id"], "id"),
                        interval(role),
                        joined((text_of(role["title"], "role"), text_of(role["org"]))),
                    )
                    for role in doc["roles"]
                ],
            ),
            (_("Latest words"), [told(row) for row in doc["recent"]]),
        ),
    )


def _quoted(doc: Doc) -> Text:
    if not doc["statements"]:
        return Text()
    count = doc["statements"]
    words = ngettext("{n} quote", "{n} quotes", count).format(n=f"{count:,}")
    if not doc["first_said"]:
        return Text(words)
    days = list(dict.fromkeys((doc["first_said"], doc["last_said"])))
    return Text(f"{words}, {' – '.join(filter(None, days))}")


def _role(doc: Doc) -> Sheet:
    return Sheet(
        heading=heading_of(doc, text_of(doc["title"], "role")),
        facts=(
            (_("speaker"), named(doc["speaker"], "speaker")),
            (_("at"), named(doc["org"])),
            (_("held"), interval(doc)),
            *((lang, text_of(title)) for lang, title in doc["titles"].items()),
            (_("quotes"), text_of(doc["statements"] or "")),
            (_("note"), text_of(doc["note"])),
        ),
    )


def _alias(doc: Doc) -> Sheet:
    return Sheet(
        heading=heading_of(doc, text_of(doc["name"], "speaker"), text_of(doc["lang"], "dim")),
        facts=((_("another name of"), named(doc["speaker"], "speaker")),),
    )


# -- documents


def _document(doc: Doc) -> Sheet:
    length = _("{n} characters kept").format(n=f"{doc['length']:,}") if doc["length"] else ""
    return Sheet(
        heading=heading_of(
            doc,
            text_of(doc["published"], "date"),
            link(doc["title"] or doc["url"] or "—", doc["url"], "title"),
        ),
        facts=(
            (_("outlet"), named(doc["outlet"], "speaker")),
            (_("address"), link(doc["url"] or "", doc["url"])),
            (_("kind"), joined(map(text_of, (doc["kind"], doc["lang"], length)))),
            (_("sha256"), text_of(doc["sha256"], "dim")),
            (_("note"), text_of(doc["note"])),
        ),
        sections=(
            (
                counted(_("Quotes"), doc["count"], doc["statements"]),
                [told(row) for row in doc["statements"]],
            ),
        ),
    )


_SHEETS: dict[str, Callable[[Doc], Sheet]] = {
    "statement": _statement,
    "speaker": _speaker,
    "role": _role,
    "alias": _alias,
    "document": _document,
    **show_accounts.SHEETS,
}
