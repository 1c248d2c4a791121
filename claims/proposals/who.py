"""What a speaker found in an article is: unnamed, a person, or an organisation."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.extract.model import Quotation
from claims.keep.slugs import speaker_key
from claims.text import clean_line, shorten
from claims.vocabulary import SpeakerKind

LONGEST_NAME = 300
NOBODY = "?"
"""The name of an unnamed speaker of whom the article prints nothing."""

_ARTICLE = re.compile(r"(?:les?|la|the)\s|l['’]", re.I)
_ORGANISATIONS = frozenset(
    """administration agence agency alliance armee army assemblee association authority autorite
    bank banque board bureau centre center chambre chancellerie church coalition college comite
    command commission committee compagnie company conseil council court cour department
    departement direction eglise embassy ambassade federation fondation force forces foundation
    government gouvernement group groupe institut institute ligue league mairie ministere ministry
    mouvement movement office ong onu organisation organization otan parlement parliament parquet
    parti party police prefecture presidence regime societe syndicat tribunal un union universite
    university""".split()
)
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}")


def name_of(quote: Quotation) -> str:
    """The name a speaker goes by: resolved, else as printed."""
    return _line((quote.speaker if quote.anonymous else quote.speaker_name or quote.speaker) or "")


@lru_cache(maxsize=1 << 12)
def _line(name: str) -> str:
    return shorten(clean_line(name), LONGEST_NAME) or NOBODY


def kind_of(quote: Quotation) -> SpeakerKind:
    """What a new speaker is taken for; the unnamed are those the article never names."""
    name = name_of(quote)
    if quote.anonymous or not quote.speaker_name or not speaker_key(name):
        return SpeakerKind.UNNAMED
    return SpeakerKind.ORG if _is_organisation(quote, name) else SpeakerKind.PERSON


def _is_organisation(quote: Quotation, name: str) -> bool:
    if set(speaker_key(name).split()) & _ORGANISATIONS or _ACRONYM.fullmatch(name):
        return True
    if quote.role or not quote.speaker:
        return False
    # "The Pentagon", "l'armateur Nordlink": people who have no title take no article.
    return name[:1].islower() or (
        _ARTICLE.match(quote.speaker) is not None and name in quote.speaker
    )
