"""Results of a search as a page: who and when, the words whole, matches marked, the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.cite import REPORTED, marks
from claims.i18n import _, ngettext
from claims.render.page import Block, Heading, Items, Page, Paragraph, Quotation, Quote, Run
from claims.render.page.phrases import joined, speaker_runs, stance_run, state_run
from claims.vocabulary import Stance

Row = Mapping[str, Any]


def search_page(rows: Sequence[Row], query: str, notes: Sequence[str] = ()) -> Page:
    """One section a quote, in the order found; ``notes`` say what was odd."""
    title = _("Quotes: {query}").format(query=query) if query else _("Quotes")
    count = ngettext("{n} quote", "{n} quotes", len(rows)).format(n=len(rows))
    blocks: list[Block] = [Paragraph([Run(note)], "warning") for note in notes]
    for row in rows:
        blocks += _result(row)
    return Page(title, blocks, [Run(count)])


def _result(row: Row) -> Iterator[Block]:
    heading = [*speaker_runs(row["speaker"], row["role"])]
    if row["status"] != "accepted":
        heading.append(Run(f" [{row['status']}]", "warning"))
    yield Heading(heading, anchor=row["id"])
    yield Quote(_words(row), _source(row))
    if row["positions"]:
        yield Items([_position(position) for position in row["positions"]])


def _words(row: Row) -> Quotation:
    text, place = row["text"], 0
    runs = []
    for start, end in row["matches"]:
        runs += [Run(text[place:start]), Run(text[start:end], "match")]
        place = end
    runs.append(Run(text[place:]))
    if row["kind"] not in REPORTED:
        opening, closing = marks(row["lang"])
        runs = [Run(opening), *runs, Run(closing)]
    return Quotation([run for run in runs if run.text], row["url"], row["lang"])


def _source(row: Row) -> list[Run]:
    chain = " < ".join(row["via"])
    parts = [
        [Run(row["id"], "id")],
        [Run(row["said"] or row["published"] or "—", "date")],
        [Run(row["outlet"] or row["title"] or row["url"] or "", "source", row["url"])],
        [Run(_("via {chain}").format(chain=chain))] if chain else [],
        [Run(row["venue"])] if row["venue"] else [],
    ]
    return joined((part for part in parts if part and part[0].text), " · ")


def _position(position: Row) -> list[Run]:
    return [
        stance_run(Stance(position["stance"])),
        Run(f" {position['text']} ("),
        state_run(position["state"]),
        Run(")"),
    ]
