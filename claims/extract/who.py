"""Who is meant: names, roles, acronyms and pronouns resolved within one article.

``People`` reads the whole article once for its proper names and the roles beside them, then follows
the statements in order; a pronoun or "le ministre" means the latest speaker or topic that fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.extract.pack import Pack
from claims.extract.phrases import Reader, Subject
from claims.extract.tokens import Kind, Sentence

#: How many events back a pronoun may reach.
_MEMORY = 12


@dataclass(slots=True)
class Entity:
    """Somebody the article names: the fullest name, and what else it says."""

    name: str
    words: tuple[str, ...]
    person: bool | None = None
    gender: str | None = None
    plural: bool = False
    nouns: set[str] = field(default_factory=set)
    role: str | None = None
    seen: list[int] = field(default_factory=list)
    acronym: str | None = None


@dataclass(slots=True)
class Event:
    """A speaker, or the topic a sentence opens with."""

    entity: Entity
    spoke: bool
    sentence: int


class People:
    """The names of one article and the thread of who is talked about."""

    def __init__(self, text: str, sentences: list[Sentence], pack: Pack) -> None:
        self.text, self.pack, self.words = text, pack, pack.words
        self.entities: list[Entity] = []
        self.by_last: dict[str, list[Entity]] = {}
        self.by_full: dict[tuple[str, ...], Entity] = {}
        self.by_noun: dict[str, list[Entity]] = {}
        self.by_acronym: dict[str, Entity] = {}
        self.events: list[Event] = []
        for sentence in sentences:
            self._read(Reader(sentence, pack), sentence)
        self._link_acronyms()

    # -- reading names -------------------------------------------------------------------------

    def _read(self, reader: Reader, sentence: Sentence) -> None:
        at = 0
        while at < len(sentence.tokens):
            if sentence.tokens[at].text == "(" and at + 1 < len(sentence.tokens):
                self._acronym(reader, at)
            if not reader.is_name(at):
                at += 1
                continue
            end = at + 1
            while end < len(sentence.tokens) and (
                reader.is_name(end) or reader._particle(end, at, len(sentence.tokens))
            ):
                end += 1
            while end > at + 1 and not reader.is_name(end - 1):
                end -= 1
            self._name(reader, sentence, at, end)
            at = end

    def _name(self, reader: Reader, sentence: Sentence, at: int, end: int) -> None:
        opening = at == 0
        while at < end - 1 and (
            reader.is_in(at, "titles", "honorifics")
            or (reader._acronym(at) and not reader._acronym(end - 1))
        ):
            at += 1
        tokens = sentence.tokens[at:end]
        words = tuple(t.norm for t in tokens if t.kind is Kind.WORD)
        if not words or (opening and len(words) == 1 and not self._known(words[0], reader, at)):
            return
        entity = self.by_full.get(words)
        if entity is None:
            entity = Entity(self.text[tokens[0].start : tokens[-1].end], words)
            self.by_full[words] = entity
            self.entities.append(entity)
            self.by_last.setdefault(words[-1], []).append(entity)
        entity.seen.append(tokens[0].start)
        self._classify(entity, reader, at, end)

    def _known(self, word: str, reader: Reader, at: int) -> bool:
        return word not in self.words["stopwords"] and not reader.is_in(at, "professions", "people")

    def _classify(self, entity: Entity, reader: Reader, at: int, end: int) -> None:
        first = entity.words[0]
        words = self.words
        org = any(w in words["organisations"] for w in entity.words) or entity.name.isupper()
        if first in words["first_names_f"]:
            entity.gender, entity.person = "f", True
        elif first in words["first_names_m"]:
            entity.gender, entity.person = "m", True
        elif org and entity.person is None:
            entity.person = False
        self._title(entity, reader, at)
        self._described(entity, reader, at, end)

    def _title(self, entity: Entity, reader: Reader, at: int) -> None:
        """A title or profession right before the name, over its complement: le ministre russe X."""
        back = at - 1
        if reader.norm(back) == ".":
            back -= 1
        genders = self.pack.genders
        for n in range(back, max(-1, back - 9), -1):
            if reader.sentence.tokens[n].kind is not Kind.WORD:
                return
            word = reader.norm(n)
            if word in self.words["honorifics"] and n == back:
                entity.person = True
                entity.gender = genders.get(word) or genders.get(word + ".") or entity.gender
            if reader.is_in(n, "professions", "titles"):
                entity.person = True
                self._noun(entity, word)
            elif (
                reader.is_in(n, "organisations", "things")
                and back - n < 2
                and entity.person is None
            ):
                entity.person = False
                self._noun(entity, word)
            if reader.is_in(n, "determiners") and n != back and not reader.is_in(n, "of"):
                return
            if reader.is_in(n, "auxiliaries", "subjects", "relatives", "coordinators"):
                return

    def _described(self, entity: Entity, reader: Reader, at: int, end: int) -> None:
        """An apposition after the name: X, directeur de Y · X, a lawyer."""
        if reader.norm(end) != ",":
            return
        for n in range(end + 1, min(end + 6, len(reader.tokens))):
            if reader.tokens[n].kind is not Kind.WORD:
                return
            if reader.is_in(n, "professions"):
                self._noun(entity, reader.norm(n))
                entity.person = True
                return
            if reader.is_in(n, "auxiliaries", "relatives", "prepositions", "verbs_common"):
                return

    def _noun(self, entity: Entity, noun: str) -> None:
        if noun not in entity.nouns:
            entity.nouns.add(noun)
            self.by_noun.setdefault(noun, []).append(entity)

    def _acronym(self, reader: Reader, at: int) -> None:
        """Learn "Observatoire des feux (ODF)": back to the word the acronym begins with."""
        short = reader.tokens[at + 1]
        if not (short.text.isupper() and 1 < len(short.text) < 9 and reader.norm(at + 2) == ")"):
            return
        for back in range(at - 1, max(-1, at - 12), -1):
            token = reader.tokens[back]
            if token.kind is Kind.PUNCT and token.text not in ".-":
                return
            if token.cap and token.norm[:1] == short.norm[:1]:
                words = tuple(t.norm for t in reader.tokens[back:at] if t.kind is Kind.WORD)
                name = self.text[token.start : reader.tokens[at - 1].end]
                full = self.by_full.get(words) or Entity(name, words, person=False)
                self.by_acronym.setdefault(short.norm, full)
                return

    def _link_acronyms(self) -> None:
        for entity in self.entities:
            capitals = "".join(w[0] for w in entity.words)
            if len(entity.words) > 1 and capitals in self.by_full_keys:
                self.by_acronym.setdefault(capitals, entity)

    @property
    def by_full_keys(self) -> set[str]:
        """Single-word names written in capitals."""
        return {e.words[0] for e in self.entities if len(e.words) == 1 and e.name.isupper()}

    def acronym(self, short: str, full: str) -> None:
        """Learn that a phrase introduced an acronym in brackets."""
        entity = Entity(full, tuple(full.lower().split()), person=False, acronym=short)
        self.by_acronym[short.lower()] = entity

    # -- resolving -----------------------------------------------------------------------------

    def named(self, words: tuple[str, ...], position: int) -> Entity | None:
        """The fullest entity a printed name can mean."""
        short = words[0] if len(words) == 1 else None
        if short and short in self.by_acronym:
            return self.by_acronym[short]
        last = words[-1]
        candidates = [e for e in self.by_last.get(last, ()) if self._fits(words, e)]
        if not candidates and short:
            candidates = [
                e for e in self.entities if e.person and e.words[0] == short and len(e.words) > 1
            ]
        if not candidates:
            candidates = self._misspelt(words)
        longer = [e for e in candidates if len(e.words) > len(words)] or candidates
        longer = [e for e in longer if len(e.words) <= 5] or longer
        before = [e for e in longer if e.seen and e.seen[0] <= position]
        if before:
            recent = self._recent(before)
            return recent or max(before, key=lambda e: max(s for s in e.seen if s <= position))
        return longer[0] if longer else None

    def _recent(self, entities: list[Entity]) -> Entity | None:
        for event in reversed(self.events[-_MEMORY:]):
            if any(event.entity is e for e in entities):
                return event.entity
        return None

    def _fits(self, words: tuple[str, ...], entity: Entity) -> bool:
        theirs = set(entity.words)
        for word in words[:-1]:
            letter = word.rstrip(".")
            initial = len(letter) == 1 and any(w.startswith(letter) for w in entity.words[:-1])
            dashed = "-" in word and all(
                part[:1] in {p[:1] for w in entity.words[:-1] for p in w.split("-")}
                for part in word.split("-")
            )
            near = any(_close(word, w) for w in theirs)
            if word not in theirs and not (initial or dashed or near):
                return False
        return True

    def _misspelt(self, words: tuple[str, ...]) -> list[Entity]:
        last = words[-1]
        if len(last) < 6:
            return []
        return [e for e in self.entities if len(e.words) > 1 and _close(last, e.words[-1])]

    def resolve(self, subject: Subject, reader: Reader, sentence: int) -> Entity | None:
        """The entity a subject means, remembered as the latest speaker."""
        entity = self._resolve(subject, reader)
        if entity is not None:
            self.events.append(Event(entity, True, sentence))
        return entity

    def _resolve(self, subject: Subject, reader: Reader) -> Entity | None:
        if subject.pronoun:
            return self._pronoun(subject.pronoun)
        position = reader.tokens[subject.start].start
        if subject.name:
            tokens = reader.tokens[subject.name[0] : subject.name[1]]
            words = tuple(t.norm for t in tokens if t.kind is Kind.WORD)
            if words:
                found = self.named(words, position)
                entity = found or self._new(tokens, words)
                self._enrich(entity, subject, reader)
                return entity
        return self._role(subject, reader)

    def _new(self, tokens: list, words: tuple[str, ...]) -> Entity:  # type: ignore[type-arg]
        entity = Entity(self.text[tokens[0].start : tokens[-1].end], words)
        self.entities.append(entity)
        self.by_full[words] = entity
        self.by_last.setdefault(words[-1], []).append(entity)
        return entity

    def _enrich(self, entity: Entity, subject: Subject, reader: Reader) -> None:
        if subject.role:
            for n in range(*subject.role):
                if reader.is_in(n, "professions", "titles", "organisations"):
                    self._noun(entity, reader.norm(n))
                    break

    def _pronoun(self, word: str) -> Entity | None:
        kind = self.pack.genders.get(word, "x")
        if kind == "x":
            return None
        for event in reversed(self.events[-_MEMORY:]):
            if self._agrees(event.entity, kind):
                if event.entity.gender is None and kind in ("m", "f") and event.entity.person:
                    event.entity.gender = kind
                return event.entity
        return None

    def _agrees(self, entity: Entity, kind: str) -> bool:
        if "p" in kind:
            return entity.plural or (not self.pack.options["inversion"] and entity.person is False)
        if entity.plural:
            return False
        if kind == "o":
            return entity.person is not True
        if not self.pack.options["inversion"] and entity.person is False:
            return False
        return entity.gender is None or entity.gender == kind

    def _role(self, subject: Subject, reader: Reader) -> Entity | None:
        """Le ministre, the company, son homologue: a role or a kind in place of a name."""
        start, end = subject.parts[0] if subject.parts else (subject.start, subject.end)
        head = self._head(reader, start, end)
        definite = self._definite(reader, start)
        own = self._own(subject, reader, start, end)
        if head is None:
            return own
        if definite:
            known = [e for e in self.by_noun.get(reader.norm(head), ()) if e.seen]
            recent = self._recent(known) or (known[-1] if known else None)
            if recent is not None and end - head <= 3:
                return recent
            longer = self._longer(own)
            if longer is not None:
                return longer
            if self._anaphoric(reader, head, end):
                return self._same_class(reader, head) or own
        return own

    def _anaphoric(self, reader: Reader, head: int, end: int) -> bool:
        """Whether a bare "le groupe" or "the chemist" points back; "le gouvernement" never does."""
        if reader.is_in(head, "organisations") and not reader.is_in(head, "anaphoric"):
            return False
        return end - head <= 2

    def _definite(self, reader: Reader, start: int) -> bool:
        return reader.is_in(start, "definite")

    def _head(self, reader: Reader, start: int, end: int) -> int | None:
        groups = ("professions", "organisations", "people", "things", "titles", "anonymous")
        return next((n for n in range(start, end) if reader.is_in(n, *groups)), None)

    def _own(self, subject: Subject, reader: Reader, start: int, end: int) -> Entity | None:
        while start < end - 1 and reader.is_in(start, "determiners"):
            start += 1
        tokens = reader.tokens[start:end]
        if not tokens:
            return None
        words = tuple(t.norm for t in tokens if t.kind is Kind.WORD)
        for event in self.events:
            if event.entity.words == words:
                return event.entity
        entity = Entity(self.text[tokens[0].start : tokens[-1].end], words)
        head = self._head(reader, start, end)
        if head is not None:
            entity.person = reader.is_in(head, "professions", "people", "anonymous")
            entity.plural = reader.is_in(head, "people") and not reader.is_in(head, "organisations")
            entity.nouns.add(reader.norm(head))
        return entity

    def _longer(self, own: Entity | None) -> Entity | None:
        """L'armée is the Syrian army if that is what the article spoke of."""
        if own is None:
            return None
        mine = set(own.words)
        for event in reversed(self.events):
            if mine <= set(event.entity.words):
                return event.entity
        return None

    def _same_class(self, reader: Reader, head: int) -> Entity | None:
        person = reader.is_in(head, "professions", "titles")
        org = reader.is_in(head, "organisations")
        for event in reversed(self.events[-_MEMORY:]):
            if event.entity.plural:
                continue
            if person and event.entity.person is not False:
                return event.entity
            if org and event.entity.person is not True:
                return event.entity
        return None

    def topic(self, subject: Subject | None, reader: Reader, sentence: int) -> None:
        """Remember what a sentence that reports nothing opens with."""
        if subject is None or subject.pronoun:
            return
        name = subject.name or self._person_in(subject, reader)
        if name is None:
            return
        tokens = reader.tokens[name[0] : name[1]]
        words = tuple(t.norm for t in tokens if t.kind is Kind.WORD)
        entity = self.named(words, reader.tokens[subject.start].start) if words else None
        if entity is not None and (
            entity.person or (entity.person is None and len(entity.words) > 1)
        ):
            self.events.append(Event(entity, False, sentence))

    def _person_in(self, subject: Subject, reader: Reader) -> tuple[int, int] | None:
        """The first person named in a phrase whose verb the pack does not know."""
        at = subject.start
        while at < subject.end:
            end = at
            while end < subject.end and reader.is_name(end):
                end += 1
            if end > at and reader._free(at, subject.start):
                return at, end
            if reader.is_in(at, "prepositions"):
                return None
            at = max(end, at + 1)
        return None

    def latest(self, within: int, sentence: int) -> Entity | None:
        """The latest speaker, at most so many sentences back."""
        for event in reversed(self.events[-_MEMORY:]):
            if sentence - event.sentence > within:
                return None
            if event.spoke:
                return event.entity
        return None


def _close(a: str, b: str) -> bool:
    """Whether two words are one slip apart: a letter more, less or other."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((n for n, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), len(a))
    return a[at + (len(a) == len(b)) :] == b[at + 1 :]


def names(entities: Iterable[Entity]) -> list[str]:
    """Their names, for tests and debugging."""
    return [entity.name for entity in entities]
