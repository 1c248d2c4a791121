"""The views of the database for tools that open it themselves: what each is, column by column.

Their SQL is in the migrations, which make them; here is what is said of them to people.  A test
holds the two together.  Words are translated when the module is loaded, which only an export does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.i18n import _


@dataclass(frozen=True, slots=True)
class View:
    """A view: what a row is, what its columns are, how it is listed.

    ``columns`` are all of them, in order; of one that its name explains nothing is said, since
    Datasette lists whatever is said above the rows and the search box.
    ``facets`` are columns of few values; ``sort`` and ``sort_desc`` the column it is ordered by;
    ``label`` the one that names a row.  ``searched`` says that its ``number`` is a statement's.
    """

    description: str
    columns: Mapping[str, str]
    label: str
    facets: tuple[str, ...] = ()
    sort: str | None = None
    sort_desc: str | None = None
    searched: bool = False


WORDS_VIEW = "quote_words"
"""On SQLite, the full-text index as Datasette's search box asks it: docs/datasette.md."""

_NUMBER = {"number": _("The id without its letter: the row's key in its table")}
_STATE = _(
    "What the rule finds today: contested, unsettled, denied, withdrawn, open, single-source,"
    " reported, unsourced, corroborated or settled"
)
_QUESTION = {
    "question": _("The question's short name, for claims contrast"),
    "question_title": "",
}
_WHO = {
    "speaker": _("Who said it, under the name they have now"),
    "role": _("As printed beside the quote, failing that as known for that day"),
    "organisation": "",
}
_CARRIED = {
    "outlet": "",
    "via": _("Through whom it came there, nearest to the outlet first"),
}
_DETAILS = {
    "said_from": _("The first day it can have been said, failing a date the article's; sortable"),
    "said_to": "",
    "year": "",
    "speaker_kind": "",
    "quote_kind": "",
    "language": "",
}
_ANSWER = {
    "answer": _("The claim: one answer to the question"),
    **_QUESTION,
    "event": _("The event or topic the question belongs to"),
    "state": _STATE,
    "reasons": _("Why it is contested: opposed, rival, flagged; divided by commas"),
}
VIEWS: Mapping[str, View] = {
    "quotes": View(
        _("Every accepted quote: who said it, when, in which role, and who carried it."),
        {
            "id": "",
            "said": "",
            **_WHO,
            "quote": _("The words, verbatim"),
            **_CARRIED,
            "title": "",
            "url": "",
            "published": "",
            **_DETAILS,
            "cue": _("The word that reports it: said, told, a déclaré"),
            "venue": "",
            "positions": _("How many claims it takes a position on: see who_says_what"),
            "same_utterance_as": _("The quote that stands for the same words said once"),
            **dict.fromkeys(("speaker_id", "source_id"), ""),
            **_NUMBER,
        },
        label="quote",
        facets=("speaker_kind", "quote_kind", "language"),
        sort_desc="said_from",
        searched=True,
    ),
    "who_says_what": View(
        _("What each quote does to a claim: one row a position."),
        {
            "id": "",
            "question": _QUESTION["question"],
            "answer": _ANSWER["answer"],
            **_WHO,
            "stance": _(
                "asserts and suspects are for it, doubts and denies against; reports only relays;"
                " unsure says it is not known; declines will not say; retracts takes back"
            ),
            "hedge": _("The words that weaken it, verbatim"),
            "said": "",
            "quote": _("The words, verbatim"),
            **_CARRIED,
            "url": "",
            "as_of": _("The day a figure is of, where it says so"),
            "answer_state": _STATE,
            "question_title": "",
            "side": _("for, against or neither: the stance in one word"),
            **_DETAILS,
            **dict.fromkeys(("quote_id", "answer_id", "question_id", "speaker_id"), ""),
            **_NUMBER,
        },
        label="answer",
        facets=("stance", "side", "answer_state"),
        sort_desc="said_from",
    ),
    "answers": View(
        _("Every claim, that is one answer to a question, with its state and its voices counted."),
        {
            "id": "",
            **_ANSWER,
            "figure": _("The answer as an interval, where it is a number: docs/numbers.md"),
            "low": "",
            "high": "",
            "voices_for": _("How many speakers ever asserted or suspected it"),
            "voices_against": _("How many speakers ever doubted or denied it"),
            "quotes": _("How many accepted quotes bear on it"),
            "fact_checks": _("How many verdicts there are on it"),
            "open_flags": _("How many marks on it are not cleared"),
            "disputes_quote": _("The quote whose attribution it is about"),
            **dict.fromkeys(("question_id",), ""),
            **_NUMBER,
        },
        label="answer",
        facets=("state", "reasons"),
        sort_desc="number",
    ),
    "contested_claims": View(
        _("The claims that are contested or unsettled now, with who holds and who rejects them."),
        {
            "id": "",
            **_ANSWER,
            "held_by": _("Who ever asserted or suspected it"),
            "rejected_by": _("Who ever doubted or denied it"),
            "undecided": _("Who said it is not known, or would not say"),
            "fact_checks": _("What fact-checkers rated it, in their words"),
            **dict.fromkeys(("question_id",), ""),
            **_NUMBER,
        },
        label="answer",
        facets=("state", "reasons"),
        sort="state",
    ),
    "disputes": View(
        _("Every question, with the event or topic above it and how many answers it has."),
        {
            "id": "",
            "question": _QUESTION["question"],
            "title": "",
            "kind": _("topic, event or question"),
            "event": _ANSWER["event"],
            "mode": _("How many answers can be true: exclusive (one), open (several), number"),
            "unit": _("What a number counts"),
            "state": _("Its worst answer's"),
            "answers": "",
            "contested_answers": _("How many of them are contested"),
            "quotes": _("How many accepted quotes bear on them"),
            "happened": _("When it happened, as precisely as it is known"),
            "happened_from": "",
            "happened_to": "",
            "event_id": "",
            **_NUMBER,
        },
        label="title",
        facets=("state", "kind", "mode"),
        sort_desc="number",
    ),
    "voices": View(
        _("Everyone who speaks or publishes; those merged into one counted as one."),
        {
            "id": "",
            "name": _("The name they have now"),
            "qualifier": _("What tells people of one name apart"),
            "kind": _("person, org, state, group or unnamed"),
            "belongs_to": _("The institution they speak for"),
            "also_called": _("Their other names"),
            "quotes": _("How many accepted quotes are theirs"),
            "first_quote": _("The first day one of them was said"),
            "last_quote": _("The last day one of them was said"),
            **_NUMBER,
        },
        label="name",
        facets=("kind",),
        sort="name",
    ),
    "roles_held": View(
        _("Who held which office, and when."),
        {
            "id": "",
            "holder": "",
            "title": "",
            "organisation": "",
            "since": _("Since when, as precisely as it is known"),
            "until": _("Until when; empty where it has not ended or is not known"),
            "since_from": "",
            "until_to": "",
            "holder_id": "",
            **_NUMBER,
        },
        label="title",
        sort="holder",
    ),
    "fact_checks": View(
        _("Verdicts of fact-checkers on claims."),
        {
            "id": "",
            "answer": _ANSWER["answer"],
            **_QUESTION,
            "reviewer": "",
            "label": _("Their rating, verbatim"),
            "meaning": _("What the label is taken to mean; empty where nobody said"),
            "explanation": _("Their reason"),
            "url": "",
            "rated": _("When, as precisely as it is known"),
            "rated_from": _("The first day that can mean; sortable"),
            "answer_state": _STATE,
            **dict.fromkeys(("answer_id", "question_id"), ""),
            "reviewer_id": "",
            **_NUMBER,
        },
        label="answer",
        facets=("meaning", "answer_state"),
        sort_desc="rated_from",
    ),
    "sources": View(
        _("The documents quotes were read in."),
        {
            "id": "",
            "outlet": "",
            "title": "",
            "kind": _("article, tweet, communique, hearing, report, letter, broadcast, review"),
            "language": "",
            "published": _("When it appeared, as printed"),
            "published_from": _("The first day that can mean; sortable"),
            "url": "",
            "quotes": _("How many accepted quotes were read in it"),
            "outlet_id": "",
            **_NUMBER,
        },
        label="title",
        facets=("kind", "language"),
        sort_desc="published_from",
    ),
}
"""Every view by name, in the order of interest; its columns in their order."""
