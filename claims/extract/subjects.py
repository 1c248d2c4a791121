"""Subjects to the left of their verb: across commas, relative clauses and opening adverbials."""

from __future__ import annotations

from claims.extract.naming import Subject
from claims.extract.phrases import Phrases
from claims.extract.tokens import Kind

_DASHES = frozenset(("–", "—", "--"))


class Reader(Phrases):
    """Everything there is to know of the noun phrases of one sentence."""

    def clause_start(self, at: int) -> int:
        """Where the clause that ends before a token begins: after a quote, colon or bracket."""
        depth = self._depth_before(at)
        while at > 0:
            token = self.tokens[at - 1]
            if token.kind is Kind.QUOTE and not self._scare(at - 1):
                return at
            if token.text in (";", ":") or (
                token.text == "(" and self.sentence.depth[at - 1] <= depth and depth
            ):
                return at
            at -= 1
        return at

    def _depth_before(self, at: int) -> int:
        """The bracket depth a clause ending before a token has; a bracket closed is passed."""
        if not at:
            return 0
        depth = self.sentence.depth[at - 1]
        return depth - 1 if depth and self.tokens[at - 1].text in ")]" else depth

    def _scare(self, at: int) -> bool:
        region = self.tokens[at].region
        before = self.tokens[at - 1] if at else None
        short = region is not None and region.end - region.start < 40
        inner = self.source[region.inner.start : region.inner.end].rstrip() if region else ""
        closed = inner[-1:] in {",", ".", "?", "!", "…"}
        return bool(short and not closed and before is not None and before.kind is Kind.WORD)

    def before(self, at: int) -> Subject | None:
        """The subject that precedes a verb group beginning at a token; None to inherit one."""
        start = self.clause_start(at)
        if at - 1 < start:
            return None
        last = at - 1
        if self.is_in(last, "subjects"):
            return Subject(last, at, [(last, at)], pronoun=self.norm(last), stop=at)
        if self.is_in(last, "coordinators"):
            return None
        if self.is_in(last, "relatives"):
            return self.antecedent(last, start)
        if self.tokens[last].text == "," or self.tokens[last].text in _DASHES:
            return self._across_commas(start, last)
        chunk = self._chunk_start(start, at)
        return self._phrase_in(chunk, at)

    def _chunk_start(self, start: int, end: int) -> int:
        """Back from a verb to the comma, conjunction or complementiser that bounds its subject."""
        depth = self._depth_before(end)
        for at in range(end - 1, start - 1, -1):
            if self.sentence.depth[at] > depth:
                continue
            text = self.tokens[at].text
            if (
                text == ","
                or text in _DASHES
                or (self.tokens[at].kind is Kind.QUOTE and not self._scare(at))
            ):
                return at + 1
            if self.is_in(at, "subordinators", "that", "relatives") and not self.is_in(at, "of"):
                return at + 1
            if self.is_in(at, "coordinators") and self._coordinates_clauses(at, start, end):
                return at + 1
        return start

    def _coordinates_clauses(self, at: int, start: int, end: int) -> bool:
        return self.is_clause(start, at) or at == start

    def _phrase_in(self, start: int, end: int) -> Subject | None:
        """The noun phrase that fills a range, adverbials at its beginning set aside."""
        at = self.skip_opening(start, end)
        if at >= end:
            return None
        bare = self.is_in(at, "subjects", "objects") and not self.is_in(at, "possessives")
        if bare and end - at <= 2:
            return Subject(at, at + 1, [(at, at + 1)], pronoun=self.norm(at), stop=at + 1)
        if self.is_in(at, "absolute") and at + 1 < end:
            at += 1
        end = self._before_day(at, end)
        found = Subject(at, end, [(at, end)], stop=end)
        host = self._host(at, end)
        if host is not None:
            found.start = host
            found.parts.insert(0, (host, at - 1))
        self.describe(found)
        return found

    def _before_day(self, start: int, end: int) -> int:
        """X on Friday called: the day is not part of the subject."""
        last = end
        while last > start + 1 and self.is_in(last - 1, "times", "adverbs"):
            last -= 1
        if last < end and last > start + 1 and self.is_in(last - 1, "prepositions"):
            last -= 1
        return last

    def _host(self, at: int, end: int) -> int | None:
        """ "La Poste, direction du courrier a réagi": the name a bare apposition belongs to."""
        if not at or self.tokens[at - 1].text != ",":
            return None
        start = self.skip_opening(self.clause_start(at - 1), at - 1)
        if self.starts_phrase(at):
            return start if self._heads(start, at, end) else None
        alone = self.starts_phrase(start) and not self.is_clause(start, at - 1)
        return start if alone and self.trailing_name(start, at - 1) else None

    def _heads(self, start: int, at: int, end: int) -> bool:
        """ "X, le président du groupe se dit": a bare name, and a role that lacks its comma."""
        role = self.is_in(at, "definite") and self.is_in(at + 1, "professions", "titles")
        named = start < at - 1 and self.trailing_name(start, at - 1) == (start, at - 1)
        return role and named and start == self.clause_start(at) and not self.trailing_name(at, end)

    def skip_opening(self, at: int, end: int) -> int:
        """Past the conjunctions, adverbs and adverbials a clause opens with."""
        while at < end:
            token = self.tokens[at]
            if self.is_partitive(at):
                return at
            loose = self.is_in(at, "connectives", "adverbs", "times") and not self.is_name(at)
            if loose or token.kind is Kind.PUNCT:
                at += 1
            elif self.is_in(at, "prepositions") and token.norm not in self.words["determiners"]:
                onward = self._after_adverbial(at, end)
                if onward is None:
                    return at
                at = onward
            else:
                return at
        return at

    def _after_adverbial(self, at: int, end: int) -> int | None:
        """Where a subject begins after an opening adverbial without a comma."""
        for cut in range(at + 2, end):
            if self.tokens[cut].text == "," or (self.is_name(cut) and self.is_in(cut - 1, "times")):
                return cut
            fresh = self.is_in(cut, "determiners") and not self.is_in(cut, "of")
            if fresh and not self.is_in(cut - 1, "prepositions", "determiners", "coordinators"):
                return cut
        return None

    def antecedent(self, relative: int, start: int) -> Subject | None:
        """The noun phrase that a relative pronoun stands for."""
        end = relative
        while end > start and (
            self.tokens[end - 1].text == "," or self.is_in(end - 1, "prepositions")
        ):
            end -= 1
        if end <= start:
            return None
        chunk = self._chunk_start(start, end)
        for at in range(end - 1, chunk - 1, -1):
            form = self.pack.forms.get(self.norm(at))
            noun = self.tokens[at].cap or self.is_in(at - 1, "determiners", "prepositions")
            if form and form.finite and not noun:
                chunk = at + 1
                break
        while chunk < end and not self.starts_phrase(chunk):
            chunk += 1
        if chunk >= end:
            return None
        return self._phrase_in(chunk, end)

    def _across_commas(self, start: int, comma: int) -> Subject | None:
        """A subject closed by a comma: skip opening adverbials, keep appositions."""
        chunks = self._chunks(start, comma)
        for number, (first, last) in enumerate(chunks):
            at = self.skip_opening(first, last)
            adverbial = self.is_in(at, "subordinators", "prepositions", "relatives")
            if at >= last or (adverbial and not self.is_partitive(at)):
                continue
            if not self.starts_phrase(at) and number + 1 < len(chunks):
                continue
            if self.is_clause(at, last):
                continue
            found = Subject(at, comma, [(at, last)], stop=comma)
            found.parts += [c for c in chunks[number + 1 :] if not self._relative_chunk(c)]
            found.end = found.parts[-1][1]
            self.describe(found)
            return found
        return None

    def _relative_chunk(self, chunk: tuple[int, int]) -> bool:
        first = chunk[0]
        return (
            self.is_in(first, "relatives", "prepositions", "times", "adverbs")
            or not (self.starts_phrase(first) or self._bare_noun(*chunk))
            or self.is_clause(*chunk)
        )

    def _chunks(self, start: int, end: int) -> list[tuple[int, int]]:
        depth = min(self.sentence.depth[start:end], default=0)
        chunks, first = [], start
        for at in range(start, end):
            if self.sentence.depth[at] == depth and (
                self.tokens[at].text == "," or self.tokens[at].text in _DASHES
            ):
                chunks.append((first, at))
                first = at + 1
        chunks.append((first, end))
        return [c for c in chunks if c[1] > c[0]]
