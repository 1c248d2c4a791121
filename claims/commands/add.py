"""``claims add``: keep a quote, or any one thing."""

from __future__ import annotations

from claims.commands import Group, Lazy
from claims.i18n import _

add = Group(
    "add",
    help=_(
        "Keep a quote, or add any one thing.  Names that nobody has are made; a name like"
        " another's only with --new."
    ),
    examples=[
        "claims add quote 'We do not know yet' --by 'Farhan Haq' --in AP --on 2016-09-21",
        "claims add speaker 'Samantha Power' --parent 'United States' --kind person",
        "claims add question convoy-attack/warning --title 'Was there a warning?'",
    ],
    lazy={
        "quote": Lazy("claims.commands.add_quote:quote", _("Keep a quote, in one line.")),
        "speaker": Lazy("claims.commands.add_speaker:speaker", _("Add a speaker, or its aliases.")),
        "role": Lazy("claims.commands.add_speaker:role", _("Add a role somebody held.")),
        "document": Lazy("claims.commands.add_document:document", _("Add a document.")),
        "question": Lazy("claims.commands.add_question:question", _("Add a question.")),
        "claim": Lazy("claims.commands.add_question:claim", _("Add an answer to a question.")),
        "position": Lazy(
            "claims.commands.add_question:position", _("Say what a quote does to a claim.")
        ),
        "link": Lazy("claims.commands.add_question:link", _("Say how one claim bears on another.")),
        "verdict": Lazy("claims.commands.add_verdict:verdict", _("Add a fact-checker's rating.")),
    },
)
