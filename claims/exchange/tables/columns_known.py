"""What columns of other people's tables are called, in English and in French.

Names are compared by ``claims.exchange.mapping.column_key``: case, accents and signs do not count.
A name that could be two fields is in ``UNCLEAR`` and never proposed.
"""

from __future__ import annotations

from collections.abc import Mapping

KNOWN: Mapping[str, tuple[str, ...]] = {
    "key": ("id", "identifiant", "identifier", "record id", "ref", "reference", "cle"),
    "text": (
        "quote", "quotation", "quote text", "citation", "citation exacte", "texte",
        "texte de la citation", "verbatim", "propos", "declaration", "statement", "words",
    ),
    "lang": ("language", "langue", "quote language", "langue de la citation"),
    "speaker": (
        "who", "name", "full name", "author", "person", "speaker name", "said by", "quoted",
        "qui", "nom", "nom complet", "auteur", "auteur de la citation", "personne", "locuteur",
        "locutrice", "orateur", "personne citee", "cite",
    ),
    "role": ("function", "job title", "job", "fonction", "poste", "qualite", "titre et fonction"),
    "org": (
        "organisation", "organization", "employer", "institution", "affiliation", "party",
        "organisme", "employeur", "parti",
    ),
    "said": (
        "said on", "date said", "date of quote", "quote date", "dit le", "date de la citation",
        "date de la declaration", "date des propos",
    ),
    "venue": ("place", "location", "where", "lieu", "endroit", "ou"),
    "via": ("relayed by", "agency", "news agency", "agence", "relaye par", "rapporte par"),
    "outlet": (
        "source", "media", "medium", "newspaper", "publication", "publisher", "journal",
        "titre de presse", "support",
    ),
    "title": ("headline", "article title", "titre", "titre de l article"),
    "url": ("link", "web address", "source url", "lien", "adresse web", "permalien"),
    "published": (
        "published on", "publication date", "date published", "pub date", "pubdate", "publie le",
        "date de publication", "date de parution", "paru le",
    ),
    "original_text": ("original quote", "original", "citation originale", "texte original"),
    "original_lang": ("original language", "langue originale", "langue d origine"),
    "note": ("notes", "comment", "comments", "remark", "remarks", "remarque", "commentaire"),
    "question": ("topic", "subject", "sujet", "theme"),
    "claim": ("answer", "reponse", "affirmation"),
    "number": ("figure", "count", "nombre", "chiffre", "bilan"),
}  # fmt: skip
"""Field -> names that mean it and nothing else, as a proposal that a person confirms."""

UNCLEAR: Mapping[str, tuple[str, ...]] = {
    "date": ("said", "published"),
    "day": ("said", "published"),
    "jour": ("said", "published"),
    "position": ("role", "stance"),
    "content": ("text", "note"),
    "contenu": ("text", "note"),
}
"""Name -> the fields it could be."""

GIVEN_NAMES = ("first name", "given name", "firstname", "forename", "prenom", "prenoms")
FAMILY_NAMES = ("last name", "family name", "lastname", "surname", "nom de famille", "nom", "name")
"""A column of each, side by side: the speaker is both, the given name first."""
