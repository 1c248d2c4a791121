"""A small database for the tests of finding, written through the journal."""

from __future__ import annotations

from typing import Any

from claims.database import Database
from claims.dates import DAY_MAX, DAY_MIN, parse_date
from claims.journal import Journal
from claims.keep.slugs import claim_key
from claims.text import name_key


class Sample:
    """Writes rows and remembers them by name."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.speakers: dict[str, int] = {}
        self.documents: dict[str, int] = {}
        self.quotes: dict[str, int] = {}
        self.questions: dict[str, int] = {}
        self.claims: dict[str, int] = {}

    def speaker(self, journal: Journal, name: str, kind: str = "person", **more: Any) -> int:
        if name not in self.speakers:
            aliases = more.pop("aliases", ())
            key = None if kind == "unnamed" else name_key(name)
            more = {"qualifier": "", "parent_id": None, "merged_into": None, "note": None, **more}
            number = journal.insert("speaker", kind=kind, name=name, key=key, **more)
            for alias in aliases:
                journal.insert("alias", speaker_id=number, name=alias, key=name_key(alias))
            self.speakers[name] = number
        return self.speakers[name]

    def document(
        self, journal: Journal, title: str, outlet: str | None, published: str | None, **more: Any
    ) -> int:
        if title not in self.documents:
            day = parse_date(published) if published else None
            self.documents[title] = journal.insert(
                "document",
                key=title,
                title=title,
                outlet_id=self.speaker(journal, outlet, "org") if outlet else None,
                published=day.text if day else None,
                published_first=day.first if day else None,
                published_last=day.last if day else None,
                **more,
            )
        return self.documents[title]

    def quote(
        self,
        journal: Journal,
        key: str,
        text: str,
        speaker: str,
        said: str | None = "2016-09-20",
        outlet: str | None = "AFP",
        via: tuple[str, ...] = (),
        document: str | None = None,
        **more: Any,
    ) -> int:
        day = parse_date(said) if said else None
        number = journal.insert(
            "statement",
            document_id=self.document(journal, document or f"Article {key}", outlet, said),
            speaker_id=self.speaker(journal, speaker),
            text=text,
            said=day.text if day else None,
            said_first=day.first if day else DAY_MIN,
            said_last=day.last if day else DAY_MAX,
            **{"kind": "direct", "lang": "en", **more},
        )
        for step, name in enumerate(via, 1):
            journal.insert(
                "via", statement_id=number, step=step, speaker_id=self.speaker(journal, name, "org")
            )
        self.quotes[key] = number
        return number

    def question(self, journal: Journal, slug: str, parent: str | None = None, **more: Any) -> int:
        values = {"kind": "question", "mode": "exclusive", "title": slug, **more}
        number = journal.insert(
            "question", slug=slug, parent_id=self.questions[parent] if parent else None, **values
        )
        self.questions[slug] = number
        return number

    def claim(self, journal: Journal, question: str, text: str) -> int:
        number = journal.insert(
            "claim", question_id=self.questions[question], text=text, key=claim_key(text)
        )
        self.claims[text] = number
        return number

    def position(self, journal: Journal, quote: str, claim: str, stance: str, **more: Any) -> int:
        return journal.insert(
            "position",
            statement_id=self.quotes[quote],
            claim_id=self.claims[claim],
            stance=stance,
            **more,
        )


def store(database: Database) -> Sample:
    """The sample, stored."""
    sample = Sample(database)
    with database.write("sample", "tester") as journal:
        _speakers(sample, journal)
        _quotes(sample, journal)
        _positions(sample, journal)
    return sample


def _speakers(sample: Sample, journal: Journal) -> None:
    sample.speaker(journal, "United States", "state", aliases=("États-Unis", "Washington"))
    sample.speaker(
        journal,
        "Pentagon",
        "org",
        parent_id=sample.speakers["United States"],
        aliases=("Pentagone",),
    )
    sample.speaker(journal, "John Kerry", aliases=("M. Kerry",))
    sample.speaker(journal, "Bob Kerrey")
    sample.speaker(
        journal, "Joseph Dunford", parent_id=sample.speakers["Pentagon"], aliases=("Joe Dunford",)
    )
    sample.speaker(journal, "J. Dunford", merged_into=sample.speakers["Joseph Dunford"])
    sample.speaker(journal, "Igor Konashenkov", aliases=("Igor Konachenkov",))
    sample.speaker(journal, "a senior official", "unnamed")
    sample.speaker(journal, "TASS", "org")
    sample.speaker(journal, "Reuters", "org")
    sample.speaker(journal, "AFP", "org", aliases=("Agence France-Presse",))


def _quotes(sample: Sample, journal: Journal) -> None:
    role = journal.insert(
        "role",
        speaker_id=sample.speakers["Joseph Dunford"],
        title="Chairman of the Joint Chiefs of Staff",
        title_key=name_key("Chairman of the Joint Chiefs of Staff"),
        org_id=sample.speakers["Pentagon"],
        since="2015-10-01",
        since_first=735872,
        since_last=735872,
    )
    q = sample.quote
    q(
        journal,
        "kerry",
        "We need a real cease-fire before the convoy can move",
        "John Kerry",
        "2016-09-21",
        "Reuters",
        role_printed="Secretary of State",
        venue="Security Council",
    )
    q(
        journal,
        "kerry-fr",
        "Il nous faut un cessez-le-feu avant que le convoi puisse repartir",
        "John Kerry",
        "2016-09-21",
        "AFP",
        lang="fr",
        role_printed="secrétaire d'État",
    )
    q(
        journal,
        "dunford",
        "There is no doubt in my mind that the Russians are responsible for the convoy",
        "Joseph Dunford",
        "2016-09-22",
        "Reuters",
        role_id=role,
    )
    q(
        journal,
        "dunford-fr",
        "n'a pas pu dire si les aéronefs étaient syriens ou russes",
        "J. Dunford",
        "2016-09-22",
        "AFP",
        lang="fr",
        kind="indirect",
        role_printed="chef d'état-major",
    )
    q(
        journal,
        "moscow",
        "L'armée russe n'a mené aucune frappe sur un convoi de l'O.N.U.",
        "Igor Konashenkov",
        "2016-09-20",
        "AFP",
        via=("TASS",),
        lang="fr",
        role_printed="porte-parole",
    )
    q(
        journal,
        "moscow-en",
        "No air strikes on a UN convoy were carried out",
        "Igor Konashenkov",
        "2016-09-20",
        "TASS",
        act_id=sample.quotes["moscow"],
    )
    q(
        journal,
        "official",
        "A Russian aircraft hit the trucks",
        "a senior official",
        "2016-09",
        "Reuters",
        kind="indirect",
        status="proposed",
    )
    q(journal, "year", "The war has no winner", "Bob Kerrey", "2016", "TASS")
    q(journal, "undated", "Convoys are never safe", "Pentagon", None, None)
    q(
        journal,
        "late",
        "Une commission a trouvé les aéronefs syriens responsables",
        "Pentagon",
        "2017-03-01",
        "Le Monde",
        lang="fr",
        kind="paraphrase",
    )


def _positions(sample: Sample, journal: Journal) -> None:
    sample.question(journal, "attack", kind="event", mode=None, title="The attack")
    sample.question(journal, "attack/who", "attack", title="Who did it?")
    sample.question(journal, "attack/when", "attack", title="When?")
    sample.claim(journal, "attack/who", "Russia")
    sample.claim(journal, "attack/who", "Syria")
    sample.claim(journal, "attack/when", "at night")
    sample.position(journal, "dunford", "Russia", "asserts", hedge="no doubt")
    sample.position(journal, "moscow", "Russia", "denies")
    sample.position(journal, "moscow", "at night", "asserts")
    sample.position(journal, "dunford-fr", "Syria", "unsure")
    sample.position(journal, "late", "Syria", "asserts")
