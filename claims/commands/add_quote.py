"""``claims add quote``: the fastest way to keep a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.commands import App, command
from claims.commands.add_common import (
    confidential_option,
    keeping,
    made_lines,
    new_option,
    note_option,
    tellable,
)
from claims.commands.options import OUTLET, QUESTION, REF, SPEAKER, EnumChoice
from claims.confidential import MARK
from claims.errors import BadInput, UsageError
from claims.i18n import _
from claims.ids import format_id
from claims.render.listing import View
from claims.vocabulary import SpeakerKind, Stance, StatementKind

if TYPE_CHECKING:
    from claims.exchange.one import Kept
    from claims.keep.keeper import Made
    from claims.reader import Row

# The field of the flat record each option fills.
FIELDS = {
    "by": "speaker",
    "as_role": "role",
    "of": "org",
    "on": "said",
    "in_outlet": "outlet",
}
_POSITION = {
    "question": "question",
    "claim": "claim",
    "stance": "stance",
    "number": "number",
    "hedge": "hedge",
    "as_of": "as_of",
}
_OPTIONS = {
    "text": "TEXT",
    "speaker": "--by",
    "role": "--as",
    "org": "--of",
    "said": "--on",
    "outlet": "--in",
    "original_text": "--original",
    "positions.question": "--question",
    "positions.as_of": "--as-of",
}


@command(
    "quote",
    help=_(
        "Keep a quote.  Speaker, role, outlet, document, question and claim are made as needed,"
        " and shown.  A quote kept already is said so and left alone.  TEXT can be - for stdin."
    ),
    examples=[
        "claims add quote 'We do not know yet' --by 'Farhan Haq' --in AP --on 2016-09-21",
        "claims add quote 'Russia did it' --by 'Ben Rhodes' --in Reuters --via AFP"
        " --question responsible --claim Russia --stance asserts",
    ],
)
@click.argument("text", required=False, help=_("The words; - reads them from stdin."))
@click.option("--by", type=SPEAKER, help=_("Who said it: a name or P4."))
@click.option("--as", "as_role", metavar="ROLE", help=_("In which role, as printed."))
@click.option("--of", type=SPEAKER, help=_("The organisation or state of the role."))
@click.option("--on", metavar="DATE", help=_("When it was said: 2016, 2016-09, 2016-09-22, hier."))
@click.option("--in", "in_outlet", type=OUTLET, help=_("The outlet that carries it."))
@click.option("--title", help=_("The title of the article."))
@click.option("--url", help=_("Its address."))
@click.option("--published", metavar="DATE", help=_("When it was published."))
@click.option("--via", multiple=True, type=SPEAKER, help=_("Through whom, nearest first."))
@click.option("--kind", type=EnumChoice(StatementKind), help=_("How it is reported."))
@click.option("--speaker-kind", type=EnumChoice(SpeakerKind), help=_("What a new speaker is."))
@click.option("--cue", help=_("The words that introduce it: said, a affirmé."))
@click.option("--lang", help=_("Its language: fr, en."))
@click.option("--venue", help=_("Where it was said."))
@click.option("--same-act", type=REF, metavar="S12", help=_("A quote of the same utterance."))
@click.option("--question", type=QUESTION, help=_("The question it bears on."))
@click.option("--claim", help=_("The answer it bears on."))
@click.option("--stance", type=EnumChoice(Stance), help=_("What it does to that answer."))
@click.option("--number", help=_("The figure: 12, 12.., 18..23, ~20, une vingtaine."))
@click.option("--hedge", help=_("The words that qualify it."))
@click.option("--as-of", metavar="DATE", help=_("The day the answer is about."))
@click.option(
    "--original", "original_text", metavar="TEXT", help=_("The words before translation.")
)
@click.option("--original-lang", help=_("Their language."))
@note_option
@confidential_option
@new_option
def quote(app: App, *, text: str | None, new: bool, same_act: str | None, **given: Any) -> None:
    """Make a flat record of the options and keep it."""
    from claims.exchange.one import RecordError, keep_one
    from claims.names import resolve_statement

    raw = _record(app, text, given)
    try:
        with keeping(app) as keeper:
            act = resolve_statement(keeper.store.reader, same_act) if same_act else None
            kept = keep_one(keeper, raw, new=new, same_act=act)
    except RecordError as error:
        words = "; ".join(f"{_option(one.field)}: {one.reason}" for one in error.problems)
        raise UsageError(words, hint="claims add quote --help") from None
    made = tellable(app, kept.made)
    row = app.reader().row(_SQL, id=kept.statement)
    app.emit(_view(kept, made, row) if row else _discreet(kept, made))


def _record(app: App, text: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """The flat record that the options are."""
    if text == "-":
        text = _from_stdin(app)
    raw: dict[str, Any] = {"text": text or app.ask(_("TEXT (the words)"))}
    given["by"] = given["by"] or app.ask(_("--by (who said it)"))
    position = {_POSITION[name]: given.pop(name) for name in _POSITION}
    for name, value in given.items():
        raw[FIELDS.get(name, name)] = list(value) if isinstance(value, tuple) else value
    if any(value is not None for value in position.values()):
        raw["positions"] = [position]
    return raw


def _from_stdin(app: App) -> str:
    with app.read_input("-") as stream:
        try:
            return stream.read().decode("utf-8-sig").strip()
        except UnicodeDecodeError as error:
            raise BadInput(_("the text is not UTF-8")) from error


def _option(field: str | None) -> str:
    field = field or ""
    return _OPTIONS.get(field) or "--" + field.removeprefix("positions.").replace("_", "-")


_KEPT = {True: _("{id} kept: {label}"), False: _("{id} kept already: {label}")}


def _discreet(kept: Kept, made: list[Made]) -> View:
    """The answer where the quote is confidential and nobody at a terminal reads it."""
    from claims.exchange.report import made_json

    ref = format_id("statement", kept.statement)
    document = {
        "id": ref,
        "new": kept.new,
        "confidential": True,
        "made": [made_json(one) for one in made],
    }
    lines = [_KEPT[kept.new].format(id=ref, label=MARK), *made_lines(made)]
    return View(document=document, lines=lines, ids=[ref])


def _view(kept: Kept, made: list[Made], row: Row) -> View:
    from claims.exchange.report import made_json

    ref = format_id("statement", kept.statement)
    who = ", ".join(filter(None, (row["speaker"], row["role"])))
    label = " · ".join(filter(None, (who, row["said"] or row["published"], row["outlet"])))
    document = {
        "id": ref,
        "new": kept.new,
        "speaker": row["speaker"],
        "speaker_id": format_id("speaker", row["speaker_id"]),
        "role": row["role"],
        "said": row["said"],
        "outlet": row["outlet"],
        "document_id": format_id("document", row["document_id"]),
        "made": [made_json(one) for one in made],
    }
    lines = [_KEPT[kept.new].format(id=ref, label=label), *made_lines(made)]
    return View(document=document, lines=lines, ids=[ref])


_SQL = """
SELECT COALESCE(m.id, k.id) AS speaker_id, COALESCE(m.name, k.name) AS speaker,
       COALESCE(s.role_printed, r.title) AS role, s.said, d.published, o.name AS outlet,
       s.document_id
FROM statement s
JOIN document d ON d.id = s.document_id
JOIN speaker k ON k.id = s.speaker_id
LEFT JOIN speaker m ON m.id = k.merged_into
LEFT JOIN role r ON r.id = s.role_id
LEFT JOIN speaker o ON o.id = d.outlet_id
WHERE s.id = :id
"""
