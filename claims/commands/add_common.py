"""What the commands under ``claims add`` share: options, dates and numbers, the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claims.commands import App
from claims.confidential import MARK
from claims.errors import UsageError
from claims.i18n import _
from claims.ids import format_id
from claims.render.listing import View

if TYPE_CHECKING:
    from claims.dates import PartialDate
    from claims.keep.alike import LookAlike
    from claims.keep.keeper import Keeper, Made
    from claims.keep.store import Kept

F = TypeVar("F", bound=Callable[..., Any])


def new_option(function: F) -> F:
    """``--new``: the names are new ones, however like others they are."""
    return click.option("--new", is_flag=True, help=_("Make names even where others are alike."))(
        function
    )


def confidential_option(function: F) -> F:
    """``--confidential``."""
    return click.option(
        "--confidential", is_flag=True, help=_("Keep it out of whatever leaves the newsroom.")
    )(function)


def note_option(function: F) -> F:
    """``--note``."""
    return click.option("--note", help=_("A note of your own."))(function)


@contextmanager
def keeping(app: App) -> Iterator[Keeper]:
    """One batch, everything handed over at its end."""
    from claims.keep.alike import twins
    from claims.keep.keeper import Keeper

    with app.write() as journal:
        keeper = Keeper(journal)
        yield keeper
        keeper.flush()
        made = twins(journal.reader, keeper.speakers.made)
    warn_of_twins(app, made)


def warn_of_twins(app: App, found: Iterable[LookAlike]) -> None:
    """Say which of the speakers made look like another, where both may be named."""
    for one in found:
        if all(app.may_name("speaker", number) for number in (one.id, one.other_id)):
            app.note(one.warning())


def date_of(option: str, text: str | None) -> PartialDate | None:
    """The date an option names; ``UsageError`` names the option."""
    from claims.dates import DateError, parse_date

    if not text:
        return None
    try:
        return parse_date(text)
    except DateError as error:
        raise UsageError(f"{option}: {error.message}", hint=error.hint) from None


def speaker_of(keeper: Keeper, text: str | None, *, new: bool, kind: str = "org") -> int | None:
    """Whom a name means, made where nobody is called so."""
    from claims.exchange.one import settle_name
    from claims.vocabulary import SpeakerKind

    if not text:
        return None
    found = settle_name(keeper, text, new=new)
    if found is not None:
        return found
    kept = keeper.speakers.keep(checked_name(text), kind=SpeakerKind(kind))
    keeper.note("speaker", kept, text)
    return kept.id


def checked_name(text: str) -> str:
    """A name with something in it to know it by."""
    from claims.exchange.fields import LONGEST_NAME
    from claims.text import clean_line, name_key

    name = clean_line(text)
    if not name_key(name):
        raise UsageError(_('"{name}" has neither letter nor digit').format(name=name))
    if max(len(name), len(name_key(name))) > LONGEST_NAME:
        raise UsageError(_("a name has at most {n} characters").format(n=LONGEST_NAME))
    return name


def tellable(app: App, made: Iterable[Made]) -> list[Made]:
    """Of what was made on the way, what the answer may name."""
    from claims.exchange.report import made_kind

    return [one for one in made if app.may_name(made_kind(one), one.id)]


def made_lines(made: list[Made]) -> list[str]:
    """What was made on the way, one a line."""
    from claims.exchange.report import made_id

    return [
        _("made {what} {id} {label}").format(what=_WHAT(one.what), id=made_id(one), label=one.label)
        for one in made
    ]


def _WHAT(what: str) -> str:  # noqa: N802 - a table, evaluated when the language is known
    words = {
        "speaker": _("speaker"),
        "organisation": _("organisation"),
        "channel": _("channel"),
        "outlet": _("outlet"),
        "role": _("role"),
        "document": _("document"),
        "question": _("question"),
        "claim": _("claim"),
    }
    return words[what]


def emit_kept(
    app: App, keeper: Keeper, kind: str, kept: Kept, label: str, *, changed: bool = False
) -> None:
    """Say what became of one thing: made, completed, or there already."""
    from claims.exchange.report import made_json

    ref = format_id(kind, kept.id)
    if not app.may_name(kind, kept.id):
        label = MARK
    if kept.made:
        said = _("{id} added: {label}")
    elif changed:
        said = _("{id} completed: {label}")
    else:
        said = _("{id} there already: {label}")
    others = [one for one in tellable(app, keeper.made) if one.id != kept.id or one.what != kind]
    document = {
        "id": ref,
        "new": kept.made,
        "changed": changed,
        "label": label,
        "made": [made_json(one) for one in others],
    }
    lines = [said.format(id=ref, label=label), *made_lines(others)]
    app.emit(View(document=document, lines=lines, ids=[ref]))
