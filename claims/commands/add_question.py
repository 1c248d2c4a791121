"""``claims add question``, ``claim``, ``position`` and ``link``."""

from __future__ import annotations

import click

from claims.commands import App, command
from claims.commands.add_common import date_of, emit_kept, keeping, new_option, note_option
from claims.commands.options import QUESTION, REF, EnumChoice
from claims.errors import UsageError
from claims.i18n import _
from claims.vocabulary import LinkKind, Mode, QuestionKind, Stance


@command(
    "question",
    help=_(
        "Add a question, an event or a topic.  SLUG names it, after what it lies under:"
        " convoy-attack/responsible; what is missing above it is made."
    ),
    examples=[
        "claims add question convoy-attack/warning --title 'Was there a warning?'",
        "claims add question convoy-attack/wounded --mode number --unit people --cumulative",
    ],
)
@click.argument("slug", required=False, help=_("Its short name."))
@click.option("--title", help=_("The question in full."))
@click.option("--kind", type=EnumChoice(QuestionKind), default="question", help=_("What it is."))
@click.option(
    "--mode",
    type=EnumChoice(Mode),
    default="exclusive",
    help=_("How many answers can be true: one (exclusive), several (open), or a number."),
)
@click.option("--unit", help=_("What a number counts."))
@click.option("--cumulative", is_flag=True, help=_("Later and higher figures replace earlier."))
@click.option("--date", "happened", metavar="DATE", help=_("When the event happened."))
@note_option
@new_option
def question(
    app: App,
    slug: str | None,
    title: str | None,
    kind: QuestionKind,
    mode: Mode,
    unit: str | None,
    cumulative: bool,
    happened: str | None,
    note: str | None,
    new: bool,
) -> None:
    """Keep the question."""
    from claims.exchange.one import settle_question
    from claims.keep.questions import Inquiry
    from claims.keep.slugs import slug_of
    from claims.keep.store import Kept

    name = _checked(slug or app.ask(_("SLUG")))
    inquiry = Inquiry(
        kind=kind,
        mode=mode,
        title=title,
        unit=unit,
        cumulative=cumulative,
        happened=date_of("--date", happened),
        note=note,
    )
    with keeping(app) as keeper:
        row = keeper.questions.find(name)
        # What lies under the same event is alike on purpose.
        if row is None and "/" not in slug_of(name):
            settle_question(keeper, name, new=new)
        if row is not None:
            kept = Kept(row["id"], made=False)
        else:
            kept = Kept(keeper.questions.make(name, inquiry), made=True)
        keeper.note_questions()
    emit_kept(app, keeper, "question", kept, slug_of(name))


@command(
    "claim",
    help=_("Add an answer to a question."),
    examples=["claims add claim responsible 'an armed group'"],
)
@click.argument("question", required=False, type=QUESTION, help=_("The question: slug or Q3."))
@click.argument("text", required=False, help=_("The answer."))
@click.option("--number", help=_("The figure: 12, 12.., 18..23, ~20, une vingtaine."))
@click.option("--lang", help=_("Its language: fr, en."))
@click.option(
    "--about", type=REF, metavar="S12", help=_("It denies or confirms that S12 was said.")
)
@note_option
@new_option
def claim(
    app: App,
    question: str | None,
    text: str | None,
    number: str | None,
    lang: str | None,
    about: str | None,
    note: str | None,
    new: bool,
) -> None:
    """Keep the answer."""
    from claims.exchange.one import settle_claim
    from claims.names import resolve_question, resolve_statement
    from claims.numbers import parse_number

    where, words = question or app.ask(_("QUESTION")), _answer(text or number or app.ask(_("TEXT")))
    interval = parse_number(number, lang=lang) if number else None
    with keeping(app) as keeper:
        reader = keeper.store.reader
        row = keeper.store.journal.row("question", resolve_question(reader, where)) or {}
        figures = row["mode"] == Mode.NUMBER
        words = settle_claim(keeper, words, row["id"], new=new or figures)
        spoken = resolve_statement(reader, about) if about else None
        kept = keeper.questions.keep_claim(
            row, words, number=interval, lang=lang, about=spoken, note=note
        )
    emit_kept(app, keeper, "claim", kept, words)


@command(
    "position",
    help=_("Say what a quote does to a claim: which stance it takes, with which reserve."),
    examples=["claims add position S1 C1 --stance unsure"],
)
@click.argument("statement", required=False, type=REF, metavar="S12", help=_("The quote."))
@click.argument("claim", required=False, type=REF, metavar="CLAIM", help=_("C7, or its words."))
@click.option("--question", type=QUESTION, help=_("The question the words answer."))
@click.option("--stance", type=EnumChoice(Stance), help=_("What the quote does to the claim."))
@click.option("--hedge", help=_("The words that qualify it."))
@click.option("--as-of", metavar="DATE", help=_("The day the answer is about."))
def position(
    app: App,
    statement: str | None,
    claim: str | None,
    question: str | None,
    stance: Stance | None,
    hedge: str | None,
    as_of: str | None,
) -> None:
    """Keep the position."""
    from claims.keep.quote import Bearing
    from claims.keep.statements import keep_position
    from claims.names import resolve_claim, resolve_question, resolve_statement

    which, answer = statement or app.ask(_("STATEMENT")), claim or app.ask(_("CLAIM"))
    taken = stance or _stance(app.ask(_("--stance")))
    day = date_of("--as-of", as_of)
    with keeping(app) as keeper:
        reader = keeper.store.reader
        said = resolve_statement(reader, which)
        above = resolve_question(reader, question) if question else None
        number = resolve_claim(reader, answer, above)
        bearing = Bearing("", "", taken, hedge=hedge, as_of=day)
        kept, changed = keep_position(keeper.store, said, number, bearing)
    label = f"S{said} {taken} C{number}"
    emit_kept(app, keeper, "position", kept, label, changed=changed)


@command(
    "link",
    help=_("Say how one claim bears on another."),
    examples=["claims add link C1 contradicts C2"],
)
@click.argument("a", type=REF, metavar="CLAIM", help=_("A claim: C7."))
@click.argument("kind", type=EnumChoice(LinkKind), help=_("What the first does to the second."))
@click.argument("b", type=REF, metavar="CLAIM", help=_("Another claim."))
@note_option
def link(app: App, a: str, kind: LinkKind, b: str, note: str | None) -> None:
    """Keep the link."""
    from claims.keep.questions import keep_link
    from claims.names import resolve_claim

    with keeping(app) as keeper:
        first, second = (resolve_claim(keeper.store.reader, text) for text in (a, b))
        kept = keep_link(keeper.store, first, kind, second, note)
    emit_kept(app, keeper, "link", kept, f"C{first} {kind} C{second}")


def _checked(name: str) -> str:
    from claims.exchange.fields import LONGEST_KEY
    from claims.keep.slugs import slug_of

    if not 0 < len(slug_of(name)) <= LONGEST_KEY:
        raise UsageError(
            _('"{name}" makes no short name').format(name=name), hint="convoy-attack/responsible"
        )
    return name


def _answer(text: str) -> str:
    from claims.exchange.fields import LONGEST_NAME
    from claims.text import clean_line

    words = clean_line(text)
    if not 0 < len(words) <= LONGEST_NAME:
        raise UsageError(_("an answer has 1 to {n} characters").format(n=LONGEST_NAME))
    return words


def _stance(text: str) -> Stance:
    try:
        return Stance(text.strip().lower())
    except ValueError:
        known = ", ".join(Stance)
        raise UsageError(_("{text} is none of {known}").format(text=text, known=known)) from None
