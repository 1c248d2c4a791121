"""What was said: clause patterns in order of priority.

Each pattern takes a ``Clause`` (one sentence with its cues) and one cue, and either finds the words
that cue reports or nothing.  ``PATTERNS`` declares the order; an earlier pattern keeps its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from claims.extract import cues as cue_finder
from claims.extract.cues import Cue
from claims.extract.pack import Pack
from claims.extract.phrases import Reader, Subject
from claims.extract.tokens import TERMINAL, Kind, Sentence, Token
from claims.vocabulary import Stance

_DASHES = frozenset(("–", "—", "--", "-"))


@dataclass(slots=True)
class Draft:
    """A statement found: token ranges of its parts, its cue and subject, the pattern that found it."""

    parts: list[tuple[int, int]]
    cue: Cue | None
    subject: Subject | None
    pattern: str
    sentence: Sentence
    order: int = 0

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
    reader: Reader = None  # type: ignore[assignment]
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

    def content_start(self, at: int, end: int) -> int:
        """Past conjunctions, connectives and stray punctuation at the beginning of a statement."""
        while at < end:
            token = self.tokens[at]
            if token.kind is Kind.PUNCT and token.text not in "([":
                at += 1
            elif (
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

    def _after_quote(self, start: int, end: int) -> int:
        quotes = [at for at in range(start, end) if self.is_quote(at)]
        if quotes and quotes[-1] + 1 < end and self.tokens[quotes[-1] + 1].text == ",":
            if self.words_in(quotes[-1]) >= 4 and quotes[-1] - start < 8:
                return quotes[-1] + 1
        return end

    def _cut(self, other: Cue, start: int) -> int | None:
        """Where another cue's clause begins, if it interrupts the words before it."""
        before = other.start - 1
        adverbs = self.pack.words["adverbs"]
        while before > start and self.tokens[before].norm in adverbs:
            before -= 1
        if other.mood == "gerund":
            if not self._reports(other):
                return None
            opened = self.tokens[before].text == "," or self.is_quote(before)
            if opened or before < other.start - 1:
                return other.lead
            return self._with_subject(other, start)
        if other.mood == "prep" or not (other.inverted or self._reports(other)):
            return None
        if other.mood == "as":
            return other.lead
        if self.tokens[before].norm in self.pack.words["coordinators"]:
            return other.lead
        if other.inverted is not None and self.tokens[before].text == ",":
            return other.lead
        return self._new_clause(other, start)

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
        joint = subject.start - 1
        words = self.pack.words
        if self.tokens[joint].norm in words["that"]:
            joint -= 1
        if self.tokens[joint].norm not in words["contrasts"] or joint <= start:
            return None
        if self.is_quote(joint - 1):
            return joint
        mark = self.tokens[joint - 1].text
        return joint - 1 if mark == "," or mark in _DASHES else None

    def is_relative(self, at: int) -> bool:
        """Whether a "that" begins a relative clause: its verb follows at once."""
        return not self.pack.options["inversion"] and self.reader.is_in(at + 1, "auxiliaries")

    def is_able(self, cue: Cue) -> bool:
        """Whether a negated cue is about being able or willing to say: a position, not silence."""
        told = {t.norm for t in self.tokens[cue.start : cue.end]}
        options = self.pack.options
        return bool(told & {*options.get("unable", ()), *options.get("unwilling", ())})

    # -- who -----------------------------------------------------------------------------------

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
            return own
        return self.inherited(cue) or own

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
            at = reader._skip_opening(at, limit)
            if at >= limit:
                return None
            if reader.is_in(at, "prepositions", "subordinators") and not reader._partitive(at):
                comma = next((n for n in range(at, limit) if self.tokens[n].text == ","), None)
                if comma is None:
                    return None
                at = comma + 1
                continue
            break
        return reader.after(at, limit) if reader.starts_phrase(at) else None

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


Pattern = Callable[[Clause, Cue], Draft | None]


def _draft(
    clause: Clause, cue: Cue | None, subject: Subject | None, name: str, *parts: tuple[int, int]
) -> Draft | None:
    kept = [(a, b) for a, b in parts if b > a]
    if not kept or not all(clause.is_free(a, b) for a, b in kept):
        return None
    return Draft(kept, cue, subject, name, clause.sentence)


