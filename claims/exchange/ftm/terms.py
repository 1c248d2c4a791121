"""What followthemoney calls things, and what they are here: schemata, properties, languages.

The model is that of followthemoney 4.11 (https://followthemoney.tech/explorer/); what older
versions lacked or called otherwise is read too.  docs/ftm.md has the tables for people.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final, NamedTuple

from claims.vocabulary import SpeakerKind

SCHEME: Final = "ftm"
"""The scheme of followthemoney's own ids."""
WIKIDATA: Final = "wikidata"
DATASET: Final = "claims"
"""The data set that what we write is of."""

ENTITY_ID: Final = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.-]*[0-9a-zA-Z])?", re.A)
"""What followthemoney takes for an entity's id."""
LONGEST_ID: Final = 200
LONGEST_NAME: Final = 384
LONGEST_STRING: Final = 1024
LONGEST_URL: Final = 4096
LONGEST_TEXT: Final = 65_000
"""Most code points of one value of a type; a longer text is written as several values."""

KINDS: Final = {
    "Person": SpeakerKind.PERSON,
    "Organization": SpeakerKind.ORG,
    "Company": SpeakerKind.ORG,
    "PublicBody": SpeakerKind.ORG,
    "LegalEntity": SpeakerKind.GROUP,
}
"""Who can speak.  A LegalEntity is a person or an organisation, nobody knows which."""

GENERAL: Final = {"Thing": 0, "LegalEntity": 1, "Organization": 2, "Document": 1}
"""How special schemata are that others specialise; all others are more."""

LEGAL_FORM: Final = "State"
_STATES: Final = frozenset({"state", "sovereign state", "country"})


def kind_of(schema: str, legal_forms: list[str]) -> SpeakerKind:
    """The kind of a speaker; a public body whose legal form is a state is one."""
    if schema == "PublicBody" and any(form.strip().lower() in _STATES for form in legal_forms):
        return SpeakerKind.STATE
    return KINDS[schema]


SCHEMATA: Final = {
    SpeakerKind.PERSON: "Person",
    SpeakerKind.ORG: "Organization",
    SpeakerKind.STATE: "PublicBody",
    SpeakerKind.GROUP: "LegalEntity",
}
"""What a speaker is written as; the unnamed are none."""

NAMES: Final = ("name", "alias", "previousName", "abbreviation", "weakAlias")
"""Properties that hold names, the best first."""

IDENTIFIERS: Final = {
    "wikidataId": WIKIDATA,
    "leiCode": "lei",
    "imoNumber": "imo",
    "permId": "permid",
    "bvdId": "bvd",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "uniqueEntityId": "uei",
    "dunsCode": "duns",
    "swiftBic": "bic",
    "icijId": "icij",
}
"""Ids of other collections, unique in the world; registration numbers are so in a country alone."""

ORGANISATIONS: Final = frozenset({"imoNumber", "permId"})
"""Ids that organisations have alone."""

QUOTED: Final = "quoted"
"""What a document is to a speaker whom it quotes."""

DOCUMENTS: Final = frozenset(
    {"Article", "Document", "Pages", "PlainText", "HyperText", "Email", "Message", "Audio", "Video"}
)
"""What can carry words; folders, tables, images and archives are passed over."""


class Interest(NamedTuple):
    """Who holds a role, at which organisation, and what it is called where nothing says it."""

    holder: str
    org: str
    title: str


INTERESTS: Final = {
    "Membership": Interest("member", "organization", "member"),
    "Directorship": Interest("director", "organization", "director"),
    "Employment": Interest("employee", "employer", "employee"),
}

_NEEDED: Final = {
    **dict.fromkeys(KINDS, ((*NAMES, "firstName", "lastName"),)),
    **dict.fromkeys(DOCUMENTS, (("title", "fileName", "sourceUrl", "bodyText"),)),
    **{schema: ((one.holder,), (one.org,)) for schema, one in INTERESTS.items()},
    "Position": (("name",),),
    "Occupancy": (("holder",), ("post",)),
    "Mention": (("document",),),
}


def is_whole(schema: str, props: Container[str]) -> bool:
    """Whether an entity has what it cannot do without: of each group of properties one."""
    return all(any(prop in props for prop in group) for group in _NEEDED.get(schema, ()))


REVERSED: Final = {
    "positionOccupancies": "holder",
    "occupancies": "post",
    "positions": "organization",
    "membershipMember": "member",
    "membershipOrganization": "organization",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "employers": "employee",
    "employees": "employer",
    "mentionedBy": "resolved",
    "mentionedEntities": "document",
}
"""Where entities are nested: the property that holds one -> its property that the outer one is."""

_TYPES: Final = {
    "name": "name alias namesMentioned",
    "string": "legalForm icijId role title publisher detectedSchema recordId status",
    "text": "notes summary description bodyText",
    "url": "sourceUrl",
    "language": "language",
    "date": "startDate endDate publishedAt date",
    "entity": "parent organization holder post member document resolved entity",
    "identifier": " ".join(prop for prop in IDENTIFIERS if prop != "icijId"),
}
TYPES: Final = {prop: kind for kind, props in _TYPES.items() for prop in props.split()}
"""The type of every property that we write."""

_LANGUAGES: Final = """
afr af amh am ara ar aze az bel be ben bn bos bs bul bg cat ca ces cs dan da deu de ell el eng en
est et fas fa fin fi fra fr gle ga heb he hin hi hrv hr hun hu hye hy ind id isl is ita it jpn ja
kan kn kat ka kaz kk khm km kir ky kor ko lao lo lav lv lit lt ltz lb mkd mk mlt mt mon mn msa ms
mya my nep ne nld nl nor no pol pl por pt pus ps ron ro rus ru sin si slk sk slv sl spa es sqi sq
srp sr swa sw swe sv tam ta tel te tgk tg tgl tl tha th tuk tk tur tr ukr uk urd ur uzb uz vie vi
zho zh cnr cnr fil fil
""".split()
_SHORT: Final = dict(zip(_LANGUAGES[::2], _LANGUAGES[1::2], strict=True))
_LONG: Final = {short: long for long, short in _SHORT.items()} | {"nb": "nor", "nn": "nor"}


def short_language(code: str) -> str | None:
    """The tag of a language that followthemoney names with three letters (ISO 639-2/T)."""
    code = code.strip().lower()
    return _SHORT.get(code) or (code if code in _LONG else None)


def long_language(tag: str | None) -> str | None:
    """What followthemoney calls the language of a tag such as ``en-GB``; none where it has none."""
    first = (tag or "").lower().replace("_", "-").partition("-")[0]
    return first if first in _SHORT else _LONG.get(first)
