"""The convoy dossier with confidential things of every kind in it, for tests of what leaks.

Every secret is a word that stands nowhere else, in any form: whoever finds one has found a leak.
"""

from __future__ import annotations

from claims.database import Database
from claims.dates import parse_date
from claims.exchange.demo import load_demo
from claims.keep.keeper import Keeper
from claims.keep.quote import Bearing, Quote
from claims.marking import mark
from claims.vocabulary import Stance

SECRETS = (
    "quiethand", "whisperfox", "secretnote", "taciturn",  # a speaker, alias, note, once its name
    "clandestine", "vellichor",  # a role, what was said in it
    "susurrus",  # a quote of somebody who is known
    "murmurwire", "gossamer",  # a channel, what came through it
    "zugzwang", "hushmatter",  # an answer nobody else gives, a question without another
    "moonlit", "nightgazette",  # the document of a confidential quote alone, its address
    "umbrageous",  # why a confidential quote was flagged
    "obfuscatory",  # what a confidential reviewer said
    "penumbral",  # a quote proposed and not decided on
    "evanescent",  # somebody whose adding was undone
    "liminal",  # a name merged into a confidential one
)  # fmt: skip
"""What must not be told; in lower case."""

PUBLIC = "broadcloth"
"""A word of a quote that may be told, beside confidential ones in one document."""

OPEN = (f"The {PUBLIC} was sold", "Nothing is known of who did it")
"""Quotes kept with those that may be told."""

ME = "tester"


def seal(database: Database) -> None:
    """Fill an empty database: names typed in commands first, marked afterwards."""
    load_demo(database, command="init --demo", actor=ME)
    keep(database, quotes()[0], "add quote susurrus --by Dunford")
    for quote in quotes()[1:]:
        words = "…" if quote.text in OPEN else quote.text
        keep(database, quote, f"add quote '{words}' --by 'Ottoline QUIETHAND'")
    with database.write("add speaker 'Liminal Other' --alias Whisperfox", ME) as journal:
        secret = speaker(database, "taciturn elder")
        other = journal.insert("speaker", kind="person", name="Liminal Other", key="liminal other")
        journal.insert("alias", speaker_id=secret, name="Whisperfox", key="whisperfox")
        journal.update("speaker", secret, name="Ottoline Quiethand", key="ottoline quiethand")
        journal.update("speaker", secret, note="secretnote")
        journal.update("speaker", other, merged_into=secret)
        claim = journal.reader.value("SELECT id FROM claim WHERE text = 'Russia'")
        journal.insert(
            "verdict", claim_id=claim, reviewer_id=secret, label="Obfuscatory", value="false",
            rated_first=736000, rated_last=736000,
        )  # fmt: skip
        haq = journal.reader.value("SELECT id FROM speaker WHERE name = 'Farhan Haq'")
        role = journal.insert(
            "role", speaker_id=haq, title="Clandestine Liaison", title_key="clandestine liaison"
        )
        said = statement(database, "vellichor", journal.reader)
        journal.update("statement", said, role_id=role, role_printed="Clandestine Liaison")
        waiting = statement(database, "penumbral", journal.reader)
        journal.update("statement", waiting, status="proposed")
        journal.insert(
            "flag", kind="check", statement_id=statement(database, "susurrus", journal.reader),
            reason="umbrageous", by=ME, at="2026-01-01T00:00:00Z",
        )  # fmt: skip
        # One act: the confidential telling stands for it, and two that are not.
        head = statement(database, "gossamer", journal.reader)
        for words in ("Nothing is known of who did it", PUBLIC):
            journal.update("statement", statement(database, words, journal.reader), act_id=head)
        document = journal.row("statement", statement(database, "susurrus", journal.reader))
        assert document is not None
        journal.update(
            "document", document["document_id"],
            text=f"Before: {PUBLIC} was sold. He spoke of a susurrus in the hall.",
        )  # fmt: skip
        journal.update(
            "statement", statement(database, PUBLIC, journal.reader), suffix="of a susurrus"
        )
    with database.write("confidential 'Ottoline Quiethand'", ME) as journal:
        mark(
            journal, ["Ottoline Quiethand", "Murmurwire", f"R{role}", f"S{document['id']}"], on=True
        )
    with database.write("add speaker 'Evanescent Vole' --confidential", ME) as journal:
        journal.insert(
            "speaker", kind="person", name="Evanescent Vole", key="evanescent vole",
            confidential=True,
        )  # fmt: skip
    from claims.undo import undo

    undo(database, command="undo", actor=ME)


def quotes() -> list[Quote]:
    """The confidential ones, and two that are not."""
    shared = {
        "outlet": "Day Herald",
        "url": "https://day.example/1",
        "said": parse_date("2016-09-20"),
    }
    night = {
        "outlet": "AP", "url": "https://night.example/nightgazette", "title": "Moonlit interview",
        "published": parse_date("2016-09-21"),
    }  # fmt: skip
    russia = Bearing("convoy-attack/responsible", "Russia", Stance.ASSERTS)
    return [
        Quote("There was a susurrus in the hall", "Joseph Dunford", positions=[russia], **shared),
        Quote(f"The {PUBLIC} was sold", "Joseph Dunford", positions=[russia], **shared),
        Quote(
            "Zugzwang was behind it", "Taciturn Elder", role="a clandestine elder",
            positions=[
                russia,
                Bearing("convoy-attack/responsible", "Zugzwang", Stance.ASSERTS),
                Bearing("convoy-attack/hushmatter", "It was the zugzwang", Stance.ASSERTS),
            ],
            **night,
        ),
        Quote("The penumbral hour came", "Taciturn Elder", **night),
        Quote("Vellichor filled the room", "Farhan Haq", **night),
        Quote(
            "A gossamer thread", "Ben Rhodes", via=("AFP", "Murmurwire"),
            outlet="Reuters", url="https://day.example/2", said=parse_date("2016-09-21"),
        ),
        Quote(
            "Nothing is known of who did it", "Ben Rhodes", outlet="Reuters",
            url="https://day.example/3", said=parse_date("2016-09-21"),
        ),
    ]  # fmt: skip


def keep(database: Database, quote: Quote, command: str) -> None:
    """Keep one as a command would."""
    with database.write(command, ME) as journal:
        keeper = Keeper(journal)
        keeper.keep(quote)
        keeper.flush()


def speaker(database: Database, key: str) -> int:
    """A speaker by folded name."""
    found: int = database.reader.value("SELECT id FROM speaker WHERE key = :key", key=key)
    return found


def statement(database: Database, words: str, reader: object = None) -> int:
    """The statement that holds these words."""
    from claims.reader import Reader

    read = reader if isinstance(reader, Reader) else database.reader
    sql = "SELECT id FROM statement WHERE lower(text) LIKE :words"
    found: int = read.value(sql, words=f"%{words.lower()}%")
    return found


def leaked(text: str, *, but: str = "") -> list[str]:
    """The secrets a text tells, but for those in what was typed."""
    told, typed = text.lower(), but.lower()
    return [secret for secret in SECRETS if secret in told and secret not in typed]