# -- the patterns ------------------------------------------------------------------------------


def quote_then_cue(clause: Clause, cue: Cue) -> Draft | None:
    """«…», a déclaré X · «…», précise-t-il · "…," X said · "…," said X."""
    if cue.mood != "finite":
        return None
    at = _quote_before(clause, cue)
    if at is None or _reports_after(clause, cue):
        return None
    gap = [n for n in range(at + 1, cue.start) if clause.tokens[n].text != ","]
    subject = None
    if not gap or cue.inverted is not None:
        subject = clause.subject_after(cue, lenient=True)
    elif clause.reader.is_in(gap[0], "coordinators", "relatives", "that", "auxiliaries"):
        return None
    elif clause.pack.options["inversion"] and clause.tokens[cue.start - 1].text == ",":
        subject = clause.subject_after(cue)
    else:
        subject = clause.subject_before(cue)
        if subject and (
            subject.start > gap[0] + 8 or not clause.is_free(subject.start, subject.end)
        ):
            return None
    if subject is None:
        return None
    if subject.pronoun and clause.reader.is_in_word(subject.pronoun, "impersonal"):
        subject = _source_beside(clause, cue) or subject
    parts = [_quoted_part(clause, at)]
    onward = _interrupted(clause, cue, subject, at)
    if onward is not None:
        parts.append((onward, onward + 1))
    return _draft(clause, cue, subject, "quote_then_cue", *parts)


def _interrupted(clause: Clause, cue: Cue, subject: Subject, at: int) -> int | None:
    """The rest of a quotation that its cue interrupts: «…», dit-il, «…»."""
    stop = max(cue.end, subject.stop)
    stop = clause.reader.skip_adverbials(stop, len(clause.tokens))
    if stop + 1 >= len(clause.tokens) or clause.tokens[stop].text != ",":
        return None
    if not clause.is_quote(stop + 1) or not clause.is_free(stop + 1, stop + 2):
        return None
    broken = not ends_statement(clause.quoted(at))
    return stop + 1 if broken and clause.quoted(stop + 1)[:1].islower() else None


def _quote_before(clause: Clause, cue: Cue) -> int | None:
    """The quotation a cue follows, if it stands as a statement of its own."""
    for at in range(cue.start - 1, max(-1, cue.start - 45), -1):
        if clause.is_quote(at):
            return at if _stands_alone(clause, at) and clause.is_free(at, at + 1) else None
        if clause.tokens[at].text in (";", ":"):
            return None
    return None


def _stands_alone(clause: Clause, at: int) -> bool:
    """Whether a quotation is a clause of its own rather than words within one."""
    start = clause.content_start(0, at + 1)
    if at <= start:
        return True
    before = clause.tokens[at - 1]
    if before.text == ":" or before.text in (";", "("):
        return True
    if before.text == "," or before.text in _DASHES:
        return clause.words_in(at) >= 6
    return before.norm in clause.pack.words["connectives"] and clause.words_in(at) >= 5


def _reports_after(clause: Clause, cue: Cue) -> bool:
    """Whether what the cue reports follows it: que, a colon, an infinitive."""
    at = clause.reader.skip_adverbials(cue.end, len(clause.tokens))
    return (
        clause.reader.is_in(at, "that")
        or clause.tokens[min(at, len(clause.tokens) - 1)].text == ":"
    )


def _quoted_part(clause: Clause, at: int) -> tuple[int, int]:
    """A quotation with those joined to it: «…» et «…»."""
    first = at
    while (
        first >= 2 and clause.is_quote(first - 2) and clause.reader.is_in(first - 1, "coordinators")
    ):
        first -= 2
    return first, at + 1


