"""Patterns of words reported without marks: that-clauses, bare clauses, infinitives."""

from __future__ import annotations

from claims.extract.clause import Clause, Draft, draft
from claims.extract.cues import Cue
from claims.extract.naming import Subject
from claims.extract.tokens import Kind
from claims.vocabulary import Stance


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
    return draft(clause, cue, subject, "that_clause", (at, end))


def _may_say(clause: Clause, cue: Cue, subject: Subject | None) -> bool:
    """Whether an indirect statement can be this subject's: not "on", not what merely proves."""
    if subject is None:
        return False
    if subject.pronoun:
        return clause.pack.genders.get(subject.pronoun) != "x"
    return not cue.allows("e") or bool(subject.name) or clause.speaks(subject)


def _complementiser(clause: Clause, cue: Cue) -> int | None:
    """The que, that or whether of a cue, past adverbials and the person told."""
    reader, tokens = clause.reader, clause.tokens
    asked = reader.skip_adverbials(cue.end, len(tokens))
    if cue.allows("s") and _asks(clause, asked):
        return None if cue.negated and not clause.is_able(cue) else asked
    if not cue.allows("q"):
        return None
    for at in range(cue.end, min(len(tokens), cue.end + 16)):
        if reader.is_in(at, "that"):
            return None if clause.is_relative(at) else at
        if _bars(clause, cue, at):
            return None
    return None


def _asks(clause: Clause, at: int) -> bool:
    """An indirect question: si, comment, ce que — but not "ce décès"."""
    reader = clause.reader
    if reader.is_in(at, "that") or not reader.is_in(at, "whether"):
        return False
    return not reader.is_in(at, "demonstratives") or reader.is_in(at + 1, "that", "relatives")


def _bars(clause: Clause, cue: Cue, at: int) -> bool:
    """Whether no complementiser can follow a token: an object, a quotation, another verb."""
    reader = clause.reader
    if at == cue.end and reader.starts_phrase(at) and not cue.allows("p"):
        return not reader.is_in(at, "times", "prepositions", "adverbs")
    if clause.tokens[at].text in (";", ":") or (clause.is_quote(at) and clause.words_in(at) > 3):
        return True
    other = any(c.start == at and c is not cue for c in clause.cues)
    return other or (at > cue.end and reader.is_in(at, "auxiliaries"))


def infinitive(clause: Clause, cue: Cue) -> Draft | None:
    """Affirmant avoir … · a imploré X de … · accusent X de … · urged X to …."""
    if cue.mood == "prep" or not any(cue.allows(f) for f in "fdobag"):
        return None
    start = _bare_infinitive(clause, cue)
    if start is None:
        start = _marked_infinitive(clause, cue)
    if start is None:
        return None
    if cue.allows("a"):
        start = clause.reader.skip_adverbials(cue.end, start)
    end = clause.right_limit(start, cue)
    subject = clause.subject(cue)
    if end - start < 3 or not _may_say(clause, cue, subject):
        return None
    return draft(clause, cue, subject, "infinitive", (start, end))


def _bare_infinitive(clause: Clause, cue: Cue) -> int | None:
    """Affirme avoir, denied taking: right after the cue, or past an adverbial."""
    if cue.allows("g") and clause.reader.norm(cue.end).endswith("ing"):
        return cue.end
    if not cue.allows("f") or not clause.pack.options["inversion"]:
        return None
    past = clause.reader.skip_adverbials(cue.end, len(clause.tokens))
    return next((at for at in (past, cue.end) if _is_infinitive(clause, at)), None)


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
    return draft(clause, cue, subject, "zero_that", (at, end))


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
        quoted = any(clause.is_quote(n) for n in range(at, limit))
        enough = limit - at > 3 - quoted and not reader.is_in(at, "prepositions")
        if cue.start and clause.comma_at(cue.start - 1):
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
        past = reader.skip_adverbials(stop, limit) if stop > at else stop
        if past > stop:
            return past
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
    return draft(clause, cue, subject, "nominal", (at, end))
