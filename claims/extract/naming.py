"""Telling the name of a speaker from the role printed beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.tokens import Kind
from claims.extract.words import Words


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


class Naming(Words):
    """Finds names and roles within noun phrases."""

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
                plain = zip(found.parts, names, strict=True)
                told = [p for p, n in plain if n != p and p in rest and self._is_word(p[0])]
                longer = next((r for p in told if (r := self._role(*p, told=True))), None)
                found.role = longer or found.role
            return
        found.role = self._role(*found.parts[0])

    def _is_word(self, at: int) -> bool:
        return self.tokens[at].kind is Kind.WORD

    def _role(self, start: int, end: int, *, told: bool = False) -> tuple[int, int] | None:
        while start < end and (self.is_in(start, "determiners", "honorifics")):
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
        """The proper name that ends (or is) a phrase: le ministre X, X, le groupe X."""
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
        if not self.is_in(at, "first_names_f", "first_names_m"):
            at = next((n for n in range(at + 1, stop - 1) if self.is_given_name(n)), at)
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

    def _without_institution(self, at: int, stop: int, start: int) -> int:
        """Drop "ONU" or "Assemblée" from the front of "l'émissaire de l'ONU Staffan"."""
        governed = at > start and self.is_in(at - 1, "determiners", "prepositions")
        if not governed:
            return at
        first = at
        while at < stop - 1 and (
            self.is_acronym(at) or self.is_in(at, "organisations", "titles", "professions")
        ):
            at += 1
        part = at > first and at == stop - 1 and self.is_in(at - 1, "organisations")
        return first if part else at  # Maison Blanche: one name

    def is_free(self, at: int, start: int) -> bool:
        """Whether a name is the phrase's own, not the object of a preposition in it."""
        if at == start:
            return True
        back = at - 1
        if self.tokens[back].cap and self.is_in(back, "anaphoric"):
            return self.is_free(back, start)
        if self.is_in(back, "prepositions"):
            return False
        if self.is_in(back, "determiners"):
            return back == start
        return True
