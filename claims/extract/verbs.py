"""Verb groups: the words around a form that reports, and in which mood it does."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.pack import Form, Pack, Verb
from claims.extract.tokens import Kind, Sentence, Token

#: How many tokens an aside between auxiliary and participle may have.
_ASIDE = 12
#: Words that stand inside a verb group.
_VERBAL = frozenset(("auxiliaries", "adverbs", "negations", "clitics", "modals"))


@dataclass(slots=True)
class Cue:
    """One cue: tokens ``start`` to ``end`` of its sentence, ``head`` the word that reports.

    ``lead`` is where its clause begins, conjunction or comma included: what comes before belongs to
    another statement.  ``inverted`` is the token of a subject that follows its verb (a-t-il).
    """

    start: int
    end: int
    head: int
    mood: str
    verb: Verb | None = None
    lead: int = 0
    inverted: int | None = None
    negated: bool = False
    reflexive: bool = False
    strength: str = "strong"
    joined: bool = False
    origin: int = 0

    def allows(self, frame: str) -> bool:
        """Whether the verb takes a construction; prepositions take none."""
        return self.verb is not None and frame in self.verb.frames


class Group:
    """The words of a verb group to the left of its head, and what they tell."""

    def __init__(self, sentence: Sentence, head: int, pack: Pack) -> None:
        self.sentence, self.head, self.pack = sentence, head, pack
        self.tokens = sentence.tokens
        self.start = self._scan()
        self.words = [t.norm for t in self.tokens[self.start : head]]

    def _scan(self) -> int:
        at = self.head
        while at > 0:
            if self._part(at - 1):
                at -= 1
            elif (back := self._aside(at)) is not None:
                at = back
            else:
                break
        return at

    def _part(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not Kind.WORD:
            return False
        tags = self.pack.tags.get(token.norm)
        return token.norm[0] == "-" or (tags is not None and not tags.isdisjoint(_VERBAL))

    def _aside(self, at: int) -> int | None:
        """Where "a, dans un communiqué, déclaré" or "a de son côté déclaré" resumes."""
        for phrase in self.pack.asides:
            size = len(phrase)
            if at >= size and tuple(t.norm for t in self.tokens[at - size : at]) == phrase:
                return at - size
        if at and self.tokens[at - 1].text == ",":
            for back in range(at - 2, max(0, at - _ASIDE), -1):
                if self.tokens[back].text == ",":
                    aux = self.tokens[back - 1].norm in self.pack.words["auxiliaries"]
                    return back if aux else None
                if self.tokens[back].text in ".;:":
                    return None
        return None

    def first(self, *names: str) -> int | None:
        """The first token of the group that belongs to one of the named groups of words."""
        for at in range(self.start, self.head):
            word = self.tokens[at].norm
            if any(word in self.pack.words[name] for name in names):
                return at
        return None

    def inverted(self) -> int | None:
        """The clitic subject after a verb of the group: a-t-il."""
        for at in range(self.start, min(self.head + 2, len(self.tokens))):
            if self.tokens[at].norm.startswith("-") and len(self.tokens[at].norm) > 1:
                return at
        return None

    def before(self, at: int) -> Token | None:
        """The token before another."""
        return self.tokens[at - 1] if at else None

    def cue(self, start: int, mood: str, verb: Verb, *, joined: bool = False) -> Cue:
        """The cue that the group makes, with what its other words tell."""
        inverted = self.inverted()
        end = self.head + 1
        if inverted is not None and inverted >= end:
            end = inverted + 1
        negated = any(w in self.pack.nots for w in self.words)
        if end < len(self.tokens) and self.tokens[end].norm in self.pack.nots and mood == "finite":
            negated, end = True, end + 1
        reflexive = any(w in self.pack.reflexives for w in self.words)
        origin = start
        while origin > self.start and self.tokens[origin - 1].norm in self.pack.words["clitics"]:
            origin -= 1
        start = self._with_clitics(start)
        return Cue(
            start,
            end,
            self.head,
            mood,
            verb,
            inverted=inverted,
            negated=negated,
            reflexive=reflexive,
            origin=origin,
            joined=joined,
        )

    def _with_clitics(self, start: int) -> int:
        kept = self.pack.words["negations"] | self.pack.reflexives
        while start > self.start and self.tokens[start - 1].norm in kept:
            start -= 1
        return start


def participle(group: Group, form: Form) -> Cue | None:
    """A déclaré, has said: a participle with its auxiliary."""
    if not form.participle:
        return None
    start = group.first("auxiliaries")
    if start is None:
        return None
    passive = group.pack.options.get("passive", ())
    words = group.words
    if any(w in passive for w in words) and not group.pack.words["tell"] & set(words):
        return None
    be = any(w in group.pack.words["be"] for w in words)
    have = any(w in group.pack.words["auxiliaries"] - group.pack.words["be"] for w in words)
    if be and not have and not any(w in group.pack.reflexives for w in words):
        return None
    if "v" in form.verb.frames:
        return None
    bare = group.tokens[start].norm in group.pack.words["bare_auxiliaries"]
    return group.cue(start, "gerund" if bare else "finite", form.verb)


def infinitive(group: Group, form: Form) -> Cue | None:
    """A tenu à dire, faire savoir, et d'ajouter: an infinitive that a modal carries."""
    if not form.infinitive:
        return None
    if _narrates(group):
        cue = group.cue(group.head, "finite", form.verb)
        cue.origin = group.head - 1
        return cue
    pack, words = group.pack, set(group.words)
    if _precedes(group):
        cue = group.cue(group.head, "gerund", form.verb)
        cue.origin = group.head - 2
        return cue
    start = group.first("auxiliaries", "modals")
    while start is not None and group.tokens[start].norm in pack.marks_of_infinitive:
        start = start + 1 if start + 1 < group.head else None
    if start is None or not words & pack.words["modals"] - pack.marks_of_infinitive:
        return None
    if "v" in form.verb.frames and not words & pack.causatives:
        return None
    bare = group.tokens[start].norm in pack.words["bare_auxiliaries"]
    return group.cue(start, "gerund" if bare else "finite", form.verb)