def cue_then_quote(clause: Clause, cue: Cue) -> Draft | None:
    """X a déclaré : «…» · X said "…" · fustigeant un «…» · calling it "…"."""
    if cue.mood == "prep":
        return None
    limit = min((c.start for c in clause.cues if c.start > cue.start), default=len(clause.tokens))
    colon = _colon_quote(clause, cue)
    if colon is not None:
        return _draft(clause, cue, clause.subject(cue), "cue_colon_quote", (colon, colon + 1))
    at = clause.reader.skip_adverbials(cue.end, limit)
    while at < limit and clause.tokens[at].text in (",", ":"):
        at += 1
    if clause.is_quote(at):
        if not _weighty(clause, cue, at):
            return None
        end = _quote_end(clause, at, limit)
        if end < limit and (cue.allows("z") or cue.allows("q")) and _verb_follows(clause, end):
            end = clause.right_limit(at, cue)
        return _draft(clause, cue, clause.subject(cue), "cue_then_quote", (at, end))
    return None


def _weighty(clause: Clause, cue: Cue, at: int) -> bool:
    """Quoted words long enough to be a statement after a verb that need not report one."""
    least = clause.pack.options.get("weighty", 4)
    if any(cue.allows(frame) for frame in "qzsc") or clause.words_in(at) >= least:
        return True
    region = clause.tokens[at].region
    inner = clause.text[region.inner.start : region.inner.end]
    return clause.tokens[at - 1].text == ":" or inner[:1].isupper() or ends_statement(inner)


def _verb_follows(clause: Clause, at: int) -> bool:
    """Whether quoted words are but the subject of the clause reported."""
    word = clause.tokens[at].norm
    return word in clause.pack.words["verbs_common"] or word in clause.pack.words["modals"]


def embedded_quote(clause: Clause, cue: Cue) -> Draft | None:
    """Fustigeant un «…» · calling it "…": words quoted within the object of the verb."""
    if cue.mood == "prep":
        return None
    limit = min((c.start for c in clause.cues if c.start > cue.start), default=len(clause.tokens))
    at = clause.reader.skip_adverbials(cue.end, limit)
    return _embedded_quote(clause, cue, at, limit)


def _colon_quote(clause: Clause, cue: Cue) -> int | None:
    for at in range(cue.end, len(clause.tokens) - 1):
        if clause.is_quote(at) or clause.tokens[at].text == ";":
            return None
        if clause.tokens[at].text == ":":
            later = [c for c in clause.cues if cue.start < c.start < at and c.mood != "prep"]
            return at + 1 if clause.is_quote(at + 1) and not later else None
    return None


def _quote_end(clause: Clause, at: int, limit: int) -> int:
    """A quotation after its cue takes what joins it to a second one: «…» et «…»."""
    end = at + 1
    while end + 1 < limit and clause.reader.is_in(end, "coordinators") and clause.is_quote(end + 1):
        end += 2
    return end


def _embedded_quote(clause: Clause, cue: Cue, at: int, limit: int) -> Draft | None:
    """A noun phrase with quoted words in it is a statement in part verbatim."""
    if clause.reader.is_in(at, "that", "whether") or at >= limit:
        return None
    quote = next((n for n in range(at, min(limit, at + 9)) if clause.is_quote(n)), None)
    if quote is None or any(clause.tokens[n].text in (",", ":", "(") for n in range(at, quote)):
        return None
    named = cue.allows("c")
    if clause.reader.is_clause(at, quote) or not (named or clause.reader.starts_phrase(at)):
        return None
    subject = clause.subject(cue)
    if subject is None:
        return None
    end = clause.right_limit(at, cue)
    comma = next((n for n in range(quote, end) if clause.tokens[n].text == ","), end)
    last = max(n for n in range(quote, max(comma, quote + 1)) if clause.is_quote(n))
    if not clause.pack.options["inversion"] and not _weighty(clause, cue, quote):
        return None
    if cue.allows("c") or clause.pack.options.get("embedded") == "quote":
        return _draft(clause, cue, subject, "embedded_quote", (quote, last + 1))
    end = comma if comma - last <= 6 else last + 1
    return _draft(clause, cue, subject, "embedded_quote", (at, clause.trim(at, end)))


def that_clause(clause: Clause, cue: Cue) -> Draft | None:
    """X a indiqué que … · X n'a pas pu dire si … · X told Y that …."""
    if cue.mood == "prep" or not (cue.allows("q") or cue.allows("s")):
        return None
    at = _complementiser(clause, cue)
    if at is None:
        return None
    end = clause.right_limit(at, cue)
    subject = clause.subject(cue)
    if end - at < 2 or not _may_say(clause, cue, subject):
        return None
    return _draft(clause, cue, subject, "that_clause", (at, end))


