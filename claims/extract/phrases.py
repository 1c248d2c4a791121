"""Who stands beside a cue: noun phrases to its left and right, their appositions, names and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extract.pack import Pack
from claims.extract.tokens import Kind, Sentence, Token

#: Longest noun phrase, in tokens; longer ones are misread clauses.
LONGEST = 40
_DASHES = frozenset(("–", "—", "--"))


@dataclass(slots=True)
class Subject:
    """A speaker as printed: tokens of the phrase, and the parts between its commas.

    ``name`` and ``role`` are token ranges inside it; ``pronoun`` is set for a bare pronoun.
    """

    start: int
    end: int
    parts: list[tuple[int, int]] = field(default_factory=list)
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    pronoun: str | None = None
    stop: int = 0
    relay: int | None = None


class Reader:
    """Reads noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, pack: Pack, source: str = "") -> None:
        self.sentence, self.pack, self.source = sentence, pack, source
        self.tokens = sentence.tokens
        self.size = len(sentence.tokens)
        self.words, self.tags = pack.words, pack.tags

    # -- single tokens -------------------------------------------------------------------------

    def norm(self, at: int) -> str:
        """The look-up form of a token, or nothing beyond the ends."""
        return self.tokens[at].norm if 0 <= at < self.size else ""

    def is_in(self, at: int, *groups: str) -> bool:
        """Whether a token belongs to one of the pack's groups."""
        if not 0 <= at < self.size:
            return False
        tags = self.tags.get(self.tokens[at].norm)
        if tags is None:
            return False
        return len(groups) == 1 and groups[0] in tags or not tags.isdisjoint(groups)

    def is_in_word(self, word: str, group: str) -> bool:
        """Whether a bare word belongs to a group."""
        return word in self.words[group]

    def is_name(self, at: int) -> bool:
        """Whether a token can be part of a proper name."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if token.kind is not Kind.WORD:
            return False
        if not token.cap:
            return self._prefixed(token)
        if token.norm in self.words["anaphoric"]:
            return False
        if token.norm in self.words["not_names"] or token.norm in self.words["adverbs"]:
            return at > 0 and len(token.text) > 2 and token.text.isupper()
        return True

    def _prefixed(self, token: Token) -> bool:
        """Al-Assad as papers print it: al-Assad."""
        first, dash, rest = token.text.partition("-")
        return bool(dash) and rest[:1].isupper() and first in self.words["particles"]

    def starts_phrase(self, at: int) -> bool:
        """Whether a noun phrase can begin here."""
        if not 0 <= at < len(self.tokens):
            return False
        token = self.tokens[at]
        if token.kind is Kind.NUMBER:
            return True
        if token.kind is not Kind.WORD:
            return False
        if token.norm in self.words["determiners"]:
            return True
        return (
            self.is_name(at)
            or self.is_in(
                at, "titles", "professions", "people", "quantifiers", "vague", "anonymous"
            )
            or self.is_in(at, "subjects", "objects")
        )

    def is_clause(self, start: int, end: int) -> bool:
        """Whether a finite verb stands in the range outside relative clauses."""
        for at in range(start, end):
            if self.is_in(at, "relatives"):
                return False
            if self.is_in(at, "auxiliaries", "verbs_common") or self.norm(at).startswith("-"):
                return True
        return False

    def is_plural(self, start: int, end: int) -> bool:
        """Whether a phrase looks plural: its article, or the ending of its last noun."""
        if self.is_in(start, "plural_determiners"):
            return True
        ending = self.pack.options.get("plural_ending")
        return bool(ending and self.norm(end - 1).endswith(ending))

    # -- to the right --------------------------------------------------------------------------

    def after(self, at: int, limit: int, *, lenient: bool = False) -> Subject | None:
        """The subject that follows an inverted verb, with its apposition.

        ``lenient`` takes a phrase that begins with any noun, if a name ends it.
        """
        at = self.skip_adverbials(at, limit)
        if at >= limit:
            return None
        if self.is_in(at, "objects", "subjects"):
            return Subject(at, at + 1, [(at, at + 1)], pronoun=self.norm(at), stop=at + 1)
        fresh = self.starts_phrase(at)
        if not fresh and not (lenient and self.tokens[at].kind is Kind.WORD):
            return None
        end, relay = self.phrase_end(at, limit)
        if end <= at or not (fresh or self.trailing_name(at, end)):
            return None
        found = Subject(at, end, [(at, end)], stop=end, relay=relay)
        if relay is None:
            self._appositions(found, limit)
        self.describe(found)
        return found

    def phrase_end(self, at: int, limit: int, *, verbs: bool = True) -> tuple[int, int | None]:
        """Where the noun phrase beginning at a token ends; and the relay word that ended it.

        ``verbs`` ends it before a word of unknown kind that an article follows.
        """
        start, named = at, False
        limit = min(limit, at + LONGEST)
        while at < limit:
            token = self.tokens[at]
            if token.text == "(" and at > start:
                close = self._bracket(at, limit)
                if close is None:
                    break
                at = close
                continue
            if token.kind in (Kind.QUOTE, Kind.PUNCT):
                break
            if self.is_in(at, "relay") and at > start:
                return at, at
            if self._stops(at, start, named) or (verbs and at > start and self._governs(at)):
                break
            named = named or (self.is_name(at) and not self._after_preposition(at, start))
            at += 1
        while at > start and self.is_in(at - 1, "prepositions", "determiners", "coordinators"):
            at -= 1
        return at, None

    def _after_preposition(self, at: int, start: int) -> bool:
        back = at - 1
        while back > start and (
            self.is_name(back)
            or (self.is_in(back, "determiners") and not self.is_in(back, "prepositions"))
        ):
            back -= 1
        return back >= start and self.is_in(back, "prepositions")

    def _bracket(self, at: int, limit: int) -> int | None:
        for close in range(at + 1, min(limit, at + 10)):
            if self.tokens[close].text == ")":
                return close + 1
        return None

    def _stops(self, at: int, start: int, named: bool) -> bool:
        word = self.norm(at)
        words = self.words
        if self.tokens[at].kind is Kind.NUMBER:
            return False
        if at == start:
            return False
        if word in words["relatives"] or word in words["subjects"]:
            return True
        if word in words["clitics"] and word not in words["determiners"] and word != "en":
            return True
        if word.startswith("-") or (word in words["auxiliaries"] and not self.tokens[at].cap):
            return True
        if word in words["coordinators"]:
            return not self.starts_phrase(at + 1) or self.is_in(at + 1, "subjects")
        if word in words["subordinators"] or word in words["times"] or word in words["nots"]:
            return True
        if word in words["verbs_common"] and not self.tokens[at].cap:
            return True
        if word in words["prepositions"]:
            if word in words["of"] and self.is_in(at + 1, "sources"):
                return True
            return self._stops_at_preposition(word, named)
        form = self.pack.forms.get(word)
        return bool(form and form.gerund and not form.finite and not self.tokens[at].cap)

    def _governs(self, at: int) -> bool:
        """A word of unknown kind with an article after it is a verb: "dirige le", "issued a"."""
        token = self.tokens[at]
        if token.cap or not self.is_in(at + 1, "articles"):
            return False
        closed = ("determiners", "prepositions", "coordinators", "titles", "adverbs", "honorifics")
        return not self.is_in(at, *closed)

    def _stops_at_preposition(self, word: str, named: bool) -> bool:
        if word in self.words["of"]:
            return False
        return named or word not in self.words["role_prepositions"]

    def skip_adverbials(self, at: int, limit: int) -> int:
        """Past "jeudi", "à l'AFP", "dans un tweet", "de son côté" and the like."""
        while at < limit:
            onward = self._adverbial(at, limit)
            if onward == at:
                return at
            at = onward
        return at

    def _adverbial(self, at: int, limit: int) -> int:
        for phrase in self.pack.asides:
            if tuple(self.norm(at + n) for n in range(len(phrase))) == phrase:
                return at + len(phrase)
        if self.is_in(at, "times", "adverbs") and not self.is_title_name(at):
            return at + 1
        if self.is_in(at, "prepositions") and not self._partitive(at):
            end, _ = self.phrase_end(at + 1, limit, verbs=False)
            narrow = self._narrow(at, end, limit)
            if narrow == end and not self.is_in(at, "hearers"):
                narrow = self._person_within(at, end)
            return narrow if narrow > at + 1 else at
        if self.tokens[at].text == "," and at + 1 < limit:
            return self._aside(at, limit)
        return self._time_phrase(at, limit)

    def _aside(self, at: int, limit: int) -> int:
        """Past ", encore sous le choc," where a noun phrase follows."""
        if self.starts_phrase(at + 1) and not self.is_in(at + 1, "times", "adverbs"):
            return at
        for close in range(at + 2, min(at + 12, limit)):
            if self.tokens[close].text == ",":
                return close + 1 if self.starts_phrase(close + 1) else at
        return at

    def _time_phrase(self, at: int, limit: int) -> int:
        """Past "la semaine dernière", "ce lundi", "le 3 mai", "last week"."""
        if not self.is_in(at, "determiners"):
            return at
        onward = at + 1
        if onward < limit and self.tokens[onward].kind is Kind.NUMBER:
            onward += 1
        if onward >= limit or not self.is_in(onward, "times") or self.tokens[onward].cap:
            return at
        while onward < limit and self.is_in(onward, "times"):
            onward += 1
        return onward

    def is_title_name(self, at: int) -> bool:
        """Whether a time word is really part of a name (Avril, May)."""
        return self.tokens[at].cap and self.is_name(at) and self.is_name(at + 1)

    def _partitive(self, at: int) -> bool:
        """De nombreux habitants, d'autres responsables: a subject, no adverbial."""
        return self.norm(at) in ("de", "d'", "des") and (
            self.is_in(at + 1, "vague", "quantifiers") or self.norm(at) == "des"
        )

    def _narrow(self, at: int, end: int, limit: int) -> int:
        """An adverbial before an inverted subject ends where the next noun phrase begins."""
        for cut in range(at + 2, min(end, limit)):
            if self.is_in(cut, "determiners") and not self.is_in(cut - 1, "prepositions"):
                if self.norm(cut) in self.words["of"] or self.is_in(cut - 1, "determiners"):
                    continue
                return cut
            previous = self.tokens[cut - 1]
            if self.is_name(cut) and self.is_name(cut - 1) and self._outlet(previous):
                return cut
            if self.is_name(cut) and self.is_in(cut - 1, "media_words"):
                return cut
            if self.is_in(cut, "titles") and not self.is_in(cut - 1, "determiners", "prepositions"):
                return cut
        return end

    def _person_within(self, at: int, end: int) -> int:
        """D'un revers de main Katia Orlova: a full name ends the adverbial."""
        for cut in range(at + 3, end - 1):
            plain = not self.is_in(cut - 1, "prepositions", "determiners", "titles", "professions")
            if plain and self.is_name(cut) and self.is_name(cut + 1) and not self.is_name(cut - 1):
                return cut
        return end

    def _outlet(self, token: Token) -> bool:
        return token.norm in self.words["agencies"] or (
            token.text.isupper() and len(token.text) > 1
        )

    def _appositions(self, found: Subject, limit: int) -> None:
        """Take ", directeur de l'Observatoire" and ", Hadi al-Abdallah," into the subject."""
        at = found.end
        while at < limit and self.tokens[at].text == ",":
            if not self._is_apposition(at + 1, limit):
                break
            end, relay = self.phrase_end(at + 1, limit)
            if end <= at + 1 or relay is not None:
                break
            if end < limit and self.tokens[end].kind is Kind.WORD and self._clausal(end):
                break
            found.parts.append((at + 1, end))
            found.end = found.stop = at = end
            if len(found.parts) > 2:
                break

    def _clausal(self, at: int) -> bool:
        return self.is_in(at, "auxiliaries", "verbs_common", "clitics") and not self.is_in(
            at, "prepositions", "relatives"
        )

    def _is_apposition(self, at: int, limit: int) -> bool:
        if at >= limit or self.tokens[at].kind is Kind.PUNCT:
            return False
        if self.is_in(at, "times", "prepositions", "subjects", "subordinators", "that"):
            return False
        if self.tokens[at].kind is Kind.NUMBER:
            return self.norm(at + 1) in self.words["years_old"]
        if self.is_in(at, "professions", "titles", "people", "organisations"):
            return True
        if self.is_name(at):
            return True
        if self.is_in(at, "determiners"):
            ahead = range(at + 1, min(at + 5, limit))
            return any(
                self.is_in(n, "professions", "titles", "organisations") or self.is_name(n)
                for n in ahead
            )
        stop = next((n for n in range(at, limit) if self.tokens[n].text in ",.;"), limit)
        return self.is_in(at, "role_adjectives") or self._bare_noun(at, stop)

    def _bare_noun(self, at: int, stop: int) -> bool:
        """A description without article: ", berger," — no participle, no adverb."""
        token = self.tokens[at]
        if token.kind is not Kind.WORD or stop - at > 12:
            return False
        form = self.pack.forms.get(token.norm)
        groups = (
            "adverbs",
            "auxiliaries",
            "verbs_common",
            "clitics",
            "connectives",
            "coordinators",
        )
        closed = groups + ("modals", "prepositions", "subordinators", "that", "times", "relatives")
        ending = token.norm.endswith(self.pack.options.get("not_nouns", ("ing", "ed", "ly")))
        return not (form or ending or self.is_in(at, *closed))

    # -- to the left ---------------------------------------------------------------------------

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
            return self._antecedent(last, start)
        if self.tokens[last].text == "," or self.tokens[last].text in _DASHES:
            return self._across_commas(start, last)
        chunk = self._chunk_start(start, at)
        return self._phrase_in(chunk, at, start)

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
                or self.tokens[at].kind is Kind.QUOTE
                and not self._scare(at)
            ):
                return at + 1
            if self.is_in(at, "subordinators", "that", "relatives") and not self._of(at):
                return at + 1
            if self.is_in(at, "coordinators") and self._coordinates_clauses(at, start, end):
                return at + 1
        return start

    def _of(self, at: int) -> bool:
        return self.norm(at) in self.words["of"]

    def _coordinates_clauses(self, at: int, start: int, end: int) -> bool:
        return self.is_clause(start, at) or at == start

    def _phrase_in(self, start: int, end: int, clause: int) -> Subject | None:
        """The noun phrase that fills a range, adverbials at its beginning set aside."""
        at = self._skip_opening(start, end)
        if at >= end:
            return None
        if self.is_in(at, "subjects", "objects") and end - at <= 2:
            return Subject(at, at + 1, [(at, at + 1)], pronoun=self.norm(at), stop=at + 1)
        if self.is_in(at, "absolute") and at + 1 < end:
            at += 1
        found = Subject(at, end, [(at, end)], stop=end)
        earlier = self._preceding_role(at, clause)
        if earlier is not None:
            found.start = earlier
            found.parts.insert(0, (earlier, at - 1))
        self.describe(found)
        return found

    def _preceding_role(self, at: int, clause: int) -> int | None:
        """ "le ministre, M. Dupont a dit": the role before the comma belongs to the name."""
        return None

    def _skip_opening(self, at: int, end: int) -> int:
        while at < end:
            token = self.tokens[at]
            if self._partitive(at):
                return at
            if token.kind is Kind.PUNCT:
                at += 1
            elif self.is_in(at, "connectives", "adverbs", "times") and not self.is_name(at):
                at += 1
            elif self.is_in(at, "prepositions") and not token.norm in self.words["determiners"]:
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
            if self.is_name(cut) and self.is_in(cut - 1, "times"):
                return cut
            fresh = self.is_in(cut, "determiners") and not self.is_in(cut, "of")
            if fresh and not self.is_in(cut - 1, "prepositions", "determiners", "coordinators"):
                return cut
        return None

    def _antecedent(self, relative: int, start: int) -> Subject | None:
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
            if form and form.finite and not self.tokens[at].cap:
                if not self.is_in(at - 1, "determiners", "prepositions"):
                    chunk = at + 1
                    break
        while chunk < end and not self.starts_phrase(chunk):
            chunk += 1
        if chunk >= end:
            return None
        return self._phrase_in(chunk, end, start)

    def _across_commas(self, start: int, comma: int) -> Subject | None:
        """A subject closed by a comma: skip opening adverbials, keep appositions."""
        chunks = self._chunks(start, comma)
        for number, (first, last) in enumerate(chunks):
            at = self._skip_opening(first, last)
            if at >= last or self.is_in(at, "subordinators", "prepositions", "relatives"):
                if not self._partitive(at):
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

    # -- names and roles -----------------------------------------------------------------------

    def describe(self, found: Subject) -> None:
        """Tell the name from the role among the parts of a subject."""
        names = [self.trailing_name(*part) for part in found.parts]
        for part, name in zip(found.parts, names, strict=True):
            if name is None:
                continue
            found.name = name
            rest = [p for p in found.parts if p != part]
            if name[0] > part[0]:
                found.role = self._role(part[0], name[0])
            if found.role is None or (found.role[1] - found.role[0] == 1 and rest):
                longer = next((r for p in rest if (r := self._role(*p, told=True))), None)
                found.role = longer or found.role
            return
        found.role = self._role(*found.parts[0])

    def _role(self, start: int, end: int, *, told: bool = False) -> tuple[int, int] | None:
        while start < end and (
            self.is_in(start, "determiners")
            and (not self.is_in(start, "possessives") or self.is_in(start + 1, "counterpart"))
            or self.is_in(start, "honorifics")
        ):
            start += 1
        while (
            end > start
            and self.tokens[end - 1].kind is Kind.PUNCT
            and self.tokens[end - 1].text != ")"
        ):
            end -= 1
        if start >= end:
            return None
        return (start, end) if told or self._is_role(start, end) else None

    def _is_role(self, start: int, end: int) -> bool:
        """Whether a profession heads a phrase: before its first complement, "un des" aside."""
        for at in range(start, end):
            if self.is_in(at, "professions", "titles", "anonymous"):
                return True
            if self.is_in(at, "prepositions") and at > start + 1:
                return False
        return False

    def trailing_name(self, start: int, end: int) -> tuple[int, int] | None:
        """The proper name that ends (or is) a phrase: le ministre John Kerry, Kerry, le groupe X."""
        stop = end
        while stop > start and self.tokens[stop - 1].text in ")]":
            opening = next(
                (n for n in range(stop - 1, start, -1) if self.tokens[n].text in "(["), None
            )
            if opening is None:
                return None
            stop = opening
        whole = self._leading_name(start, stop)
        if whole:
            return self.without_titles(*whole)
        at = stop
        while at > start and (self.is_name(at - 1) or self.is_particle(at - 1, start, stop)):
            at -= 1
        if at >= stop:
            return None
        at = self._without_institution(at, stop, start)
        if at >= stop or not self.is_free(at, start):
            return None
        return self.without_titles(at, stop)

    def without_titles(self, at: int, stop: int) -> tuple[int, int] | None:
        """A name without the capitalised titles before it; None where only titles are left."""
        groups = ("titles", "professions", "honorifics")
        told = [n for n in range(at, stop - 1) if self.is_in(n, *groups)]
        if told:
            at = told[-1] + 1
        last = stop - 1
        given = self.is_in(at, "first_names_f", "first_names_m")
        if self.is_in(last, "professions", "titles") and not given:
            led = at > 0 and self.is_in(at - 1, "determiners", *groups)
            if led or self.is_in(at, "role_adjectives") or last == at:
                return None
        return at, stop

    def _leading_name(self, start: int, stop: int) -> tuple[int, int] | None:
        """A name followed by its description: "Ousmane, agropasteur" or "X le vice-président"."""
        at = start
        while at < stop and self.is_in(at, "honorifics"):
            at += 1
            if self.norm(at) == ".":
                at += 1
        first = at
        while at < stop and (
            self.is_name(at) or (at > first and self.is_particle(at, start, stop))
        ):
            at += 1
            if self.norm(at) == "." and len(self.tokens[at - 1].text) == 1:
                at += 1
        while at > first and not self.is_name(at - 1):
            at -= 1
        if at == first:
            return None
        if at < stop and not self.is_in(at, "determiners", "prepositions", "coordinators"):
            return None
        return first, at

    def is_particle(self, at: int, start: int, stop: int) -> bool:
        if self.norm(at) in self.words["particles"] and at + 1 < stop and self.is_name(at + 1):
            return at > start and self.is_name(at - 1) and not self.is_acronym(at - 1)
        text = self.tokens[at].text
        return text == "." and at > start and len(self.tokens[at - 1].text) == 1

    def is_acronym(self, at: int) -> bool:
        text = self.tokens[at].text
        return len(text) > 1 and text.isupper()

    def _without_institution(self, at: int, stop: int, start: int) -> int:
        """Drop "ONU" or "Assemblée" from the front of "l'émissaire de l'ONU Staffan"."""
        governed = at > start and self.is_in(at - 1, "determiners", "prepositions")
        if not governed:
            return at
        while at < stop - 1 and (
            self.is_acronym(at) or self.is_in(at, "organisations", "titles", "professions")
        ):
            at += 1
        return at

    def is_free(self, at: int, start: int) -> bool:
        """Whether a name is the phrase's own, not the object of a preposition in it."""
        if at == start:
            return True
        back = at - 1
        if self.is_in(back, "prepositions"):
            return False
        if self.is_in(back, "determiners"):
            return back == start
        return True

    def text_of(self, tokens: Sequence[Token], source: str) -> str:
        """Verbatim source between the first and the last of some tokens."""
        return source[tokens[0].start : tokens[-1].end] if tokens else ""