def _precedes(group: Group) -> bool:
    """Avant d'ajouter : «…» · before adding: what the same one said next."""
    tokens, head, words = group.tokens, group.head, group.pack.words
    if head < 2 or tokens[head - 1].norm not in words["of"]:
        return False
    return tokens[head - 2].norm in words["befores"]


def _narrates(group: Group) -> bool:
    """Et d'ajouter : «…» · Et le juge de conclure : «…»."""
    tokens, head, words = group.tokens, group.head, group.pack.words
    if head < 2 or head + 1 >= len(tokens) or "inversion" not in group.pack.options:
        return False
    opens = tokens[0].norm in words["coordinators"] and tokens[head - 1].norm in words["of"]
    return opens and (tokens[head + 1].text == ":" or tokens[head + 1].norm in words["that"])


def gerund(group: Group, form: Form) -> Cue | None:
    """Affirmant, saying; English progressives are finite."""
    if not form.gerund:
        return None
    before = group.before(group.head)
    if before and before.norm in group.pack.words["determiners"]:
        earlier = group.before(group.head - 1)
        clitic = before.norm in group.pack.words["clitics"]
        if not (clitic and earlier is not None and earlier.text == ","):
            return None
    be = group.first("be")
    if be is not None and group.pack.options.get("progressive"):
        return group.cue(be, "finite", form.verb)
    return group.cue(group.head, "gerund", form.verb)


def finite(group: Group, form: Form) -> Cue | None:
    """Dit, says: a form that is a verb by what stands around it."""
    if not (form.finite or form.base) or "v" in form.verb.frames:
        return None
    before = group.before(group.head)
    if before and (_governs_noun(group, before) or before.norm in group.pack.words["be"]):
        return None
    if any(reject(group, form) for reject in (_is_bare, _is_passive, _is_plural_noun, _is_blocked)):
        return None
    return group.cue(group.head, "finite", form.verb)