def _may_say(clause: Clause, cue: Cue, subject: Subject | None) -> bool:
    """Whether an indirect statement can be this subject's: not "on", not what merely proves."""
    if subject is None:
        return False
    if subject.pronoun:
        return clause.pack.genders.get(subject.pronoun) != "x"
    return not cue.allows("e") or bool(subject.name) or clause.speaks(subject)


def _complementiser(clause: Clause, cue: Cue) -> int | None:
    """The que or that of a cue, past adverbials and the person told."""
    reader, tokens = clause.reader, clause.tokens
    group = clause.pack.words["that"] if cue.allows("q") else frozenset()
    asks = clause.pack.words["whether"] if cue.allows("s") else frozenset()
    if cue.end < len(tokens) and reader.starts_phrase(cue.end) and not cue.allows("p"):
        if not reader.is_in(cue.end, "times", "prepositions", "adverbs"):
            return cue.end if tokens[cue.end].norm in group | asks else None
    asked = reader.skip_adverbials(cue.end, len(tokens))
    for at in range(cue.end, min(len(tokens), cue.end + 16)):
        if (clause.is_quote(at) and clause.words_in(at) > 3) or tokens[at].text in (";", ":"):
            return None
        if tokens[at].norm in group and not clause.is_relative(at):
            return at
        if at == asked and tokens[at].norm in asks:
            return None if cue.negated and not clause.is_able(cue) else at
        if tokens[at].norm in group or any(c.start == at and c is not cue for c in clause.cues):
            return None
        if at > cue.end and reader.is_in(at, "auxiliaries"):
            return None
    return None


def infinitive(clause: Clause, cue: Cue) -> Draft | None:
    """Affirmant avoir … · a imploré X de … · accusent X de … · urged X to …."""
    if cue.mood == "prep" or not any(cue.allows(f) for f in "fdoba"):
        return None
    at = clause.reader.skip_adverbials(cue.end, len(clause.tokens)) if cue.allows("f") else cue.end
    if cue.allows("f") and (_is_infinitive(clause, cue.end)):
        start = cue.end
    elif cue.allows("f") and _is_infinitive(clause, at):
        start = at
    else:
        start = _marked_infinitive(clause, cue)
    if start is None:
        return None
    if cue.allows("a"):
        start = cue.end
    end = clause.right_limit(start, cue)
    subject = clause.subject(cue)
    if end - start < 3 or not _may_say(clause, cue, subject):
        return None
    return _draft(clause, cue, subject, "infinitive", (start, end))


def _is_infinitive(clause: Clause, at: int) -> bool:
    """Whether an infinitive begins here, past its clitics and negation."""
    reader = clause.reader
    while reader.is_in(at, "clitics", "nots", "adverbs") and at < len(clause.tokens):
        at += 1
    if at >= len(clause.tokens) or clause.tokens[at].cap:
        return False
    if reader.is_in(at, "determiners", "prepositions", "subjects", "times", "relatives"):
        return False
    return bool(clause.pack.infinitive.fullmatch(clause.tokens[at].norm))


def _marked_infinitive(clause: Clause, cue: Cue) -> int | None:
    reader = clause.reader
    limit = min(len(clause.tokens) - 1, cue.end + 18)
    with_object = cue.allows("o") or cue.allows("b") or cue.allows("a")
    for at in range(cue.end, limit):
        if clause.tokens[at].kind is Kind.QUOTE or clause.tokens[at].text in (";", ":"):
            return None
        if clause.tokens[at].norm in clause.pack.marks_of_infinitive and _is_infinitive(
            clause, at + 1
        ):
            if at > cue.end and not (
                with_object or reader.is_in(cue.end, "prepositions", "adverbs", "times")
            ):
                return None
            return at
    return None


