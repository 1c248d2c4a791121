"""Who is meant: a thread of speakers and topics that pronouns and bare roles point back along."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extract.names import Entity, Names, runs, words_of
from claims.extract.naming import Subject
from claims.extract.pack import Pack
from claims.extract.subjects import Reader
from claims.extract.tokens import Sentence

#: How many events back a pronoun may reach.
_MEMORY = 12
#: How many speakers without a name are remembered.
_NAMELESS = 200


@dataclass(slots=True)
class Event:
    """A speaker, or a topic a sentence opens with; ``strong`` where a pronoun may mean it."""

    entity: Entity
    spoke: bool
    strong: bool
    sentence: int


class People:
    """Resolves the subjects of an article, given in order."""

    def __init__(self, text: str, sentences: list[Sentence], pack: Pack) -> None:
        self.text, self.pack, self.words = text, pack, pack.words
        self.names = Names(text, sentences, pack)
        self.events: deque[Event] = deque(maxlen=_MEMORY)
        self._age: str = pack.options.get("age", "\0")
        self.nameless: deque[Entity] = deque(maxlen=_NAMELESS)

    # -- the thread ----------------------------------------------------------------------------

    def resolve(self, subject: Subject, reader: Reader, sentence: int) -> Entity | None:
        """The entity a subject means, remembered as the latest speaker."""
        entity = self._resolve(subject, reader)
        if entity is not None:
            self.events.append(Event(entity, True, True, sentence))
        return entity

    def topic(
        self, subject: Subject | None, reader: Reader, sentence: int, *, near: bool = False
    ) -> None:
        """Remember what a sentence opens with; ``near`` where a pronoun in it points back."""
        if subject is None or subject.pronoun:
            return
        name = subject.name or self._named_in(subject, reader)
        name = reader.without_titles(*name) if name else None
        if name is None:
            if _head(reader, subject.start, min(subject.end, subject.start + 3)) is not None:
                self._own(reader, subject.start, subject.end)
            return
        tokens = reader.tokens[name[0] : name[1]]
        entity = self.named(words_of(tokens), tokens[0].start)
        if entity is not None:
            fresh = (
                name[0] - subject.start <= 1
                and 1 < len(entity.words) < 4
                and self.names.may_be_person(entity)
            )
            strong = near or entity.person is True or (entity.person is None and fresh)
            self.events.append(Event(entity, False, strong, sentence))

    def _named_in(self, subject: Subject, reader: Reader) -> tuple[int, int] | None:
        """The first name in a phrase whose verb the pack does not know."""
        for at, end in runs(reader, subject.start, subject.end):
            if any(reader.is_in(n, "prepositions") for n in range(subject.start, at)):
                return None
            return (at, end) if reader.is_free(at, subject.start) else None
        return None

    def latest(self, within: int, sentence: int) -> Entity | None:
        """The latest speaker or topic, at most so many sentences back."""
        near = (e for e in self._back() if sentence - e.sentence <= within)
        return next((e.entity for e in near if e.strong), None)

    def turned_to(self, sentence: int) -> Entity | None:
        """The person of the sentence before, if it was about one and nobody spoke in it."""
        last = self.events[-1] if self.events else None
        if last is None or last.spoke or not last.strong or sentence - last.sentence > 1:
            return None
        return last.entity if last.entity.person else None

    def _back(self) -> Iterator[Event]:
        return iter(reversed(self.events))

    # -- names ---------------------------------------------------------------------------------

    def named(self, words: tuple[str, ...], position: int) -> Entity | None:
        """The fullest entity a printed name can mean: lately spoken of, else lately mentioned."""
        if not words:
            return None
        found = self.names.candidates(words)
        before = [e for e in found if e.before(position) >= 0]
        for event in self._back():
            if any(event.entity is e for e in before):
                return event.entity
        if before:
            return max(before, key=lambda e: e.before(position))
        return found[0] if found else None

    def _resolve(self, subject: Subject, reader: Reader) -> Entity | None:
        position = reader.tokens[subject.start].start
        if subject.pronoun:
            return self._pronoun(subject.pronoun, position)
        if subject.name:
            tokens = reader.tokens[subject.name[0] : subject.name[1]]
            words = words_of(tokens)
            hailing = self._hailing(subject, reader)
            if hailing is not None:
                return hailing
            if words:
                entity = self.named(words, position) or self.names.add(tokens, words)
                self._enrich(entity, subject, reader)
                return entity
        return self._role(subject, reader, position)

    def _hailing(self, subject: Subject, reader: Reader) -> Entity | None:
        """La Vaudoise, le Genevois: the latest person, by where they come from."""
        pattern = self.pack.options.get("demonym")
        at = subject.start
        if not pattern or subject.end - at != 2 or not reader.is_in(at, "definite"):
            return None
        gender = self._gender(reader, at, at + 1)
        if gender is None or not re.fullmatch(pattern, reader.norm(at + 1)):
            return None
        return self._mentioned(gender, reader.tokens[at].start)

    def _enrich(self, entity: Entity, subject: Subject, reader: Reader) -> None:
        for n in range(*subject.role) if subject.role else ():
            if reader.is_in(n, "professions", "titles", "organisations"):
                self.names.describe(entity, reader.norm(n))
                return

    # -- pronouns ------------------------------------------------------------------------------

    def _pronoun(self, word: str, position: int) -> Entity | None:
        kind = self.pack.genders.get(word, "x")
        if kind == "x":
            return None
        fits = [
            event
            for event in self._back()
            if (event.strong or kind == "o") and self._agrees(event.entity, kind)
        ]
        if fits:
            return self._learn(self._likeliest(fits), kind)
        return self._mentioned(kind, position) if kind in ("m", "f") else None

    def _mentioned(self, kind: str, position: int) -> Entity | None:
        """The person of a gender that the article named last before a place."""
        mentioned = [
            (at, e)
            for e in self.names.entities
            if e.person and self._agrees(e, kind) and (at := e.before(position)) >= 0
        ]
        return max(mentioned, key=lambda pair: pair[0])[1] if mentioned else None

    def _likeliest(self, fits: list[Event]) -> Entity:
        """The latest, but a person of the sentence before rather than a report."""
        latest = fits[0]
        if latest.entity.thing:
            for event in fits[1:]:
                if event.entity.person is True and latest.sentence - event.sentence <= 1:
                    return event.entity
        return latest.entity

    def _learn(self, entity: Entity, kind: str) -> Entity:
        if entity.gender is None and kind in ("m", "f") and entity.person:
            entity.gender = kind
        return entity

    def _agrees(self, entity: Entity, kind: str) -> bool:
        gendered = self.pack.options["inversion"]
        if "p" in kind:
            return entity.plural or (not gendered and entity.person is False)
        if entity.plural:
            return False
        if kind == "o":
            return entity.person is not True
        if not gendered and not self._human(entity):
            return False
        return entity.gender is None or entity.gender == kind

    def _human(self, entity: Entity) -> bool:
        """A person, or a full name that nothing tells from one."""
        named = len(entity.words) > 1 and entity.words in self.names.by_full
        return entity.person is True or (entity.person is None and named)

    # -- roles and kinds in place of names -----------------------------------------------------

    def _role(self, subject: Subject, reader: Reader, position: int) -> Entity | None:
        """Le ministre, the company, son homologue, the 39-year-old founder of the shop."""
        start, end = subject.parts[0] if subject.parts else (subject.start, subject.end)
        own = self._own(reader, start, end)
        if own is None or not reader.is_in(start, "definite"):
            return own
        head = _head(reader, start, end)
        if head is not None and reader.is_in(head, "documents", "things"):
            return self._author(reader, head, end) or own
        if head is None:
            return self._epithet(reader, start, end) or own
        gender = self._gender(reader, start, head)
        whole = " ".join(reader.norm(n) for n in range(head, end))
        if whole in self.pack.synonyms and (same := self._known(whole, position, gender)):
            return same
        known = self._known(self.names.noun(reader, head), position, gender)
        generic = reader.is_in(head, "anaphoric")
        fresh = known is not None and any(e.entity is known for e in self.events)
        if known is not None and end - head <= 3 and (fresh or not generic):
            return known
        found = self._tied(reader, head, end) or self._longer(own)
        found = found or self._same_kind(reader, start, head, end, gender, position)
        return found or (known if generic else None) or own

    def _gender(self, reader: Reader, start: int, head: int) -> str | None:
        """Of a role: by its noun, else by its article."""
        told = self.pack.genders.get(reader.norm(head))
        articles: dict[str, str] = self.pack.options.get("articles", {})
        return told if told in ("m", "f") else articles.get(reader.norm(start))

    def _tied(self, reader: Reader, head: int, end: int) -> Entity | None:
        """Le chef de l'ONU: whoever the article gave another role there."""
        names = {reader.norm(n) for n in range(head + 1, end) if reader.is_name(n)}
        if not names or not reader.is_in(head, "leaders"):
            return None
        people = [e for e in self._lately() if names & e.ties]
        return people[0] if people else None

    def _lately(self) -> Iterator[Entity]:
        """Whom the thread holds, the latest first."""
        return (event.entity for event in self._back())

    def _author(self, reader: Reader, head: int, end: int) -> Entity | None:
        """Le communiqué de l'armée speaks for the army; her statement for its author."""
        if reader.is_in(head - 1, "possessives"):
            return next((e.entity for e in self._back() if e.strong), None)
        at = head + 1
        if not (reader.is_in(head, "documents") and reader.is_in(at, "of")):
            return None
        at += 1 if reader.is_in(at + 1, "determiners") else 0
        if at >= end:
            return None
        inner = Subject(at, end, [(at, end)])
        reader.describe(inner)
        return self._resolve(inner, reader)

    def _known(self, noun: str, position: int, gender: str | None) -> Entity | None:
        """Whoever the article said the noun of, or one it may stand for, before this."""
        for nouns in ((noun,), self.pack.synonyms.get(noun, ())):
            named = [e for n in nouns for e in self.names.by_noun.get(n, ())]
            known = [e for e in named if e.before(position) >= 0]
            known = [e for e in known if e.gender in (gender, None)] or known
            for entity in self._lately():
                if any(entity is e for e in known):
                    return entity
            if known:
                last = max(known, key=lambda e: e.before(position))
                return self.named(last.words, position) or last
        return None

    def _epithet(self, reader: Reader, start: int, end: int) -> Entity | None:
        """The bow-tied maverick, le fromager de 48 ans: a phrase of unknown noun points back."""
        rest = range(start + 1, end)
        plain = not any(reader.is_in(n, "prepositions") or reader.is_name(n) for n in rest)
        if reader.is_plural(start, end):
            return None
        if not plain and not self._points_back(reader, start, start + 1, end, bare=False):
            return None
        people = (e.entity for e in self._back() if e.strong and e.entity.person)
        gender = self._gender(reader, start, start + 1)
        return next((e for e in people if e.gender in (gender, None) or gender is None), None)

    def _same_kind(
        self, reader: Reader, start: int, head: int, end: int, gender: str | None, position: int
    ) -> Entity | None:
        """The latest person for a bare profession, the latest company for a bare "the company"."""
        if not reader.is_in(head, "professions", "titles"):
            bare = reader.is_in(head, "anaphoric") and end - head <= 2
            fits = (e.entity for e in self._back() if self._is_lately_company(e))
            return next(fits, None) if bare else None
        if reader.is_in(start, "possessives"):
            return None
        office = self.names.noun(reader, head).split()[-1] in self.words["offices"]
        if not self._points_back(
            reader, start, head, end, bare=not (office and self.pack.options.get("strict_offices"))
        ):
            return None
        people = (e.entity for e in self._back() if self._is_lately_person(e))
        if " " in self.names.noun(reader, head):
            people = (e for e in people if not e.nouns)
        found = next((e for e in people if gender is None or e.gender in (gender, None)), None)
        return found or (self._mentioned(gender, position) if gender and end == head + 1 else None)

    def _points_back(self, reader: Reader, start: int, head: int, end: int, *, bare: bool) -> bool:
        """Cette mère de famille, the 39-year-old founder, le fromager de 48 ans, la candidate."""
        words = range(start, end)
        if reader.is_in(start, "demonstratives") or any(
            self._age in reader.norm(n) or reader.is_in(n, "years_old") for n in words
        ):
            return True
        kind = reader.is_in(head + 1, "of") and not reader.is_in(head + 2, "determiners")
        size = end - head - (kind and reader.is_in(start, "articles"))
        rest = range(head + 1 + kind, end)
        plain = not any(
            reader.is_name(n) or reader.is_in(n, "prepositions", "nationalities") for n in rest
        )
        return bare and size <= 2 and plain

    def _is_lately_person(self, event: Event) -> bool:
        named = event.entity.words in self.names.by_full
        person = event.entity.person is not False and not event.entity.plural
        return named and event.strong and person

    def _is_lately_company(self, event: Event) -> bool:
        entity = event.entity
        named = entity.words in self.names.by_full
        return named and entity.person is not True and not entity.plural

    def _own(self, reader: Reader, start: int, end: int) -> Entity | None:
        """The phrase itself, for a speaker the article never names."""
        definite = reader.is_in(start, "definite")
        while start < end - 1 and reader.is_in(start, "determiners"):
            start += 1
        tokens = reader.tokens[start:end]
        words = words_of(tokens)
        if not words:
            return None
        for other in self.nameless:
            if other.words == words:
                return other
        entity = Entity(self.text[tokens[0].start : tokens[-1].end], words)
        head = _head(reader, start, end)
        if head is not None:
            entity.person = reader.is_in(head, "professions", "people", "anonymous")
            entity.thing = reader.is_in(head, "things")
            entity.unnamed = entity.person and not definite
            several = reader.is_in(head, "people") or reader.is_plural(start, end)
            entity.plural = several and not reader.is_in(head, "organisations")
            if reader.is_in(head, "organisations"):
                entity.nouns.add(reader.norm(head))
        self.nameless.append(entity)
        return entity

    def _longer(self, own: Entity) -> Entity | None:
        """L'armée is the Syrian army if that is what the article spoke of."""
        mine = set(own.words)
        for event in self._back():
            theirs = set(event.entity.words)
            if mine <= theirs and event.entity is not own and event.entity.words[0] == own.words[0]:
                return event.entity
        for other in reversed(self.nameless):
            if other is not own and mine < set(other.words) and other.words[0] == own.words[0]:
                return other
        return None


def _head(reader: Reader, start: int, end: int) -> int | None:
    groups = ("professions", "organisations", "people", "things", "titles", "anonymous")
    return next((n for n in range(start, end) if reader.is_in(n, *groups)), None)
