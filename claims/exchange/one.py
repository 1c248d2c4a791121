"""One quote by hand: the same record and the same keeping as an import, with more care for names.

What a person types is checked against what is there: a name like another's is not made anew
unless they say so, and the same words of the same speaker in the same document are kept once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from claims import names
from claims.errors import AmbiguousName, UnknownName, UsageError
from claims.exchange.fields import Problem
from claims.exchange.record import read_record
from claims.i18n import _
from claims.keep.keeper import Keeper, Made
from claims.keep.quote import Bearing, Quote
from claims.keep.speakers import meant, refuse_look_alike
from claims.keep.statements import head_of_act
from claims.text import clean_line
from claims.vocabulary import Mode, SpeakerKind


class Kept(NamedTuple):
    """What became of a quote: its statement, whether it was new, what was made for it."""

    statement: int
    new: bool
    made: list[Made]


class RecordError(UsageError):
    """A quote that cannot be read; ``problems`` lists every field and reason."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one.reason}" for one in problems))
        self.problems = problems


def keep_one(
    keeper: Keeper,
    raw: Mapping[str, Any],
    *,
    new: bool = False,
    same_act: int | None = None,
    today: date | None = None,
) -> Kept:
    """Keep one flat record given by hand.

    Names may be ids (P4), questions and claims too (Q3, C7).  ``same_act`` is a statement that
    reports the same utterance; "hier" counts from the day published, else from ``today``.  Raises
    ``RecordError``, ``UnknownName`` with the near matches unless ``new``, ``AmbiguousName``, and
    ``BadInput`` for a chain that comes back.
    """
    reading = read_record({**raw}, today=today or date.today())
    if reading.quote is None:
        raise RecordError(reading.problems)
    quote = reading.quote
    settle_names(keeper, quote, new=new)
    before = keeper.find(quote)
    if before is not None:
        return Kept(before, new=False, made=[])
    quote.positions = [settle_bearing(keeper, one, new=new) for one in quote.positions]
    act = head_of_act(keeper.store, same_act) if same_act is not None else None
    keeper.makes_roles = True
    statement = keeper.keep(quote, act=act)
    keeper.flush()
    return Kept(statement, new=True, made=keeper.made)


def settle_names(keeper: Keeper, quote: Quote, *, new: bool) -> None:
    """Find whom each name means, and refuse to make one like another."""
    named = [*quote.via, *filter(None, (quote.org, quote.outlet))]
    if quote.speaker_kind is not SpeakerKind.UNNAMED:
        named.insert(0, quote.speaker)
    for text in dict.fromkeys(named):
        kind = quote.speaker_kind if text == quote.speaker else None
        settle_name(keeper, text, new=new, kind=kind)


def settle_name(
    keeper: Keeper, text: str, *, new: bool, kind: SpeakerKind | None = None
) -> int | None:
    """Whom a name or id means, none where it is to be made; from then on it means them."""
    found = meant(keeper.speakers, text, kind=kind)
    if found is not None:
        keeper.speakers.pin(text, found)
    elif not new:
        refuse_look_alike(keeper.store, text)
    return found


def settle_bearing(keeper: Keeper, bearing: Bearing, *, new: bool) -> Bearing:
    """The same position with question and answer as they are known, where they are."""
    question = settle_question(keeper, bearing.question, new=new)
    if question is not None:
        row = keeper.store.journal.row("question", question) or {}
        bearing.question = row["slug"]
        figures = row["mode"] == Mode.NUMBER
        bearing.claim = settle_claim(keeper, bearing.claim, question, new=new or figures)
    return bearing


def settle_question(keeper: Keeper, text: str, *, new: bool) -> int | None:
    """The question a name or id means, none where it is to be made."""
    try:
        return names.resolve_question(keeper.store.reader, text, whole=True)
    except UnknownName as error:
        _refuse(error, new=new)
        return None


def settle_claim(keeper: Keeper, text: str, question: int, *, new: bool) -> str:
    """The words of the answer meant by a text or an id, or the text where it is a new one."""
    try:
        claim = names.resolve_claim(keeper.store.reader, text, question, whole=True)
    except UnknownName as error:
        _refuse(error, new=new)
        return clean_line(text)
    row = keeper.store.journal.row("claim", claim) or {}
    if row["question_id"] != question:
        raise UsageError(_("{claim} answers another question").format(claim=text))
    return str(row["text"])


def _refuse(error: UnknownName, *, new: bool) -> None:
    """Raise again what may be a slip: several of the name, or near ones and no ``--new``."""
    if isinstance(error, AmbiguousName):
        raise error
    if error.candidates and not new:
        raise UnknownName(
            error.message,
            candidates=error.candidates,
            hint=_("the name or id of the one you mean, or --new for another"),
        )