def as_said(clause: Clause, cue: Cue) -> Draft | None:
    """Comme le rappelle X, … · ainsi que l'a dit X, «…»."""
    if cue.mood != "as":
        return None
    subject = clause.subject_after(cue, lenient=True)
    if subject is None or subject.stop >= len(clause.tokens):
        return None
    if clause.tokens[subject.stop].text not in (",", ":"):
        return None
    at = clause.content_start(subject.stop, len(clause.tokens))
    opens = clause.content_start(0, cue.start) >= cue.lead
    if clause.is_quote(at):
        return _draft(clause, cue, subject, "as_said", (at, at + 1))
    if not opens or len(clause.tokens) - at < 4:
        return None
    return _draft(clause, cue, subject, "as_said", (at, clause.right_limit(at, cue)))


def attribution(clause: Clause, cue: Cue) -> Draft | None:
    """Selon X, … · …, selon X · …, selon X, …"""
    if cue.mood != "prep":
        return None
    lenient = cue.strength == "strong"
    subject = clause.reader.after(cue.end, clause.sentence_end(cue.end), lenient=lenient)
    if subject is None or not _can_be_source(clause, cue, subject):
        return None
    start = _attributed_from(clause, cue)
    first = clause.content_start(start, cue.start)
    stop = subject.end
    follows = stop < len(clause.tokens) and clause.tokens[stop].text in (",", ":")
    if first >= cue.start or _opens_clause(clause, first, cue.start):
        return _opening_attribution(clause, cue, subject)
    if cue.strength == "weak":
        return None
    end = clause.trim(first, cue.start)
    if follows and end - first < 5 and clause.is_quote(stop + 1):
        return _draft(clause, cue, subject, "attribution_quote", (stop + 1, stop + 2))
    if follows and stop + 1 < len(clause.tokens) and _goes_on(clause, stop + 1, end - first):
        rest = clause.right_limit(stop + 1, cue)
        return _draft(clause, cue, subject, "attribution_mid", (first, end), (stop + 1, rest))
    quote = _quote_before(clause, cue)
    if quote is not None and quote == end - 1:
        return _draft(clause, cue, subject, "attribution_quote", (quote, quote + 1))
    if end - first < 3:
        return None
    first = _own_clause(clause, first, cue)
    return _draft(clause, cue, subject, "attribution_end", (first, end))


def _attributed_from(clause: Clause, cue: Cue) -> int:
    """The clause before an attribution: back to a semicolon, a bracket or a colon and quotation."""
    for at in range(cue.start - 1, -1, -1):
        mark = clause.tokens[at].text
        if mark == ";" or (mark == ":" and clause.is_quote(at + 1)):
            return at + 1
        if mark == "(" and clause.sentence.depth[cue.start] >= clause.sentence.depth[at]:
            return at + 1
    return 0


def _own_clause(clause: Clause, first: int, cue: Cue) -> int:
    """After another statement in the sentence, the words attributed begin past it."""
    ends = [b for _, b in clause.taken if b <= cue.start and b > first]
    return clause.content_start(max(ends), cue.start) if ends else first


def _opens_clause(clause: Clause, first: int, at: int) -> bool:
    """Only conjunctions or adverbials stand before an attribution that opens its clause."""
    reader = clause.reader
    return all(
        reader.is_in(n, "connectives", "coordinators", "adverbs", "subordinators", "times")
        or clause.tokens[n].text == ","
        for n in range(first, at)
    )


def _goes_on(clause: Clause, at: int, before: int) -> bool:
    """Whether the sentence resumes after the aside, rather than ending in adverbials."""
    reader = clause.reader
    if len(clause.tokens) - at < 4 or clause.tokens[at].kind is Kind.QUOTE:
        return False
    if reader.is_in(at, "relatives", "times", "prepositions", "subordinators") and before > 6:
        return False
    form = clause.pack.forms.get(clause.tokens[at].norm)
    return not (form and form.gerund)


def _can_be_source(clause: Clause, cue: Cue, subject: Subject) -> bool:
    if subject.pronoun:
        return cue.strength == "strong" or subject.pronoun in clause.pack.words["objects"]
    reader = clause.reader
    start, end = subject.parts[0]
    if cue.strength == "strong":
        return clause.speaks(subject) or cue.start <= 1
    if clause.is_quote(subject.end + 1):
        return clause.speaks(subject)
    person = any(
        reader.is_in(n, "professions", "people", "organisations") for n in range(start, end)
    )
    named = subject.name is not None and subject.name[1] - subject.name[0] > 1
    return person or named


