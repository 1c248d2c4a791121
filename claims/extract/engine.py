"""From a text to its statements: sentences, patterns, who, and the finishing touches."""

from __future__ import annotations

from datetime import date

from claims.extract import incise, patterns, transcript
from claims.extract.clause import Clause, Draft, ends_statement
from claims.extract.details import Details
from claims.extract.model import Extraction, Quotation
from claims.extract.names import Entity
from claims.extract.pack import Pack, detect, languages, pack
from claims.extract.tokens import Kind, Sentence, sentences
from claims.extract.who import People


def extract(text: str, *, lang: str | None = None, published: date | None = None) -> Extraction:
    """All reported statements of an article, in order, none overlapping another.

    ``lang`` is a pack's code, found from the text when None (a language without a pack counts as
    none); ``published`` anchors days like "jeudi".  Pure: same text, same answer; never raises on
    any text.
    """
    code = lang if lang in languages() else detect(text)
    return Extraction(code, tuple(_Article(text, pack(code), published).read()))


#: How many paragraphs back the speaker of a quotation without a cue may be, and how many ahead.
_BACK = 3
_AHEAD = 2


class _Article:
    def __init__(self, text: str, language: Pack, published: date | None) -> None:
        self.text, self.pack = text, language
        self.sentences = sentences(text, language)
        self.people = People(text, self.sentences, language)
        self.details = Details(text, language, self.people, published)
        self.found: list[Quotation] = []
        self.labels = transcript.labels(self.sentences)
        self.last_paragraph = -1
        self.last: Entity | None = None
        self.waiting: list[tuple[Draft, Clause]] = []

    def read(self) -> list[Quotation]:
        for sentence in self.sentences:
            if sentence.paragraph in self.labels:
                self._spoken(sentence)
            elif sentence.tokens and not (sentence.heading or sentence.caption):
                self._sentence(sentence)
        self.found.sort(key=lambda q: q.start)
        return self.found

    def _spoken(self, sentence: Sentence) -> None:
        """A paragraph of a transcript is its label's words, all sentences in one."""
        draft = transcript.line(sentence, self.labels[sentence.paragraph], self.sentences)
        if draft is not None:
            self._keep(draft, Clause(draft.sentence, self.pack, self.text))

    def _sentence(self, sentence: Sentence) -> None:
        clause = Clause(sentence, self.pack, self.text)
        found = patterns.drafts(clause)
        if self._incises(clause):
            return
        floating = _floating(clause, self._follows_on(clause))
        if floating is not None and (not found or floating.first < found[0].first):
            self._float(floating, clause)
        if not found:
            subject = clause.opening(len(sentence.tokens))
            self.people.topic(subject, clause.reader, sentence.index)
            if self.waiting and self.last is None:
                self._settle(sentence, self.people.latest(0, sentence.index))
            return
        self._opening_topic(clause, found[0])
        for draft in found:
            self._keep(draft, clause)

    def _follows_on(self, clause: Clause) -> bool:
        """Whether a quotation ends right before the sentence, in its paragraph."""
        index = clause.sentence.index
        if not index or not self.found:
            return False
        before = self.sentences[index - 1]
        close = before.paragraph == clause.sentence.paragraph
        return close and self.found[-1].end >= before.tokens[0].start

    def _incises(self, clause: Clause) -> bool:
        """Quotations that name their speaker inside their marks, where no cue stands outside."""
        told = False
        for at, token in enumerate(clause.tokens):
            if token.region is None or not clause.is_free(at, at + 1):
                continue
            inside = incise.find(self.text, token.region, self.pack)
            if inside is not None:
                clause.taken.append((at, at + 1))
                inside[0].sentence.index = clause.sentence.index
                inside[0].sentence.paragraph = clause.sentence.paragraph
                self._keep(*inside)
                told = True
        return told and not clause.used

    def _opening_topic(self, clause: Clause, first: Draft) -> None:
        """A sentence's own subject is what a pronoun further on in it or after it means."""
        subject = first.subject
        if subject is None or subject.start < 2:
            return
        near = subject.pronoun is not None
        self.people.topic(
            clause.opening(subject.start), clause.reader, clause.sentence.index, near=near
        )

    def _keep(self, draft: Draft, clause: Clause) -> None:
        entity = None
        if draft.subject is not None:
            entity = self.people.resolve(draft.subject, clause.reader, clause.sentence.index)
        else:
            entity = self.people.latest(2, clause.sentence.index)
        quote = self.details.quotation(draft, clause, entity)
        if quote is None:
            return
        self.found.append(quote)
        if entity is not None:
            self.last = entity
            self.last_paragraph = clause.sentence.paragraph
            self._settle(clause.sentence, entity)

    def _settle(self, sentence: Sentence, entity: Entity | None) -> None:
        """Quotations before the first speaker of their paragraph are that speaker's.

        One that opens the article may be of whoever the next paragraphs turn to.
        """
        if entity is None:
            return
        for draft, clause in self.waiting:
            away = sentence.paragraph - clause.sentence.paragraph
            if away == 0 or (away <= _AHEAD and not self.found):
                quote = self.details.quotation(draft, clause, entity)
                if quote is not None:
                    self.found.append(quote)
        self.waiting.clear()

    def _float(self, draft: Draft, clause: Clause) -> None:
        """A quotation that stands without a cue goes on with the latest speaker's words."""
        index, paragraph = clause.sentence.index, clause.sentence.paragraph
        near = paragraph - self.last_paragraph <= _BACK
        speaker = self.last if near else None
        if speaker is None or (index and self.sentences[index - 1].paragraph == paragraph):
            speaker = self.people.turned_to(index) or speaker
        if speaker is None:
            self.waiting.append((draft, clause))
            return
        quote = self.details.quotation(draft, clause, speaker)
        if quote is not None:
            self.found.append(quote)
            self.last, self.last_paragraph = speaker, clause.sentence.paragraph


def _floating(clause: Clause, follows_on: bool) -> Draft | None:
    """A sentence that is one quotation, of two words or more where it goes on with another."""
    at = clause.content_start(0, len(clause.tokens))
    if not clause.is_quote(at) or not clause.is_free(at, at + 1):
        return None
    inner = clause.quoted(at)
    alone = all(t.kind is Kind.PUNCT for t in clause.tokens[at + 1 :])
    if not alone or len(inner.split()) < (2 if follows_on else 3):
        return None
    if not (ends_statement(inner) or len(inner.split()) >= 6):
        return None
    return Draft([(at, at + 1)], None, None, "floating", clause.sentence)
