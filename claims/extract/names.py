"""The proper names of one article: who is a person, with which roles, under which acronyms."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from claims.extract.pack import Pack
from claims.extract.subjects import Reader
from claims.extract.tokens import Kind, Sentence, Token

#: Longest name, in words, that counts as the full form of a shorter one.
_LONGEST = 5
#: How many names a misspelt one is compared with.
_COMPARED = 300
#: How far before a name its title may begin, in tokens.
_TITLE = 9
#: The same of a role that a comma parts from the name.
_APPOSED = 14


@dataclass(slots=True)
class Entity:
    """Somebody the article speaks of: the fullest name, and what else it says.

    ``person`` is None where nothing tells a person from an organisation; ``seen`` are offsets in
    order, ``nouns`` what the article calls the entity, ``ties`` the names in its roles.
    """

    name: str
    words: tuple[str, ...]
    person: bool | None = None
    gender: str | None = None
    plural: bool = False
    thing: bool = False
    unnamed: bool = False
    role: str | None = None
    seen: list[int] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    ties: set[str] = field(default_factory=set)

    def before(self, position: int) -> int:
        """The last mention not after a position, or -1."""
        at = bisect_right(self.seen, position)
        return self.seen[at - 1] if at else -1


def words_of(tokens: list[Token]) -> tuple[str, ...]:
    """What tokens are looked up by."""
    return tuple(t.norm for t in tokens if t.kind is Kind.WORD)


class Names:
    """A register of the names in an article, read once from start to end."""

    def __init__(self, text: str, sentences: list[Sentence], pack: Pack) -> None:
        self.text, self.pack, self.words = text, pack, pack.words
        self.entities: list[Entity] = []
        self.by_full: dict[tuple[str, ...], Entity] = {}
        self.by_last: dict[str, list[Entity]] = {}
        self.by_first: dict[str, list[Entity]] = {}
        self.by_noun: dict[str, list[Entity]] = {}
        self.by_acronym: dict[str, Entity] = {}
        self.doubtful: list[tuple[Reader, int, int]] = []
        for sentence in sentences:
            self._read(Reader(sentence, pack))
        for reader, at, end in self.doubtful:
            if words_of(reader.tokens[at:end]) in self.by_full:
                self._register(reader, at, end)
        self._link_acronyms()
        self._spell_out(sentences)
        self._reused_surnames()

    # -- reading -------------------------------------------------------------------------------

    def _read(self, reader: Reader) -> None:
        for at, token in enumerate(reader.tokens[:-2]):
            if token.text == "(":
                self._acronym(reader, at)
        for at, end in runs(reader):
            self._name(reader, at, end)

    def _name(self, reader: Reader, at: int, end: int) -> None:
        opening = at == 0
        own = reader.without_titles(at, end)
        if own is None:
            return
        at = own[0]
        while at < end - 1 and reader.is_acronym(at) and not reader.is_acronym(end - 1):
            at += 1
        if not reader.is_in(at, "first_names_f", "first_names_m"):
            at = next((n for n in range(at + 1, end - 1) if reader.is_given_name(n)), at)
        tokens = reader.tokens[at:end]
        words = words_of(tokens)
        if not words:
            return
        if opening and len(words) == 1 and not reader.is_acronym(at):
            self.doubtful.append((reader, at, end))
        else:
            self._register(reader, at, end)

    def _register(self, reader: Reader, at: int, end: int) -> None:
        tokens = reader.tokens[at:end]
        words = words_of(tokens)
        entity = self.by_full.get(words) or self.add(tokens, words)
        insort(entity.seen, tokens[0].start)
        self._classify(entity, reader, at, end)

    def add(self, tokens: list[Token], words: tuple[str, ...]) -> Entity:
        """Register a name."""
        entity = Entity(self.text[tokens[0].start : tokens[-1].end], words)
        self.entities.append(entity)
        self.by_full[words] = entity
        self.by_last.setdefault(words[-1], []).append(entity)
        self.by_first.setdefault(words[0], []).append(entity)
        return entity

    def _classify(self, entity: Entity, reader: Reader, at: int, end: int) -> None:
        first = entity.words[0]
        if first in self.words["first_names_f"]:
            entity.gender, entity.person = "f", True
        elif first in self.words["first_names_m"]:
            entity.gender, entity.person = "m", True
        elif entity.person is None and (
            entity.name.isupper() or any(w in self.words["organisations"] for w in entity.words)
        ):
            entity.person = False
        opens = at - 1 if reader.is_in(at - 1, "honorifics") else at
        if reader.norm(opens - 1) == ",":
            self._apposed(entity, reader, opens - 2)
        if reader.norm(at - 1) != ",":
            self._title(entity, reader, at - 1)
        self._described(entity, reader, end)
        genders = self.pack.genders
        kinds = {genders[noun] for noun in entity.nouns if noun in genders}
        if entity.gender is None and len(kinds) == 1:
            (entity.gender,) = kinds

    def _apposed(self, entity: Entity, reader: Reader, back: int) -> None:
        """A role that a name stands in apposition to: Le maire de la commune, X, …."""
        head = None
        for n in range(back, max(-1, back - _APPOSED), -1):
            ends = reader.is_in(n, "auxiliaries", "subjects", "relatives", "verbs_common")
            if ends or reader.tokens[n].kind is not Kind.WORD:
                break
            led = reader.is_in(n - 1, "determiners") and not reader.is_in(n - 1, "of")
            if reader.is_in(n, "professions", "titles") and (led or not n):
                head = n
                break
            if reader.is_in(n, "role_adjectives") and led:
                head = n + 1 if reader.is_in(n + 1, "professions", "titles") else None
                break
        if head is not None and not self._is_within(reader, head - 1):
            entity.person = True
            self._call(entity, reader, head)
            entity.ties.update(reader.norm(n) for n in range(head, back + 1) if reader.is_name(n))

    def _is_within(self, reader: Reader, at: int) -> bool:
        """Whether a phrase that begins at a token is the complement of a preposition."""
        before = at - 1 if reader.is_in(at, "determiners", "role_adjectives") else at
        return reader.is_in(before, "prepositions")

    def noun(self, reader: Reader, at: int) -> str:
        """What a role is known by: its noun, Premier ministre in two words."""
        word = reader.norm(at)
        if reader.is_in(at - 1, "compounding") and reader.is_in(at, "professions"):
            return f"{reader.norm(at - 1)} {word}"
        if reader.is_in(at, "compounding") and reader.is_in(at + 1, "professions"):
            return f"{word} {reader.norm(at + 1)}"
        return word

    def _title(self, entity: Entity, reader: Reader, back: int) -> None:
        """A title or profession before the name, over its complement: le ministre russe X."""
        if reader.is_in(back, "prepositions", "determiners"):
            return
        genders = self.pack.genders
        for n in range(back, max(-1, back - _TITLE), -1):
            if reader.tokens[n].kind is not Kind.WORD:
                return
            word = reader.norm(n)
            if word in self.words["honorifics"] and n == back:
                entity.person, entity.gender = True, genders.get(word) or entity.gender
            if reader.is_in(n, "professions", "titles"):
                entity.person = True
                self._call(entity, reader, n)
            elif reader.is_in(n, "organisations", "things") and back - n < 2:
                entity.person = bool(entity.person)
                self.describe(entity, word)
            stop = reader.is_in(n, "determiners") and not reader.is_in(n, "of")
            if stop or reader.is_in(n, "auxiliaries", "subjects", "relatives", "coordinators"):
                return

    def _described(self, entity: Entity, reader: Reader, end: int) -> None:
        """An apposition after the name: X, directeur de Y · X, a lawyer."""
        if reader.norm(end) != ",":
            return
        first = end + 1
        if reader.norm(end + 2) in self.words["years_old"]:
            first = end + 4
        for n in range(first, min(first + 5, len(reader.tokens))):
            if reader.tokens[n].kind is not Kind.WORD:
                return
            if reader.is_in(n, "professions"):
                self._call(entity, reader, n)
                entity.person = True
                after = range(n + 1, min(n + 7, len(reader.tokens)))
                stop = next((m for m in after if reader.tokens[m].kind is not Kind.WORD), n)
                entity.ties.update(reader.norm(m) for m in range(n, stop) if reader.is_name(m))
                return
            if reader.is_in(n, "auxiliaries", "relatives", "prepositions", "verbs_common"):
                return

    def _call(self, entity: Entity, reader: Reader, head: int) -> None:
        """Remember a role, and what else whoever holds it is called: chef du gouvernement."""
        self.describe(entity, self.noun(reader, head))
        for size in range(3, 6):
            phrase = " ".join(reader.norm(n) for n in range(head, head + size))
            for noun in self.pack.synonyms.get(phrase, ()):
                self.describe(entity, noun)

    def describe(self, entity: Entity, noun: str) -> None:
        """Remember that a noun was said of somebody."""
        if noun not in entity.nouns:
            entity.nouns.add(noun)
            self.by_noun.setdefault(noun, []).append(entity)

    # -- acronyms and surnames -----------------------------------------------------------------

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
                words = words_of(reader.tokens[back:at])
                name = self.text[token.start : reader.tokens[at - 1].end]
                full = self.by_full.get(words) or Entity(name, words, person=False)
                self.by_acronym.setdefault(short.norm, full)
                return

    def _link_acronyms(self) -> None:
        """Acronyms never introduced: HRW where Human Rights Watch is named."""
        short = self._short()
        for entity in self.entities:
            capitals = "".join(word[0] for word in entity.words)
            if len(entity.words) > 1 and capitals in short:
                self.by_acronym.setdefault(capitals, entity)

    def _short(self) -> set[str]:
        """Single-word names in capitals."""
        return {e.words[0] for e in self.entities if len(e.words) == 1 and e.name.isupper()}

    def _spell_out(self, sentences: list[Sentence]) -> None:
        """CPI where the article also says Cour pénale internationale, small words aside."""
        open_ones = {s for s in self._short() if 2 < len(s) < 7 and s not in self.by_acronym}
        firsts = {short[0] for short in open_ones}
        for sentence in sentences if open_ones else ():
            for at, token in enumerate(sentence.tokens):
                if token.cap and token.norm[:1] in firsts and not token.text.isupper():
                    self._spelt(sentence.tokens, at, open_ones)

    def _spelt(self, tokens: list[Token], at: int, short: set[str]) -> None:
        initials = ""
        for n in range(at, min(at + 12, len(tokens))):
            token = tokens[n]
            if token.kind is not Kind.WORD:
                return
            small = token.norm in self.words["determiners"] or token.norm in self.words["of"]
            initials += "" if small else token.norm[0]
            if initials in short and not small:
                words = words_of(tokens[at : n + 1])
                name = self.text[tokens[at].start : token.end]
                full = self.by_full.get(words) or Entity(name, words, person=False)
                self.by_acronym.setdefault(initials, full)
                return

    def _reused_surnames(self) -> None:
        """A name whose last word stands alone elsewhere is a person's."""
        for entity in self.entities:
            alone = self.by_full.get(entity.words[-1:])
            if entity.person is None and 1 < len(entity.words) < 5 and alone is not None:
                entity.person = self.may_be_person(entity) or None

    def may_be_person(self, entity: Entity) -> bool:
        """Whether no word of a name speaks against a person's."""
        groups = ("organisations", "nationalities", "things", "not_names")
        return not any(w in self.words[group] for w in entity.words for group in groups)

    # -- finding -------------------------------------------------------------------------------

    def candidates(self, words: tuple[str, ...]) -> list[Entity]:
        """All that a printed name can be the short or misspelt form of, fullest names only."""
        if len(words) == 1 and words[0] in self.by_acronym:
            return [self.by_acronym[words[0]]]
        found = [e for e in self.by_last.get(words[-1], ()) if _fits(words, e)]
        if not found and len(words) == 1:
            found = [e for e in self.by_first.get(words[0], ()) if e.person and len(e.words) > 1]
        if not found:
            found = self._misspelt(words)
        longer = [e for e in found if len(words) < len(e.words) <= _LONGEST]
        return longer or found

    def _misspelt(self, words: tuple[str, ...]) -> list[Entity]:
        last = words[-1]
        if len(last) < 6:
            return []
        several = (e for e in self.entities if len(e.words) > 1)
        return [e for e in islice(several, _COMPARED) if close(last, e.words[-1])]


def runs(reader: Reader, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The stretches of capitalised words, particles inside them included."""
    at, stop = start, len(reader.tokens) if end is None else end
    while at < stop:
        if not reader.is_name(at):
            at += 1
            continue
        last = at + 1
        while last < stop and (reader.is_name(last) or reader.is_particle(last, at, stop)):
            last += 1
        while last > at + 1 and not reader.is_name(last - 1):
            last -= 1
        yield at, last
        at = last


def _fits(words: tuple[str, ...], entity: Entity) -> bool:
    """Whether all but the last word of a printed name agree with a fuller one."""
    theirs = entity.words
    initials = {part[:1] for word in theirs[:-1] for part in word.split("-")}
    return all(
        word in theirs
        or (len(word) == 1 and word in initials)
        or ("-" in word and all(part[:1] in initials for part in word.split("-")))
        or any(close(word, other) for other in theirs)
        for word in words[:-1]
    )


def close(a: str, b: str) -> bool:
    """Whether two words are at most one slip apart: a letter more, less or other."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((n for n, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), len(a))
    return a[at + (len(a) == len(b)) :] == b[at + 1 :]