def _opening_attribution(clause: Clause, cue: Cue, subject: Subject) -> Draft | None:
    at = subject.end
    limit = len(clause.tokens)
    while at < limit and clause.tokens[at].text not in (",", ":") and not clause.is_quote(at):
        if subject.pronoun or at - subject.end > 25:
            break
        at += 1
    if at >= limit:
        return None
    at = clause.content_start(at, limit) if not clause.is_quote(at) else at
    if clause.is_quote(at) and _ends_after(clause, at):
        return _draft(clause, cue, subject, "attribution_quote", (at, at + 1))
    end = clause.right_limit(at, cue)
    return _draft(clause, cue, subject, "attribution_open", (at, end)) if end - at > 2 else None


def _ends_after(clause: Clause, at: int) -> bool:
    return all(token.kind is Kind.PUNCT for token in clause.tokens[at + 1 :])


def clause_then_cue(clause: Clause, cue: Cue) -> Draft | None:
    """CLAUSE, a annoncé X · CLAUSE, a-t-il précisé, … · CLAUSE, X said."""
    if (
        cue.mood != "finite"
        or not cue.allows("i")
        or cue.allows("w")
        or _reports_after(clause, cue)
    ):
        return None
    found = _inverted(clause, cue) or _postposed(clause, cue)
    if found is None:
        return None
    comma, subject, stop = found
    if subject.pronoun and clause.reader.is_in_word(subject.pronoun, "impersonal"):
        subject = _source_beside(clause, cue) or subject
        stop = max(stop, subject.stop)
    first = clause.content_start(_clause_open(clause, comma, cue), comma)
    if comma - first < 3 and not clause.is_quote(first):
        if comma - first < 1 or stop + 3 > len(clause.tokens):
            return None
    end = clause.trim(first, comma)
    if (
        stop < len(clause.tokens)
        and clause.tokens[stop].text == ","
        and _resumes(clause, cue, subject, stop + 1, end - first)
    ):
        rest = clause.right_limit(stop + 1, cue)
        return _draft(clause, cue, subject, "clause_mid", (first, end), (stop + 1, rest))
    if end - first < 3:
        return None
    return _draft(clause, cue, subject, "clause_then_cue", (first, end))


def _source_beside(clause: Clause, cue: Cue) -> Subject | None:
    """A-t-on appris auprès du parquet, dit-on de source proche du dossier: the source named."""
    reader = clause.reader
    for at in range(cue.end, min(cue.end + 6, len(clause.tokens))):
        if reader.is_in(at, "of") and reader.is_in(at + 1, "sources"):
            at += 1
        elif not reader.is_in(at, "source_prepositions"):
            continue
        else:
            at += 1
            while reader.is_in(at, "of"):
                at += 1
        end, _ = reader.phrase_end(at, len(clause.tokens))
        if end > at:
            found = Subject(at, end, [(at, end)], stop=end)
            reader.describe(found)
            return found
    return None


def _clause_open(clause: Clause, comma: int, cue: Cue) -> int:
    """Where the clause before a cue begins: past a colon, a semicolon or an earlier statement."""
    at = comma
    while at > 0:
        if clause.tokens[at - 1].text in (";", ":"):
            break
        at -= 1
    ends = [b for a, b in clause.taken if b <= comma and b > at]
    ends += [
        d.subject.stop
        for d in clause.used.values()
        if d.subject
        and at < d.subject.stop <= comma
        and d.cue
        and d.cue.start < cue.start
        and d.subject.start > d.cue.start
    ]
    return max(ends, default=at)


def _resumes(clause: Clause, cue: Cue, subject: Subject, at: int, before: int) -> bool:
    if not (subject.pronoun or before < 8 or not clause.pack.options["inversion"]):
        return False
    return _goes_on(clause, at, before)


