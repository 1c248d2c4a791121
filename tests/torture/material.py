"""Files to import and to extract from, drawn by a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_SIDES = ("the north", "the south", "neither side", "both sides")
_VERBS = ("shelled", "left", "reached", "held", "crossed", "watched")
_PLACES = ("the bridge", "the depot", "the crossing", "the hospital road", "the old school")
_STANCES = ("asserts", "suspects", "denies", "doubts", "unsure", "reports")


def records(chance: random.Random, count: int, *, keys: str = "k") -> Iterator[dict[str, Any]]:
    """Flat records whose speakers, outlets and questions come back."""
    for number in range(count):
        words = f"{chance.choice(_SIDES)} {chance.choice(_VERBS)} {chance.choice(_PLACES)}"
        day = f"2016-09-{chance.randint(1, 28):02}"
        record: dict[str, Any] = {
            "key": f"{keys}{number}",
            "text": f"I can say that {words} in report {keys}{number}",
            "speaker": f"{chance.choice('ABCDEFGH')}. Speaker {chance.choice('JKLMNOP')}",
            "role": chance.choice(("spokesman", "minister", "envoy")),
            "said": day,
            "outlet": f"The {chance.choice(('Post', 'Wire', 'Globe', 'Herald'))}",
            "title": f"Report {number // 5}",
            "published": day,
        }
        if chance.random() < 0.4:
            record["via"] = [f"{chance.choice('RST')} Agency"]
        if chance.random() < 0.5:
            question = f"who-held-{chance.randint(1, 9)}"
            record["positions"] = [
                {
                    "question": question,
                    "claim": chance.choice(_SIDES),
                    "stance": chance.choice(_STANCES),
                }
            ]
        yield record


def revised(chance: random.Random, found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same records, every other one with other words."""
    for record in found:
        changed = {"text": f"{record['text']}, as I said", "said": f"2016-10-{record['said'][-2:]}"}
        yield {**record, **(changed if chance.random() < 0.5 else {})}


def articles(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """Short articles with a quotation or two each."""
    for number in range(count):
        who, other = (f"{chance.choice('ABCDEFGH')}lan {name}" for name in ("Morris", "Keller"))
        words = f"{chance.choice(_SIDES)} {chance.choice(_VERBS)} {chance.choice(_PLACES)}"
        yield {
            "url": f"https://example.org/{number}",
            "title": f"Article {number}",
            "outlet": "The Wire",
            "date": "2016-09-22",
            "lang": "en",
            "text": f'The talks went on. "We know that {words}," spokesman {who} said on Monday.'
            f' {other}, an envoy, said: "Nothing of the kind was seen in place {number}."',
        }


def put(path: Path, lines: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> str:
    """Write them as JSONL; the file's name."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path.name