def _is_bare(group: Group, form: Form) -> bool:
    """An English base form without the subject or the words that make it a verb."""
    if not form.base or form.finite:
        return False
    return _needs_subject(group) or not _takes_words(group, form)


def _is_passive(group: Group, form: Form) -> bool:
    return form.participle and group.first("auxiliaries") is not None


def _is_blocked(group: Group, form: Form) -> bool:
    """Announced by: a participle."""
    tokens, at = group.tokens, group.head + 1
    blocked = at < len(tokens) and tokens[at].norm in group.pack.words["cue_blockers"]
    return blocked and form.verb.lemma not in group.pack.words["free"]


def _governs_noun(group: Group, before: Token) -> bool:
    """A determiner or preposition before it makes a noun of the form: "la note", "une annonce"."""
    pack = group.pack
    word = before.norm
    if word in pack.words["clitics"] and word in pack.words["determiners"]:
        earlier = group.before(group.head - 1)
        after = group.tokens[group.head + 1].text if group.head + 1 < len(group.tokens) else "."
        if word in pack.words["elided_articles"] and earlier is not None and after in (":", "."):
            return earlier.norm in pack.words["prepositions"]
        return earlier is None or not (
            earlier.norm in pack.words["subjects"]
            or earlier.norm in pack.words["relatives"]
            or earlier.norm in pack.words["subordinators"]
            or earlier.norm in pack.words["clitics"]
        )
    if word in pack.words["subjects"]:
        return False
    return word in pack.words["determiners"] or word in pack.words["prepositions"]


def _needs_subject(group: Group) -> bool:
    """An English base form reports only after a plural subject or a modal."""
    before = group.before(group.head)
    if before is None:
        return True
    words = group.pack.words
    if before.norm in words["modals"] or before.norm in words["subjects"]:
        return before.norm in group.pack.singular_subjects
    if (
        before.norm in words["adverbs"]
        or before.text == ","
        or before.norm in words["coordinators"]
    ):
        return False
    plural = before.kind is Kind.WORD and (before.norm.endswith("s") or before.text.isupper())
    return not (plural or before.norm in words["plural"])


def _takes_words(group: Group, form: Form) -> bool:
    """A base form other than say is a verb only where words that it can report follow."""
    if form.verb.lemma in group.pack.words["free"]:
        return True
    tokens, at = group.tokens, group.head + 1
    if at >= len(tokens):
        return True
    words = group.pack.words
    groups = ("that", "subjects", "determiners", "clause_openers", "objects")
    return (
        tokens[at].kind is not Kind.WORD
        or tokens[at].cap
        or any(tokens[at].norm in words[g] for g in groups)
    )


def _is_plural_noun(group: Group, form: Form) -> bool:
    """Claims, reports, states: nouns after a possessive or a number, or before a verb."""
    token, before = group.tokens[group.head], group.before(group.head)
    if not group.pack.options.get("nouns_in_s"):
        return False
    if not token.norm.endswith("s") or form.verb.lemma in group.pack.words["free"] or not before:
        return False
    words = group.pack.words
    counted = any(t.kind is Kind.NUMBER for t in group.tokens[max(0, group.head - 3) : group.head])
    after = group.tokens[group.head + 1].norm if group.head + 1 < len(group.tokens) else ""
    verb = after in words["auxiliaries"] or after in words["verbs_common"]
    return before.norm in ("'s", "'") or counted or verb


def joined(group: Group, form: Form) -> Cue | None:
    """A participle whose auxiliary stands earlier: "a condamné … et estimé que"."""
    if not form.participle or not group.pack.options.get("joined_participles", True):
        return None
    at = group.start
    previous = group.before(at)
    if previous is None or previous.norm not in group.pack.words["coordinators"]:
        return None
    aux = group.pack.words["auxiliaries"] - group.pack.words["be"]
    if not any(t.norm in aux for t in group.tokens[:at]):
        return None
    return group.cue(group.head, "finite", form.verb, joined=True)