def _inverted(clause: Clause, cue: Cue) -> tuple[int, Subject, int] | None:
    """, a-t-il dit / , a dit X / , said X: the comma, the subject and where it ends."""
    comma = cue.start - 1
    if comma < 1 or not (_comma(clause, comma) or clause.tokens[comma].text in "?!"):
        return None
    comma += clause.is_quote(comma)
    if cue.inverted is None and not (
        clause.pack.options["inversion"] or cue.verb.lemma in clause.pack.words["inverting"]
    ):  # type: ignore[union-attr]
        return None
    subject = clause.subject_after(cue)
    if subject is None or (subject.pronoun and cue.inverted is None):
        return None
    if cue.inverted is None and not (subject.name or clause.speaks(subject)):
        if not _closes(clause, subject.stop):
            return None
    if _across(clause, comma):
        return None
    return comma, subject, subject.stop


def _closes(clause: Clause, at: int) -> bool:
    """Whether a clause ends at a token."""
    return at >= len(clause.tokens) or clause.tokens[at].text in (".", "!", "?", ";", ")", ",", "…")


def _comma(clause: Clause, at: int) -> bool:
    """A comma, or quoted words that end in one as English prints them."""
    region = clause.tokens[at].region
    if region is None:
        return clause.tokens[at].text == ","
    return clause.text[region.inner.start : region.inner.end].rstrip().endswith((",", "?", "!"))


def _across(clause: Clause, comma: int) -> bool:
    """Whether the comma before the verb rather closes the apposition of a subject before it."""
    own = clause.reader.before(comma + 1)
    if own is None or own.pronoun or own.start != clause.content_start(0, comma):
        return False
    commas = sum(clause.tokens[n].text == "," for n in range(own.start, comma))
    whole = len(own.parts) == commas + 1 and own.end == comma
    return whole and len(own.parts) > 1 and not clause.reader.is_clause(own.start, comma)


def _postposed(clause: Clause, cue: Cue) -> tuple[int, Subject, int] | None:
    """, X said at the end of a sentence, or between commas."""
    if clause.pack.options["inversion"] and not clause.pack.options.get("postposed"):
        return None
    subject = clause.subject_before(cue)
    if subject is None or subject.start < 2:
        return None
    if not (subject.name or subject.pronoun or clause.speaks(subject)):
        return None
    comma = subject.start - 1
    if not _comma(clause, comma) and clause.tokens[comma].text not in _DASHES:
        return None
    comma += clause.is_quote(comma)
    stop = clause.reader.skip_adverbials(cue.end, len(clause.tokens))
    closes = stop >= len(clause.tokens) or clause.tokens[stop].text in (
        ",",
        ".",
        "!",
        "?",
        ";",
        ")",
        "–",
        "—",
    )
    if not closes and not clause.reader.is_in(stop, "prepositions", "times", "subordinators"):
        return None
    return comma, subject, stop


def zero_that(clause: Clause, cue: Cue) -> Draft | None:
    """X said the review is under way: a clause without that."""
    if cue.mood == "prep" or not cue.allows("z") or not clause.pack.options["zero_that"]:
        return None
    if cue.negated and not clause.is_able(cue):
        return None
    at = _bare_clause(clause, cue)
    if at is None:
        return None
    end = clause.right_limit(at, cue)
    subject = clause.subject(cue)
    if end - at < 3 or not _may_say(clause, cue, subject):
        return None
    return _draft(clause, cue, subject, "zero_that", (at, end))


def _bare_clause(clause: Clause, cue: Cue) -> int | None:
    reader = clause.reader
    limit = len(clause.tokens)
    at = reader.skip_adverbials(cue.end, limit)
    if cue.allows("p"):
        at = _past_hearer(clause, at)
    if at >= limit or clause.tokens[at].kind is Kind.PUNCT:
        return None
    if reader.is_in(at, "that", "relatives", "marks_of_nothing"):
        return None
    if reader.is_in(at, "subjects", "clause_openers"):
        return at
    free = cue.verb is not None and cue.verb.lemma in clause.pack.words["free"]
    window = range(at + 1, min(limit, at + (25 if free else 8)))
    verb = next((n for n in window if clause.pack.is_verb(clause.tokens[n].norm)), None)
    if free:
        enough = limit - at > 3 and not reader.is_in(at, "prepositions")
        if cue.start and _comma(clause, cue.start - 1):
            enough = enough and verb is not None
        return at if enough else None
    if verb is None or not reader.starts_phrase(at):
        return None
    end, _ = reader.phrase_end(at, limit)
    return at if verb == end else None


