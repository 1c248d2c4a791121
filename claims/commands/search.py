"""``claims search``: quotes by words, speaker, date, source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.options import OUTLET, QUESTION, SPEAKER, limit_option, since_until
from claims.i18n import _, ngettext
from claims.query.fields import FIELDS
from claims.query.tree import Field
from claims.render.listing import Column, Listing, View
from claims.search import LIMIT, Found
from claims.search import search as find

if TYPE_CHECKING:
    from rich.console import Console

    from claims.render.page import Page

COLUMNS = (
    Column("id", _("Id")),
    Column("said", _("Said")),
    Column("speaker", _("Speaker")),
    Column("role", _("Role")),
    Column("outlet", _("Source")),
    Column("text", _("Quote"), wide=True),
    Column("via", _("Via")),
)


@command(
    "search",
    help=_(
        "Find quotes.  Words stand anywhere in a quote or in its speaker's name; accents and case"
        " never matter.\n\n\b\n"
        '"two words"   side by side      prefix*   words that begin so\n'
        "a OR b        either            -word     without it       ( )   groups\n"
        "\n\b\n"
        "speaker:kerry  source:afp  via:tass  said:2016-09..  year:2016  lang:fr\n"
        "kind:direct  role:minister  question:convoy-attack  claim:C7  stance:denies\n"
        "state:contested  status:proposed  title:aleppo  id:S12  document:D2"
    ),
    examples=(
        "claims search convoy",
        "claims search 'speaker:dunford said:2016-09.. responsible'",
        "claims search '\"aid convoy\" -source:sputnik' --newest",
        "claims search --speaker lavrov --since 2016-09 --json",
    ),
)
@click.argument("query", nargs=-1, metavar="[QUERY]...", help=_("Words and fields, as above."))
@click.option("--speaker", multiple=True, type=SPEAKER, help=_("Only quotes of this speaker."))
@click.option("--source", multiple=True, type=OUTLET, help=_("Only from this outlet."))
@click.option("--via", multiple=True, type=SPEAKER, help=_("Only through this go-between."))
@since_until
@click.option("--lang", multiple=True, metavar="CODE", help=_("Only in this language."))
@click.option(
    "--kind", multiple=True, metavar="KIND", help=_("direct, indirect, mixed, paraphrase.")
)
@click.option("--role", multiple=True, metavar="WORDS", help=_("Only by who held such a role."))
@click.option("--title", multiple=True, metavar="WORDS", help=_("Only in documents so titled."))
@click.option("--question", multiple=True, type=QUESTION, help=_("Only what bears on it."))
@click.option("--state", multiple=True, metavar="STATE", help=_("Bearing on claims so rated."))
@click.option("--stance", multiple=True, metavar="STANCE", help=_("Only with this stance."))
@click.option("--newest", is_flag=True, help=_("The newest first, not the best."))
@click.option("--all", "every", is_flag=True, help=_("Proposed and rejected quotes too."))
@limit_option(LIMIT)
def search(
    app: App, query: tuple[str, ...], newest: bool, every: bool, limit: int, **given: Any
) -> None:
    """Parse, find, say what is odd, emit."""
    text = " ".join(query)
    found = find(
        app.reader(),
        text,
        _filters(given),
        newest=newest,
        limit=limit,
        every_status=every,
    )
    notes = [*found.notes, *_counts(found, newest=newest)]
    for note in notes:
        app.note(note)

    def page() -> Page:
        from claims.render.page.search import search_page

        return search_page(found.rows, text, notes)

    app.emit(
        View(
            listing=Listing(COLUMNS, found.rows, empty=_empty(found), hint=_next(found, text)),
            table=(lambda console: _draw(console, found)) if found.rows else None,
            page=page if found.rows else None,
        )
    )


def _draw(console: Console, found: Found) -> None:
    from claims.render.search import draw

    draw(console, found.rows)


def _filters(given: dict[str, Any]) -> list[Field]:
    """The options as fields of the query, in a fixed order."""
    filters = []
    for name in FIELDS:
        value = given.get(name)
        values = (value,) if isinstance(value, str) else tuple(value or ())
        if values:
            filters.append(Field(name, values, flag=True))
    return filters


def _counts(found: Found, *, newest: bool) -> list[str]:
    notes = []
    total = (_("more than {n}") if found.more else "{n}").format(n=f"{found.total:,}")
    if found.ranked:
        notes.append(
            _("ranked the newest {n} of {total} matches; --newest lists them by date").format(
                n=f"{found.ranked:,}", total=total
            )
        )
    if found.more or found.total > len(found.rows):
        notes.append(
            _("{n} of {total} quotes; --limit shows more").format(n=len(found.rows), total=total)
        )
    return notes


def _empty(found: Found) -> str:
    if found.titled:
        return ngettext(
            "no quote matches, but {n} stands in a document with that title",
            "no quote matches, but {n} stand in documents with such titles",
            found.titled,
        ).format(n=found.titled)
    if found.spellings:
        return "; ".join(
            _('no quote holds "{word}", but some hold {near}').format(
                word=word, near=", ".join(near)
            )
            for word, near in found.spellings.items()
        )
    if found.unaccepted:
        n = found.unaccepted
        return ngettext(
            "no accepted quote matches, but {n} other does",
            "no accepted quote matches, but {n} others do",
            n,
        ).format(n=n)
    return _("no quote matches")


def _next(found: Found, text: str) -> str:
    if not (found.titled or found.spellings or found.unaccepted):
        return "claims search --help"
    import shlex  # of which a search that finds something has no need

    if found.titled:
        return f"claims search {shlex.quote(found.under_titles)}"
    if found.spellings:
        for word, near in found.spellings.items():
            text = re.sub(re.escape(word), near[0], text, flags=re.IGNORECASE)
        return f"claims search {shlex.quote(text)}"
    return f"claims search --all {shlex.quote(text)}".rstrip("'\" ")


# What begins with one dash and is longer than an option leaves a word out: -source:tass.
_EXCLUSION = r"(?s)-(?!n\d)[^\W_](?![\s=])\S+.*|-[(\"«“].*"
_parse_args = search.parse_args


def _with_exclusions(ctx: click.Context, args: list[str]) -> list[str]:
    """Exclusions reach the query although nobody typed ``--`` before them."""
    return _parse_args(ctx, [f" {word}" if _excludes(word) else word for word in args])


def _excludes(word: str) -> bool:
    return word.startswith("-") and re.fullmatch(_EXCLUSION, word) is not None


search.parse_args = _with_exclusions  # type: ignore[method-assign]
