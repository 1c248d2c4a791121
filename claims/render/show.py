"""One thing on a terminal: a heading, what is known of it, and what hangs together with it.

Each kind is laid out by one function that turns its document (``claims.things``) into a ``Sheet``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claims.cite import REPORTED, marks
from claims.i18n import _, ngettext
from claims.render.console import line, link, plain, state_style
from claims.text import clean_line, shorten

Doc = Mapping[str, Any]
Cells = tuple[Text, ...]

_INDENT = 4
_WORDS = 90  # of a quote in a list, in code points
_LIVE = 5  # batches of the history


@dataclass(frozen=True)
class Sheet:
    """What is drawn: ``facts`` are labels with values, ``sections`` titles with rows of cells."""

    heading: Text
    body: Text | None = None
    facts: Sequence[tuple[str, Text]] = ()
    sections: Sequence[tuple[str, Sequence[Cells]]] = field(default=())


def draw(console: Console, doc: Doc) -> None:
    """Print a thing."""
    sheet = _SHEETS[doc["type"]](doc)
    console.print(sheet.heading)
    if sheet.body:
        console.print()
        console.print(_indented(sheet.body))
    facts = [(label, value) for label, value in sheet.facts if value]
    if facts:
        console.print()
        console.print(_indented(_grid([(Text(label, "dim"), value) for label, value in facts])))
    for title, rows in [*sheet.sections, *_attached(doc)]:
        if rows:
            console.print()
            console.print(Text(title, "title"))
            console.print(_indented(_grid(rows)))


def _indented(what: Any) -> Padding:
    return Padding(what, (0, 0, 0, _INDENT), expand=False)


def _grid(rows: Sequence[Cells]) -> Table:
    """Columns without lines; the last takes what room is left."""
    table = Table.grid(padding=(0, 2, 0, 0))
    columns = max(map(len, rows))
    for column in range(columns):
        table.add_column(overflow="fold", no_wrap=column < columns - 1)
    for cells in rows:
        table.add_row(*cells)
    return table


# -- pieces


def _text(value: Any, style: str = "") -> Text:
    return line(str(value), style) if value not in (None, "", []) else Text()


def _joined(parts: Iterable[Text], mark: str = ", ") -> Text:
    return Text(mark).join(part for part in parts if part)


def _named(row: Doc | None, style: str = "") -> Text:
    """``John Kerry P3``."""
    if not row:
        return Text()
    name = row.get("name") or row.get("slug") or row.get("text") or ""
    return _joined((_text(name, style), _text(row["id"], "id")), " ")


def _stance(value: str) -> Text:
    return line(value, state_style("stance", value))


def _state(value: str) -> Text:
    return line(value, state_style("state", value))


def _heading(doc: Doc, *parts: Text) -> Text:
    return _joined((line(doc["id"], "id"), *parts), "  ")


def _who(row: Doc) -> Text:
    return _joined((_text(row["speaker"], "speaker"), _text(row["role"], "role")))


def _when(row: Doc) -> Text:
    return _text(row["said"] or row["published"] or "—", "date")


def _told(row: Doc, *, words: bool = True) -> Cells:
    """A statement in a list."""
    source = _joined((_text(row["outlet"], "source"), _via(row["via"])), " ")
    text = Text(": ").join(part for part in (_who(row), source) if part)
    if words:
        text = _joined((text, Text(f"“{shorten(clean_line(row['text']), _WORDS)}”")), "\n")
    return (line(row["id"], "id"), _when(row), text)


def _via(chain: Sequence[str]) -> Text:
    if not chain:
        return Text()
    return Text(_("via {chain}").format(chain=" < ".join(map(clean_line, chain))), "source")


def _interval(row: Doc) -> Text:
    if not (row["since"] or row["until"]):
        return Text()
    return Text(f"{row['since'] or '…'} – {row['until'] or '…'}", "date")


def _attached(doc: Doc) -> list[tuple[str, Sequence[Cells]]]:
    flags = [
        (
            line(flag["id"], "id"),
            line(flag["kind"], "dim" if flag["cleared_at"] else "warning"),
            _joined(
                (
                    _text(flag["reason"]),
                    Text(f"{clean_line(flag['by'])}, {flag['at'][:10]}", "dim"),
                    Text(_("cleared {day}").format(day=flag["cleared_at"][:10]), "dim")
                    if flag["cleared_at"]
                    else Text(),
                ),
                " · ",
            ),
        )
        for flag in doc.get("flags", ())
    ]
    xrefs = [(_text(ref["scheme"], "dim"), _text(ref["key"])) for ref in doc.get("xrefs", ())]
    batches = doc.get("changes", ()) if doc["type"] != "batch" else ()
    changes = [
        (
            line(batch["id"], "id"),
            Text(batch["at"][:16].replace("T", " "), "date"),
            _text(batch["actor"]),
            _text(shorten(clean_line(batch["command"]), _WORDS), "dim"),
        )
        for batch in batches[:_LIVE]
    ]
    return [(_("Flags"), flags), (_("External ids"), xrefs), (_("Changes"), changes)]


# -- statements


def _statement(doc: Doc) -> Sheet:
    status = doc["status"]
    badge = line(f"[{status}]", "warning") if status != "accepted" else Text()
    return Sheet(
        heading=_heading(doc, _when(doc), _who(doc), badge),
        body=_in_context(doc),
        facts=(
            (_("belongs to"), _chain(doc["institution"])),
            (_("held"), _role_held(doc)),
            (_("venue"), _joined((_text(doc["venue"]), _addressee(doc)))),
            (_("via"), _text(" < ".join(map(clean_line, doc["via"])))),
            (_("source"), _source(doc)),
            (_("as"), _joined(map(_text, (doc["kind"], doc["lang"], doc["cue"])))),
            (_("original"), _original(doc)),
            (_("note"), _text(doc["note"])),
        ),
        sections=(
            (_("Bears on"), [_bearing(position) for position in doc["positions"]]),
            (_("The same act elsewhere"), [_told(row) for row in doc["elsewhere"]]),
            (
                _("Attribution disputed"),
                [
                    (line(row["claim"], "id"), _state(row["state"]), _text(row["text"]))
                    for row in doc["disputed_as"]
                ],
            ),
        ),
    )


def _role_held(doc: Doc) -> Text:
    """The role of the calendar, where the printed one is shown above."""
    if not (doc["role_printed"] and doc["role_resolved"]):
        return Text()
    title = _joined((_text(doc["role_resolved"], "role"), _text(doc["org"])))
    return _joined((title, _text(doc["role_id"], "id")), " ")


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
    return _joined((_named(row) for row in rows), " < ")


def _source(doc: Doc) -> Text:
    head = _joined(
        (
            _text(doc["outlet"], "speaker"),
            link(doc["title"] or "", doc["url"]),
            _text(doc["published"], "date"),
        )
    )
    return _joined(
        (
            _joined((head, _text(doc["document"], "id")), " "),
            link(doc["url"] or "", doc["url"], "source"),
        ),
        "\n",
    )


def _original(doc: Doc) -> Text:
    if not doc["original_text"]:
        return Text()
    return _joined((_text(doc["original_text"]), _text(doc["original_lang"], "dim")), " ")


def _bearing(position: Doc) -> Cells:
    text = _joined(
        (
            _joined((_text(position["text"]), _state(position["state"])), "  "),
            _joined((_text(position["question"], "dim"), _hedge(position)), " · "),
        ),
        "\n",
    )
    return (line(position["claim"], "id"), _stance(position["stance"]), text)


def _hedge(position: Doc) -> Text:
    parts = []
    if position["hedge"]:
        parts.append(Text(f"“{clean_line(position['hedge'])}”", "dim"))
    if position["as_of"]:
        parts.append(Text(_("as of {day}").format(day=position["as_of"]), "dim"))
    return _joined(parts)


# -- speakers, roles, aliases


def _speaker(doc: Doc) -> Sheet:
    qualifier = f"({doc['qualifier']})" if doc["qualifier"] else ""
    name = _joined((_text(doc["name"], "speaker"), _text(qualifier)), " ")
    return Sheet(
        heading=_heading(doc, name, _text(doc["kind"], "dim")),
        facts=(
            (_("belongs to"), _chain(doc["institution"])),
            (_("merged into"), _named(doc["merged_into"])),
            (_("also"), _joined(_text(alias["name"]) for alias in doc["aliases"])),
            (_("merged"), _joined(_named(row) for row in doc["merged"])),
            (_("members"), _joined(_named(row) for row in doc["members"])),
            (_("quotes"), _quoted(doc)),
            (_("documents"), _text(doc["documents"] or "")),
            (_("note"), _text(doc["note"])),
        ),
        sections=(
            (
                _("Roles"),
                [
                    (
                        line(role["id"], "id"),
                        _interval(role),
                        _joined((_text(role["title"], "role"), _text(role["org"]))),
                    )
                    for role in doc["roles"]
                ],
            ),
            (_("Latest words"), [_told(row) for row in doc["recent"]]),
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
        heading=_heading(doc, _text(doc["title"], "role")),
        facts=(
            (_("speaker"), _named(doc["speaker"], "speaker")),
            (_("at"), _named(doc["org"])),
            (_("held"), _interval(doc)),
            *((lang, _text(title)) for lang, title in doc["titles"].items()),
            (_("quotes"), _text(doc["statements"] or "")),
            (_("note"), _text(doc["note"])),
        ),
    )


def _alias(doc: Doc) -> Sheet:
    return Sheet(
        heading=_heading(doc, _text(doc["name"], "speaker"), _text(doc["lang"], "dim")),
        facts=((_("another name of"), _named(doc["speaker"], "speaker")),),
    )


# -- documents


def _document(doc: Doc) -> Sheet:
    length = _("{n} characters kept").format(n=f"{doc['length']:,}") if doc["length"] else ""
    return Sheet(
        heading=_heading(
            doc,
            _text(doc["published"], "date"),
            link(doc["title"] or doc["url"] or "—", doc["url"], "title"),
        ),
        facts=(
            (_("outlet"), _named(doc["outlet"], "speaker")),
            (_("address"), link(doc["url"] or "", doc["url"])),
            (_("kind"), _joined(map(_text, (doc["kind"], doc["lang"], length)))),
            (_("sha256"), _text(doc["sha256"], "dim")),
            (_("note"), _text(doc["note"])),
        ),
        sections=(
            (
                _counted(_("Quotes"), doc["count"], doc["statements"]),
                [_told(row) for row in doc["statements"]],
            ),
        ),
    )


def _counted(title: str, count: int, shown: Sequence[Any]) -> str:
    if count <= len(shown):
        return title
    return _("{title}: the newest {n} of {count}").format(
        title=title, n=len(shown), count=f"{count:,}"
    )


# -- questions and claims


def _question(doc: Doc) -> Sheet:
    kind = _joined(
        (
            _text(doc["kind"]),
            _text(doc["mode"]),
            _text(doc["unit"]),
            _text(_("cumulative") if doc["cumulative"] else ""),
        )
    )
    return Sheet(
        heading=_heading(doc, _text(doc["slug"], "title"), _state(doc["state"])),
        body=plain(doc["title"]),
        facts=(
            (_("under"), _named(doc["parent"])),
            (_("kind"), kind),
            (_("happened"), _text(doc["happened"], "date")),
            *((lang, _text(title)) for lang, title in doc["titles"].items()),
            (_("note"), _text(doc["note"])),
        ),
        sections=(
            (
                _("Questions"),
                [
                    (
                        line(row["id"], "id"),
                        _state(row["state"]),
                        _joined((_text(row["slug"]), _text(row["title"], "dim")), "\n"),
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
        _state(row["state"]),
        _joined((_text(row["text"]), Text(count, "dim"), reasons), " · "),
    )


def _claim(doc: Doc) -> Sheet:
    return Sheet(
        heading=_heading(
            doc,
            _text(doc["text"], "title"),
            _state(doc["state"]),
            _text(", ".join(doc["reasons"]), "dim"),
        ),
        facts=(
            (
                _("answers"),
                _joined((_named(doc["question"]), _text(doc["question"]["title"])), ", "),
            ),
            (_("number"), _text(doc["number"])),
            (_("about"), _text(doc["about"], "id")),
            (_("note"), _text(doc["note"])),
        ),
        sections=(
            (
                _counted(_("Who says what"), doc["count"], doc["positions"]),
                [_held(position) for position in doc["positions"]],
            ),
            (
                _("Links"),
                [
                    (
                        line(row["claim"], "id"),
                        _text(row["kind"]),
                        _joined((_text(row["text"]), _state(row["state"])), "  "),
                    )
                    for row in doc["links"]
                ],
            ),
            (
                _("Verdicts"),
                [
                    (
                        line(row["id"], "id"),
                        _text(row["rated"], "date"),
                        _joined(
                            (
                                _text(row["reviewer"], "speaker"),
                                _text(row["label"]),
                                _text(row["value"], "dim"),
                            )
                        ),
                    )
                    for row in doc["verdicts"]
                ],
            ),
        ),
    )


def _held(position: Doc) -> Cells:
    told = position["statement"]
    number, when, text = _told(told, words=False)
    return (number, when, _stance(position["stance"]), _joined((text, _hedge(position)), "\n"))


def _position(doc: Doc) -> Sheet:
    number, when, text = _told(doc["statement"])
    return Sheet(
        heading=_heading(
            doc, _stance(doc["stance"]), _named(doc["claim"]), _state(doc["claim"]["state"])
        ),
        facts=(
            (_("question"), _text(doc["claim"]["question"])),
            (_("hedge"), _text(doc["hedge"])),
            (_("as of"), _text(doc["as_of"], "date")),
            (_("note"), _text(doc["note"])),
        ),
        sections=((_("Said"), [(number, when, text)]),),
    )


def _link(doc: Doc) -> Sheet:
    return Sheet(
        heading=_heading(doc, _named(doc["a"]), _text(doc["kind"], "title"), _named(doc["b"])),
        facts=(
            (
                _("questions"),
                _joined(map(_text, dict.fromkeys((doc["a"]["question"], doc["b"]["question"])))),
            ),
            (_("note"), _text(doc["note"])),
        ),
    )


def _verdict(doc: Doc) -> Sheet:
    return Sheet(
        heading=_heading(
            doc,
            _text(doc["rated"], "date"),
            _named(doc["reviewer"], "speaker"),
            _text(doc["label"], "title"),
        ),
        body=plain(doc["explanation"]) if doc["explanation"] else None,
        facts=(
            (_("means"), _text(doc["value"] or _("nothing we know"))),
            (_("claim"), _joined((_named(doc["claim"]), _state(doc["claim"]["state"])), "  ")),
            (_("question"), _text(doc["claim"]["question"])),
            (_("address"), link(doc["url"] or "", doc["url"])),
            (_("document"), _text(doc["document"], "id")),
            (_("note"), _text(doc["note"])),
        ),
    )


# -- flags, batches


def _flag(doc: Doc) -> Sheet:
    cleared = _joined((_text(doc["cleared_at"], "date"), _text(doc["cleared_by"])), " ")
    return Sheet(
        heading=_heading(
            doc, _text(doc["kind"], "warning"), _text(doc["about"], "id"), _text(doc["other"], "id")
        ),
        facts=(
            (_("reason"), _text(doc["reason"])),
            (_("by"), _joined((_text(doc["by"]), _text(doc["at"], "date")), " ")),
            (_("cleared"), cleared),
        ),
    )


def _batch(doc: Doc) -> Sheet:
    return Sheet(
        heading=_heading(doc, _text(doc["at"], "date"), _text(doc["actor"], "speaker")),
        body=plain(doc["command"]),
        facts=(
            (_("undoes"), _text(doc["undoes"], "id")),
            (_("undone by"), _text(doc["undone_by"], "id")),
            *(
                (action, _text(", ".join(f"{n} {table}" for table, n in tables.items())))
                for action, tables in doc["wrote"].items()
            ),
        ),
        sections=(
            (
                _("Wrote"),
                [
                    (
                        _text(change["id"], "id"),
                        _text(change["action"], "dim"),
                        _text(change["table"]),
                    )
                    for change in doc["changes"]
                ],
            ),
        ),
    )


_SHEETS: dict[str, Callable[[Doc], Sheet]] = {
    "statement": _statement,
    "speaker": _speaker,
    "role": _role,
    "alias": _alias,
    "document": _document,
    "question": _question,
    "claim": _claim,
    "position": _position,
    "link": _link,
    "verdict": _verdict,
    "flag": _flag,
    "batch": _batch,
}