def _past_hearer(clause: Clause, at: int) -> int:
    """Past the person told: him, reporters, the Guardian, CBC News on Monday."""
    reader = clause.reader
    limit = len(clause.tokens)
    if reader.is_in(at, "objects"):
        return reader.skip_adverbials(at + 1, limit)
    stop = at
    while stop < limit and stop < at + 14:
        if reader.is_in(stop, "that", "marks_of_nothing") or clause.is_quote(stop):
            return stop
        ahead = reader.is_in(stop, "subjects", "clause_openers")
        fresh = (
            stop > at
            and reader.is_in(stop, "determiners")
            and not reader.is_in(stop - 1, "prepositions", "coordinators", "determiners")
        )
        if (ahead or fresh) and stop > at:
            return stop
        if clause.tokens[stop].text in (",", ":", "."):
            return stop + 1
        stop += 1
    return at


def nominal(clause: Clause, cue: Cue) -> Draft | None:
    """Insister sur …, revendiquer …: a noun phrase that is a statement all the same."""
    if cue.mood != "finite" or not cue.allows("n") or cue.start in clause.used:
        return None
    wanted = clause.pack.options.get("nominal", {}).get(cue.verb.lemma if cue.verb else "")
    if wanted is None:
        return None
    at = clause.reader.skip_adverbials(cue.end, len(clause.tokens)) if not wanted else cue.end
    if wanted:
        at = (
            next(
                (
                    n
                    for n in range(cue.end, min(cue.end + 5, len(clause.tokens)))
                    if clause.reader.norm(n) == wanted
                ),
                -1,
            )
            + 1
        )
    if not at or not clause.reader.starts_phrase(at):
        return None
    subject = clause.subject(cue)
    end = clause.right_limit(at, cue)
    later = clause.used.values() if cue.verb and cue.verb.stance is Stance.DENIES else ()
    if subject is None or end - at < 2 or any(d.cue and d.cue.start > cue.start for d in later):
        return None
    return _draft(clause, cue, subject, "nominal", (at, end))


#: Earlier patterns keep their words.
PATTERNS: tuple[Pattern, ...] = (
    quote_then_cue,
    as_said,
    that_clause,
    cue_then_quote,
    zero_that,
    embedded_quote,
    infinitive,
    clause_then_cue,
    attribution,
    nominal,
)


def drafts(clause: Clause) -> list[Draft]:
    """All statements of a sentence that a cue reports, without overlap, in order."""
    found: list[Draft] = []
    for pattern in PATTERNS:
        for cue in clause.cues:
            if cue.start in clause.used or _inside(clause, cue):
                continue
            draft = pattern(clause, cue)
            if draft is not None:
                clause.used[cue.start] = draft
                clause.taken.extend(draft.parts)
                found.append(draft)
    found.extend(_colon_without_cue(clause))
    return sorted(found, key=lambda draft: draft.first)


def _inside(clause: Clause, cue: Cue) -> bool:
    return any(a <= cue.start < b for a, b in clause.taken)


def _colon_without_cue(clause: Clause) -> list[Draft]:
    """SUBJECT does something: «…» — the quotation is the subject's."""
    for at in range(1, len(clause.tokens)):
        if not clause.is_quote(at) or clause.tokens[at - 1].text != ":":
            continue
        if clause.words_in(at) < 4 or not clause.is_free(at, at + 1):
            continue
        subject = _last_subject(clause, at - 1)
        if subject is not None:
            draft = _draft(clause, None, subject, "colon", (at, at + 1))
            if draft:
                clause.taken.extend(draft.parts)
                return [draft]
    return []


def _last_subject(clause: Clause, at: int) -> Subject | None:
    for draft in sorted(clause.used.values(), key=lambda d: -d.first):
        if draft.subject is not None:
            return draft.subject
    cue = next((c for c in reversed(clause.cues) if c.start < at and c.mood != "prep"), None)
    subject = clause.subject(cue) if cue else clause.opening(at)
    if subject and (subject.name or subject.pronoun or clause.speaks(subject)):
        return subject
    return None


def ends_statement(text: str) -> bool:
    """Whether quoted words end as a sentence does."""
    return text.rstrip()[-1:] in TERMINAL
