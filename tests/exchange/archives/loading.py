"""What the tests of collections of quotations share: an import of their records, broken lines."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from typing import Any

from claims.exchange.fields import Wrong
from claims.exchange.fingerprint import digest, filled
from claims.exchange.flat_in import FlatImport
from claims.exchange.prepared import Records
from claims.exchange.record import read_record
from claims.exchange.report import ImportReport
from claims.exchange.sources import Raw

ROUNDS = int(os.environ.get("CLAIMS_FUZZ", "300"))

OTHERS = [
    {"text": "No", "speaker": "Ann Lee", "url": "https://a.example/1", "quoteID": "1"},
    {"key": "a", "text": "No", "speaker": "Ann Lee", "quotes": [], "date": "2016", "url": "u"},
    {"@type": "ClaimReview", "claimReviewed": "No", "url": "https://a.example", "date": "2016"},
    {"type": "Annotation", "target": "https://a.example", "body": []},
    {"@type": "Quotation", "text": "No", "creator": {"name": "Ann Lee"}},
    {"@type": "NewsArticle", "url": "https://a.example", "date": "2016", "quotes": [{"quote": 1}]},
    {"document": "a.txt", "lang": "en", "url": "https://a.example", "quotes": [{"text": "No"}]},
    {"questions": [], "speakers": [], "links": []},
    {"quotations": []}, {"quotes": []}, {"quoteID": 5, "quotation": "a"},
    [], {}, [[]], [1], "x", 5, None, True,
]  # fmt: skip
"""Values of other shapes."""


def raws(module: Any, *values: Any) -> Iterator[Raw]:
    """The records of values, as the importer asks a module for them."""
    line = 0
    for value in values:
        items = module.items(value)
        for item in [value] if items is None else items:
            try:
                for record in module.records(item):
                    line += 1
                    yield Raw(line, record)
            except Wrong as wrong:
                line += 1
                yield Raw(line, None, str(wrong))


def load(database: Any, found: Iterator[Raw]) -> ImportReport:
    """Import records."""
    report = ImportReport("x", "jsonl", dry_run=False)
    with database.write("import x", "t") as journal:
        FlatImport(journal, report).run(Records(found), lambda _count: None)
    return report


def check(found: Iterator[Raw]) -> int:
    """That every record can be judged; how many are good ones."""
    good = 0
    for raw in found:
        assert isinstance(raw.line, int)
        if raw.reason is not None:
            assert raw.value is None
            continue
        digest(filled(raw.value))
        good += read_record(raw.value).quote is not None
    return good


STRANGE = [
    None, "", " ", 0, -1, 10**400, 1.5, float("nan"), float("inf"), True, [], {}, [[]], [None],
    [{}], {"a": 1}, "None", "Q1", "[Q1, Q2]", "a\0b", "\ud800", "\u202e\x1b[31m", "&amp;quot;",
    "&#55296;", "&#" + "9" * 5000 + ";", "http://[::1", "https://user@h.example:x/", "//", "9" * 14,
    "20190231000000", "0000-00-00", "2019-03-01 25:00:00", "x" * 100_001, "« " * 300, "“”" * 300,
    "0.5", "-1", "nan", ["a", "b", "c"], [["a", "1"], ["a"]], [{"name": 1, "ids": {}}],
]  # fmt: skip


def broken(rng: random.Random, value: Any, depth: int = 0) -> Any:
    """A value with something in it gone, doubled, or replaced by something strange."""
    if (depth and rng.random() < 0.15) or not isinstance(value, dict | list) or not value:
        return rng.choice(STRANGE) if rng.random() < 0.5 else value
    if isinstance(value, list):
        found = list(value)
        place = rng.randrange(len(found))
        found[place] = broken(rng, found[place], depth + 1)
        return found * rng.choice([1, 1, 2])
    name = rng.choice(sorted(value))
    found = {**value, name: broken(rng, value[name], depth + 1)}
    if rng.random() < 0.1:
        del found[name]
    return found


def fuzz(module: Any, seeds: list[Any], read: Callable[..., Iterator[Raw]] = raws) -> int:
    """Read values ever more broken; how many good records came out."""
    rng = random.Random(20261122)
    good = 0
    for _round in range(ROUNDS):
        value = rng.choice(seeds)
        for _time in range(rng.randrange(1, 4)):
            value = broken(rng, value)
        good += check(read(module, value))
    return good


def written(value: Any) -> Any:
    """A value as it comes out of a file."""
    return json.loads(json.dumps(value))
