"""``claims add speaker`` and ``claims add role``."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.add_common import (
    checked_name,
    confidential_option,
    date_of,
    emit_kept,
    keeping,
    new_option,
    note_option,
    speaker_of,
)
from claims.commands.options import SPEAKER, EnumChoice
from claims.errors import BadInput
from claims.i18n import _
from claims.ids import Kind
from claims.vocabulary import SpeakerKind


@command(
    "speaker",
    help=_(
        "Add a speaker, or aliases, a parent and a note to one that is there.  --qualifier tells"
        " apart two of one name."
    ),
    examples=[
        "claims add speaker 'Samantha Power' --parent 'United States'",
        "claims add speaker 'Ban Ki-moon' --alias 'Ban Ki Moon' --alias 'M. Ban'",
    ],
)
@click.argument("name", required=False, help=_("The name as it is best known."))
@click.option("--kind", type=EnumChoice(SpeakerKind), help=_("What it is; a person unless said."))
@click.option("--parent", type=SPEAKER, help=_("The organisation or state it belongs to."))
@click.option("--alias", "aliases", multiple=True, help=_("Another name; can be repeated."))
@click.option("--qualifier", default="", help=_("What tells it from others of the name."))
@note_option
@confidential_option
@new_option
def speaker(
    app: App,
    name: str | None,
    kind: SpeakerKind | None,
    parent: str | None,
    aliases: tuple[str, ...],
    qualifier: str,
    note: str | None,
    confidential: bool,
    new: bool,
) -> None:
    """Find or make the speaker, then complete it."""
    from claims.keep.speakers import Details, keep_details, keep_speaker
    from claims.marking import mark_row

    name = checked_name(name or app.ask(_("NAME")))
    names = [checked_name(alias) for alias in aliases]
    with keeping(app) as keeper:
        above = speaker_of(keeper, parent, new=new)
        kept = keep_speaker(
            keeper.speakers,
            name,
            kind=kind or SpeakerKind.PERSON,
            parent=above,
            new=new,
            qualifier=qualifier,
        )
        keeper.note("speaker", kept, name)
        keeper.flush()
        details = Details(kind=kind, parent=above, aliases=names, note=note)
        changed = keep_details(keeper.speakers, kept.id, details)
        if confidential:
            changed |= mark_row(keeper.store.journal, Kind.SPEAKER, kept.id)
    emit_kept(app, keeper, "speaker", kept, name, changed=changed)


@command(
    "role",
    help=_("Add a role somebody held.  Its ends may be as vague as 2016 or 2016-09."),
    examples=[
        "claims add role 'Ban Ki-moon' 'Minister of Foreign Affairs' --from 2004-01 --to 2006-11"
    ],
)
@click.argument("speaker", required=False, type=SPEAKER, help=_("Who held it."))
@click.argument("title", required=False, help=_("The title."))
@click.option("--of", type=SPEAKER, help=_("At which organisation or state."))
@click.option("--from", "since", metavar="DATE", help=_("Since when."))
@click.option("--to", "until", metavar="DATE", help=_("Until when; still held unless said."))
@click.option("--titled", multiple=True, metavar="LANG=TITLE", help=_("In another language."))
@note_option
@confidential_option
@new_option
def role(
    app: App,
    speaker: str | None,
    title: str | None,
    of: str | None,
    since: str | None,
    until: str | None,
    titled: tuple[str, ...],
    note: str | None,
    confidential: bool,
    new: bool,
) -> None:
    """Keep the role."""
    from claims.marking import mark_row
    from claims.names import resolve_speaker

    who, title = speaker or app.ask(_("SPEAKER")), checked_name(title or app.ask(_("TITLE")))
    first, last = date_of("--from", since), date_of("--to", until)
    titles = _by_language(titled)
    with keeping(app) as keeper:
        holder = resolve_speaker(keeper.store.reader, who)
        org = speaker_of(keeper, of, new=new)
        kept = keeper.roles.keep(
            holder, title, org=org, since=first, until=last, titles=titles, note=note
        )
        keeper.flush()
        changed = confidential and mark_row(keeper.store.journal, Kind.ROLE, kept.id)
    emit_kept(app, keeper, "role", kept, f"{title}, {who}", changed=changed)


def _by_language(titled: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in titled]
    if any(not (lang.strip() and title.strip()) for lang, _sign, title in pairs):
        raise BadInput(_("--titled takes a language and a title: fr=ministre"))
    return {lang.strip(): title.strip() for lang, _sign, title in pairs}
