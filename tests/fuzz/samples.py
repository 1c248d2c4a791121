"""Small real-looking files of every format that can be read, from the tests and the seed."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.exchange import test_brat, test_linked
from tests.exchange.archives import test_gdelt, test_quotebank
from tests.exchange.claimreview.objects import review
from tests.exchange.ftm import ftm_samples
from tests.exchange.people import test_popolo, test_wikidata

SEED = Path(__file__).parents[2] / "seed"

FLAT = [
    {"text": "No comment", "speaker": "Ben Rhodes"},
    {
        "key": "a", "text": "It was “not us”", "speaker": "Ann Lee", "speaker_kind": "person",
        "role": "minister", "org": "Ministry of Tin", "said": "2016-09-20", "venue": "a hearing",
        "cue": "said", "via": ["Sana", "AFP"], "outlet": "Le Monde", "title": "Tin",
        "url": "https://lemonde.example/a", "published": "2016-09-21", "start": 3, "end": 18,
        "original_text": "Ce n'était pas nous", "original_lang": "fr", "same_act": "b",
        "positions": [{"question": "tin/who", "claim": "Russia", "stance": "denies",
                       "hedge": "not", "as_of": "2016-09-20"},
                      {"question": "tin/killed", "number": "au moins 12"}],
    },
    {"key": "b", "text": "Rien", "speaker": "un responsable", "kind": "indirect", "lang": "fr"},
]  # fmt: skip

CSV = (
    "key,text,speaker,said,outlet,url,question,claim,number,stance\r\n"
    'a,"It was ""not"" us",Ann Lee,2016-09-20,AFP,https://afp.example/a,tin/who,Russia,,denies\r\n'
    "a,,,,,,tin/killed,,au moins 12,asserts\r\n"
    "b,Rien,Ben Rhodes,hier,Le Monde,,,,,\r\n",
    "text;speaker;said\nNo comment;Ben Rhodes;20/09/2016\nOui;Ann Lee;1.9.2016\n",
    "text\tspeaker\tlang\nNo\tAnn Lee\ten\nJa\tBo Li\tde\n",
)
GOOGLE = {
    "claims": [
        {
            "text": "The moon is made of cheese", "claimant": "Ann Lee", "claimDate": "2021-03-01",
            "claimReview": [{
                "publisher": {"name": "Example Checkers", "site": "checkers.example"},
                "url": "https://checkers.example/moon", "title": "Is it?", "languageCode": "en",
                "reviewDate": "2021-03-05T00:00:00Z", "textualRating": "False",
            }],
        }
    ],
    "nextPageToken": "x",
}  # fmt: skip


def _context() -> list[Any]:
    whole = json.loads((SEED / "context.json").read_text(encoding="utf-8"))
    pieces = [
        {name: some[at : at + 3]}
        for name, some in whole.items()
        if isinstance(some, list)
        for at in range(0, len(some), 3)
    ]
    first = {name: some[:2] if isinstance(some, list) else some for name, some in whole.items()}
    return [first, *pieces]


def _flat() -> list[Any]:
    lines = (SEED / "convoy.jsonl").read_text(encoding="utf-8").splitlines()
    return [*FLAT, *map(json.loads, lines)]


@cache
def values(name: str) -> list[Any]:
    """Values of a format that is JSON; none where it is not."""
    given: dict[str, Any] = {
        "jsonl": _flat,
        "json": lambda: [FLAT, FLAT[1], {"quotes": FLAT}, *_flat()[3:6]],
        "context": _context,
        "claimreview": lambda: [review(), [review(), review(url="https://checkers.example/b")]],
        "google": lambda: [GOOGLE, GOOGLE["claims"][0]],
        "annotation": lambda: [test_linked.ANNOTATION, [test_linked.ANNOTATION]],
        "quotation": lambda: [test_linked.QUOTATION, test_linked.ARTICLE],
        "quotebank": lambda: [test_quotebank.LINE, test_quotebank.ARTICLE],
        "gdelt": lambda: [test_gdelt.ARTICLE, test_gdelt.FRENCH],
        "ftm": lambda: [*ftm_samples.ALL],
        "popolo": lambda: [test_popolo.PARLIAMENT, test_popolo.NESTED],
        "wikidata": lambda: [*test_wikidata.ALL],
    }
    return given[name]() if name in given else []


@cache
def files(name: str) -> list[bytes]:
    """Whole files of a format."""
    found = [json.dumps(one, ensure_ascii=False).encode() for one in values(name)]
    if name in ("jsonl", "quotebank", "ftm", "gdelt", "claimreview", "wikidata"):
        found.append(b"\n".join(found[:3]) + b"\n")
    if name == "claimreview":
        found.append(b'<html><script type="application/ld+json">' + found[0] + b"</script>")
    if name == "gdelt":
        found.append(test_gdelt.LINE)
    if name == "csv":
        found = [one.encode() for one in CSV]
    if name == "brat":
        found = [test_brat.ANN.encode()]
    if name in ("ftm-statements", "dump"):
        found = [_written()[name]]
    return found


@cache
def _written() -> dict[str, bytes]:
    """What only an export writes, of a small database."""
    from claims.database import open_database
    from claims.exchange.export import Export, ExportFormat, Selection
    from claims.exchange.importer import import_stream

    with TemporaryDirectory() as folder:
        database = open_database(str(Path(folder) / "a.db"), create=True)
        try:
            for data in (json.dumps(review()).encode(), b"\n".join(files("jsonl")[:3])):
                import_stream(database, BytesIO(data), name="x", command="x", actor="t")
            return {
                kind.value: "".join(Export(database.reader, kind, Selection()).pieces()).encode()
                for kind in (ExportFormat.DUMP, ExportFormat.FTM_STATEMENTS)
            }
        finally:
            database.close()
