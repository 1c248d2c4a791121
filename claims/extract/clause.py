"""One sentence with its cues: who speaks in it, and where what they say begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract import cues as cue_finder
from claims.extract.cues import Cue
from claims.extract.model import Span
from claims.extract.naming import Subject
from claims.extract.pack import Pack
from claims.extract.subjects import Reader
from claims.extract.tokens import TERMINAL, Kind, Sentence, Token

DASHES = frozenset(("–", "—", "--", "-"))


@dataclass(slots=True)
class Draft:
    """A statement found: token ranges of its parts, its cue and subject, and by which pattern.

    ``spans`` replace the parts where these are no whole tokens.
    """

    parts: list[tuple[int, int]]
    cue: Cue | None
    subject: Subject | None
    pattern: str
    sentence: Sentence
    relays: list[Subject] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    @property
    def first(self) -> int:
        """First token of the words reported."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """Token after the last of the words reported."""
        return self.parts[-1][1]


@dataclass(slots=True)
class Clause:
    """One sentence with all that patterns ask of it."""

    sentence: Sentence
    pack: Pack
    text: str
    cues: list[Cue] = field(default_factory=list)
    reader: Reader = field(init=False)
    subjects: dict[int, Subject | None] = field(default_factory=dict)
    taken: list[tuple[int, int]] = field(default_factory=list)
    used: dict[int, Draft] = field(default_factory=dict)

    tokens: list[Token] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens
        self.cues = cue_finder.find(self.sentence, self.pack)
        self.reader = Reader(self.sentence, self.pack, self.text)

    def is_quote(self, at: int) -> bool:
        """Whether a token is a masked quotation."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind is Kind.QUOTE

    def is_free(self, start: int, end: int) -> bool:
        """Whether no statement found earlier overlaps the range."""
        return all(end <= a or start >= b for a, b in self.taken)

    def quoted(self, at: int) -> str:
        """What a masked quotation says, without blanks around it."""
        region = self.tokens[at].region
        return self.text[region.inner.start : region.inner.end].strip() if region else ""

    def words_in(self, at: int) -> int:
        """How many words a masked quotation has."""
        region = self.tokens[at].region
        return len(self.text[region.inner.start : region.inner.end].split()) if region else 0

    def comma_at(self, at: int) -> bool:
        """A comma, or quoted words that end in one as English prints them."""
        if self.is_quote(at):
            return self.quoted(at).endswith((",", "?", "!"))
        return self.tokens[at].text == ","

    def content_start(self, at: int, end: int) -> int:
        """Past conjunctions, connectives and stray punctuation at the beginning of a statement."""
        while at < end:
            token = self.tokens[at]
            if (token.kind is Kind.PUNCT and token.text not in "([") or (
                token.norm in self.pack.words["connectives"]
                and at + 1 < end
                and (
                    self.tokens[at + 1].text == "," or token.norm in self.pack.words["coordinators"]
                )
            ):
                at += 1
            else:
                return at
        return at

    def trim(self, start: int, end: int) -> int:
        """Back over final punctuation."""
        while end > start and self.tokens[end - 1].kind is Kind.PUNCT:
            if self.tokens[end - 1].text in ")]":
                break
            end -= 1
        return end

    def right_limit(self, start: int, cue: Cue | None) -> int:
        """Where words reported from a token on end: the sentence, or another statement's clause."""
        end = len(self.tokens)
        depth = self.sentence.depth[start] if start < end else 0
        for at in range(start, end):
            if self.tokens[at].text == ";" or self.sentence.depth[at] < depth:
                end = at
                break
            if self._contrasts(at) and at - start > 2:
                end = at
                break
            if self.tokens[at].text == ":" and self.is_quote(at + 1) and at - start > 2:
                end = at
                break
            if self.tokens[at].text == ")" and depth and self.sentence.depth[at] == depth:
                end = at
                break
        for other in self.cues:
            if cue is not None and other.start <= cue.start:
                continue
            if other.start <= start or other.lead >= end:
                continue
            cut = self._cut(other, start)
            if cut is not None and cut > start:
                end = min(end, cut)
        return self.trim(start, self._after_quote(start, end))

    def _contrasts(self, at: int) -> bool:
        """, mais X …: without a que of its own, no longer reported."""
        if not self.pack.options["inversion"] or self.tokens[at].text != ",":
            return False
        reader = self.reader
        return reader.is_in(at + 1, "adversatives") and reader.starts_phrase(at + 2)

    def _after_quote(self, start: int, end: int) -> int:
        """A long quotation near the beginning ends the words at a comma after it."""
        last = next((at for at in range(end - 2, start - 1, -1) if self.is_quote(at)), None)
        if last is None or self.tokens[last + 1].text != ",":
            return end
        return last + 1 if self.words_in(last) >= 4 and last - start < 8 else end

    def _cut(self, other: Cue, start: int) -> int | None:
        """Where another cue's clause begins, if it interrupts the words before it."""
        if other.mood == "prep":
            return self._sourced(other)
        if not (other.inverted or self._reports(other)):
            return None
        if other.mood == "as":
            return other.lead
        before = other.start - 1
        while before > start and self.tokens[before].norm in self.pack.words["adverbs"]:
            before -= 1
        if other.mood == "gerund":
            opened = self.tokens[before].text == "," or self.is_quote(before)
            apart = opened or before < other.start - 1
            return other.lead if apart else self._with_subject(other, start)
        joined = self.tokens[before].norm in self.pack.words["coordinators"]
        aside = self.tokens[before].text == "," and self._is_aside(other)
        return other.lead if joined or aside else self._new_clause(other, start)

    def _sourced(self, cue: Cue) -> int | None:
        """, selon un communiqué. — at the end of a sentence it is about all of it."""
        if cue.strength == "weak" or not cue.start or self.tokens[cue.start - 1].text != ",":
            return None
        source = self.reader.after(cue.end, len(self.tokens))
        ended = source is not None and self.trim(cue.start, len(self.tokens)) <= source.end
        return cue.start - 1 if ended else None

    def _is_aside(self, cue: Cue) -> bool:
        """, a-t-il ajouté · , a rapporté l'agence: a cue with its subject after it."""
        if cue.inverted is not None:
            return True
        if cue.mood != "finite" or not self.pack.options["inversion"] or not cue.allows("i"):
            return False
        subject = self.subject_after(cue)
        return subject is not None and subject.pronoun is None and self.speaks(subject)

    def _closes(self, cue: Cue, subject: Subject) -> bool:
        """, Interfax reported: a cue of its own at the end of the sentence."""
        ended = cue.end >= len(self.tokens) or self.tokens[cue.end].text in ".!?"
        known = subject.name is not None or subject.pronoun is not None or self.speaks(subject)
        return ended and known and self.comma_at(subject.start - 1)

    def _reports(self, cue: Cue) -> bool:
        """Whether a gerund is likely to report: it takes a clause, or quoted words follow."""
        if cue.allows("w"):
            return False
        ahead = range(cue.end, min(cue.end + 9, len(self.tokens)))
        takes = any(cue.allows(frame) for frame in "qzfdoabn")
        return takes or any(self.is_quote(n) for n in ahead)

    def _with_subject(self, other: Cue, start: int) -> int | None:
        """, with a spokesman describing …: the clause begins at the comma."""
        subject = self.subject_before(other)
        if subject is None or subject.start - 2 <= start:
            return None
        joint = subject.start - 1
        if self.tokens[joint].norm in self.pack.words["absolute"]:
            joint -= 1
        return joint if self.tokens[joint].text == "," else None

    def _new_clause(self, other: Cue, start: int) -> int | None:
        """, but / while / — and SUBJECT says: another statement begins at the conjunction."""
        subject = self.subject_before(other)
        if subject is None or subject.start - 2 <= start:
            return None
        if self.reader.is_clause(subject.start, subject.end):
            return None
        if self._closes(other, subject):
            return subject.start - 1
        joint = subject.start - 1
        words = self.pack.words
        if self.tokens[joint].norm in words["that"]:
            joint -= 1
        if self.tokens[joint].norm not in words["contrasts"] or joint <= start:
            return None
        if self.is_quote(joint - 1):
            return joint
        mark = self.tokens[joint - 1].text
        return joint - 1 if mark == "," or mark in DASHES else None

    def is_relative(self, at: int) -> bool:
        """Whether a "that" begins a relative clause: its verb follows at once."""
        return not self.pack.options["inversion"] and self.reader.is_in(at + 1, "auxiliaries")

    def is_able(self, cue: Cue) -> bool:
        """Whether a negated cue is about being able or willing to say: a position, not silence."""
        told = {t.norm for t in self.tokens[cue.start : cue.end]}
        options = self.pack.options
        return bool(told & {*options.get("unable", ()), *options.get("unwilling", ())})

    def subject_before(self, cue: Cue) -> Subject | None:
        """The subject to the left of a cue, its own only."""
        key = -1 - cue.start
        if key not in self.subjects:
            self.subjects[key] = self.reader.before(cue.origin)
        return self.subjects[key]

    def subject_after(self, cue: Cue, *, lenient: bool = False) -> Subject | None:
        """The subject to the right of a cue: its clitic, or the inverted noun phrase."""
        if cue.inverted is not None:
            word = self.tokens[cue.inverted].norm.removeprefix("-t").lstrip("-'’")
            at = cue.inverted
            return Subject(at, at + 1, [(at, at + 1)], pronoun=word, stop=cue.end)
        return self.reader.after(cue.end, self.sentence_end(cue.end), lenient=lenient)

    def sentence_end(self, at: int) -> int:
        """The end of the stretch a subject to the right may fill."""
        for n in range(at, len(self.tokens)):
            if self.tokens[n].text in (";", ":") or self.is_quote(n):
                return n
        return len(self.tokens)

    def subject(self, cue: Cue) -> Subject | None:
        """The subject of a cue that precedes its words: own, inherited, or the sentence's."""
        if cue.inverted is not None:
            return self.subject_after(cue)
        own = None if cue.joined else self.subject_before(cue)
        if cue.mood == "gerund":
            own = self._bare_head(cue, own)
        if own is not None and (own.name or own.pronoun or self.speaks(own) or self._plain(own)):
            return self._said_before(own) or own
        return self.inherited(cue) or own

    def _said_before(self, own: Subject) -> Subject | None:
        """The whole subject of an earlier statement, where this one is but its apposition."""
        subjects = (d.subject for d in self.used.values() if d.subject is not None)
        return next((s for s in subjects if s.start < own.start < s.end), None)

    def _plain(self, subject: Subject) -> bool:
        """A short noun phrase of its own right, though the pack does not know its noun."""
        return subject.end - subject.start < 6 and self.reader.starts_phrase(subject.start)

    def _bare_head(self, cue: Cue, own: Subject | None) -> Subject | None:
        """A gerund's subject is its own only where the noun stands right before it."""
        if own is None or cue.lead != cue.start or self.is_quote(cue.start - 1):
            return None
        return own

    def inherited(self, cue: Cue) -> Subject | None:
        """The subject of the nearest earlier cue of the sentence, else the sentence's own."""
        for other in reversed(self.cues):
            if other.start < cue.start and other.mood != "prep":
                draft = self.used.get(other.start)
                subject = draft.subject if draft else None
                subject = subject or self.subject_before(other)
                if subject is not None:
                    return subject
        return self.opening(cue.start)

    def opening(self, limit: int) -> Subject | None:
        """The noun phrase a sentence begins with, adverbials aside."""
        reader = self.reader
        at = reader.clause_start(limit)
        for _ in range(6):
            at = reader.skip_opening(at, limit)
            if at >= limit:
                return None
            adverbial = reader.is_in(at, "prepositions", "subordinators")
            adverbial = adverbial and not reader.is_partitive(at)
            adverbial = adverbial or (
                reader.is_in(at, "determiners") and reader.is_in(at + 1, "times")
            )
            if adverbial or self._is_apposed(at) or not reader.starts_phrase(at):
                comma = next((n for n in range(at, limit) if self.tokens[n].text == ","), None)
                if comma is None:
                    return None
                at = comma + 1
                continue
            break
        return reader.after(at, limit) if reader.starts_phrase(at) else None

    def _is_apposed(self, at: int) -> bool:
        """Assis dans sa cuisine, X raconte: a sentence may open with a participle."""
        reader = self.reader
        led = reader.is_in(at + 1, "prepositions") and not reader.is_in(at + 1, "of")
        return at == 0 and led and reader.is_name(at)

    def speaks(self, subject: Subject) -> bool:
        """Whether a nameless noun phrase is one that can say things."""
        reader = self.reader
        groups = (
            "professions",
            "people",
            "organisations",
            "things",
            "anonymous",
            "titles",
            "vague",
        )
        start, end = subject.parts[0] if subject.parts else (subject.start, subject.end)
        return any(reader.is_in(n, *groups) or reader.is_name(n) for n in range(start, end))


def draft(
    clause: Clause, cue: Cue | None, subject: Subject | None, name: str, *parts: tuple[int, int]
) -> Draft | None:
    """A statement of some token ranges, unless an earlier one has words of them."""
    kept = [(a, b) for a, b in parts if b > a]
    if not kept or not all(clause.is_free(a, b) for a, b in kept):
        return None
    return Draft(kept, cue, subject, name, clause.sentence)


def ends_statement(text: str) -> bool:
    """Whether quoted words end as a sentence does."""
    return text.rstrip()[-1:] in TERMINAL
