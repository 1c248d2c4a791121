#!/usr/bin/env python3
"""Measures extraction against annotated articles: eval_extract.py GOLD [--split SEED].

GOLD is a folder of ``fr_*.jsonl`` and ``en_*.jsonl``: one {"doc_id", "lang", "text", "quotes"} a
line, each quote with start, end, kind, speaker, speaker_canonical, optional.  Prints one table a
file and one of speed.  ``--split SEED`` holds a random third apart and shows both parts.

  soft      spans overlap to four fifths of their union, edge marks and a leading "que" aside
  cov30/80  more than 30 % or 80 % of the annotated words are covered
  speaker   of soft matches, those whose speaker overlaps the annotated one or shares a name with it
  name      the same for the name resolved within the article
  e2e       F1 of soft matches with the right speaker
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EDGE = " \t\r\n\xa0\u202f«»\"“”„‟'‘’.,;:!?…()[]—–-"
THAT = re.compile(r"(?:que\b|qu['’]|that\b|as\b|whether\b)\s*", re.IGNORECASE)
STOP = set(
    "le la les l un une de du des d et the a an of and mr mrs ms dr m mme mlle me sir lord "
    "president ministre minister premier prime former ancien ancienne ex spokesman spokeswoman "
    "porte parole directeur director son sa ses leur his her their qui who en au aux to for in on "
    "chef secretary secretaire general sen rep gov".split()
)
Span = tuple[int, int]
Row = dict[str, Any]


def stripped(text: str, start: int, end: int) -> Span:
    for _ in range(3):
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        that = THAT.match(text, start, end)
        if not that or that.end() >= end:
            return start, end
        start = that.end()
    return start, end


def names(text: str | None) -> set[str]:
    plain = unicodedata.normalize("NFKD", text or "")
    folded = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.findall(r"\w+", folded)
    return {w for w in words if w not in STOP and len(w) > 1} or set(words)


def shared(a: Span, b: Span) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def union(a: Span, b: Span) -> float:
    return shared(a, b) / (max(a[1], b[1]) - min(a[0], b[0])) if shared(a, b) else 0.0


def cover(a: Span, b: Span) -> float:
    return shared(a, b) / max(1, a[1] - a[0])


def pairs(gold: list[Span], found: list[Span], fits: Callable[[Span, Span], float]) -> list[Span]:
    """One to one, best first; ``fits`` gives 0 for no match."""
    rows = [
        (fits(g, f), union(g, f), n, m) for n, g in enumerate(gold) for m, f in enumerate(found)
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    matched = []
    for fit, _, n, m in sorted(rows, key=lambda row: (-row[0], -row[1])):
        if fit and n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            matched.append((n, m))
    return matched


def over(measure: Callable[[Span, Span], float], floor: float) -> Callable[[Span, Span], float]:
    return lambda g, f: measure(g, f) if measure(g, f) > floor else 0.0


MEASURES = {
    "soft": over(union, 0.7999999),
    "cov30": over(cover, 0.3),
    "cov80": over(cover, 0.8),
}


@dataclass
class Count:
    hits: int = 0
    false: int = 0
    missed: int = 0

    def row(self) -> str:
        precision = self.hits / max(1, self.hits + self.false)
        recall = self.hits / max(1, self.hits + self.missed)
        f1 = 2 * precision * recall / (precision + recall) if self.hits else 0.0
        return f"{100 * precision:6.1f} {100 * recall:6.1f} {100 * f1:6.1f}"


@dataclass
class Score:
    counts: dict[str, Count] = field(default_factory=dict)
    who: dict[str, list[bool]] = field(default_factory=dict)

    def add(self, name: str, hits: int, false: int, missed: int) -> None:
        count = self.counts.setdefault(name, Count())
        count.hits, count.false = count.hits + hits, count.false + false
        count.missed += missed

    def article(self, doc: Row, found: list[Row]) -> None:
        text, gold = doc["text"], doc["quotes"]
        optional = [bool(g.get("optional")) for g in gold]
        gs = [stripped(text, g["start"], g["end"]) for g in gold]
        fs = [stripped(text, f["start"], f["end"]) for f in found]
        for name, fits in MEASURES.items():
            matched = pairs(gs, fs, fits)
            used = {m for _, m in matched}
            excused = sum(
                m not in used
                and any(
                    optional[n] and (union(gs[n], f) >= 0.5 or cover(f, gs[n]) >= 0.9)
                    for n in range(len(gs))
                )
                for m, f in enumerate(fs)
            )
            hits = sum(not optional[n] for n, _ in matched)
            false = len(fs) - len(used) - excused
            self.add(name, hits, false, optional.count(False) - hits)
            if name == "soft":
                wanted = [(gold[n], found[m]) for n, m in matched if not optional[n]]
                right = sum(self.speaker(g, f) for g, f in wanted)
                self.add("e2e", right, false + hits - right, optional.count(False) - right)
                self.direct(gold, found, matched, excused=used)

    def direct(
        self, gold: list[Row], found: list[Row], matched: list[Span], excused: set[int]
    ) -> None:
        """Direct quotations: recall of those annotated, precision of those we call direct."""
        hit = {n for n, _ in matched}
        wanted = [n for n, g in enumerate(gold) if g["kind"] == "direct" and not g.get("optional")]
        said = [m for m, f in enumerate(found) if f["kind"] == "direct"]
        good = sum(m in excused for m in said)
        count = self.counts.setdefault("direct", Count())
        count.hits += sum(n in hit for n in wanted)
        count.missed += sum(n not in hit for n in wanted)
        count.false += len(said) - good

    def speaker(self, gold: Row, found: Row) -> bool:
        printed = bool(
            names(gold.get("speaker")) & names(found["speaker"] or found["speaker_name"])
        )
        if gold.get("speaker_start") is not None and found["speaker_start"] is not None:
            a = gold["speaker_start"], gold["speaker_end"]
            printed |= bool(shared(a, (found["speaker_start"], found["speaker_end"])))
        called = found["speaker_name"] or found["speaker"]
        named = bool(names(gold.get("speaker_canonical")) & names(called)) if called else False
        if gold.get("speaker"):
            self.who.setdefault("speaker", []).append(printed)
        if gold.get("speaker_canonical"):
            self.who.setdefault("name", []).append(named)
        return printed if gold.get("speaker") else named

    def show(self, title: str) -> None:
        print(f"{title:24}      P      R     F1")
        for name in ("soft", "e2e", "direct", "cov30", "cov80"):
            print(f"  {name:22} {self.counts.get(name, Count()).row()}")
        for name, marks in self.who.items():
            print(f"  {name:22} {100 * sum(marks) / len(marks):20.1f}")


def read(docs: list[Row]) -> tuple[list[list[Row]], float]:
    """What one process of the command finds in all articles, and the seconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, doc in enumerate(docs):
            path = Path(folder, f"{number}.txt")
            path.write_bytes(doc["text"].encode())
            files.append(str(path))
        began = time.perf_counter()
        command = [sys.executable, "-m", "claims.extract", *files]
        root = Path(__file__).resolve().parent.parent
        run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
        spent = time.perf_counter() - began
    return [json.loads(line)["quotes"] for line in run.stdout.splitlines()], spent


def measure(title: str, docs: Iterable[Row]) -> None:
    chosen = list(docs)
    if not chosen:
        return
    found, spent = read(chosen)
    score = Score()
    for doc, quotes in zip(chosen, found, strict=True):
        score.article(doc, quotes)
    score.show(title)
    print(f"  {'articles a second':22} {len(chosen) / spent:20.1f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--split", type=int, metavar="SEED")
    options = parser.parse_args()
    for path in sorted(options.gold.glob("*.jsonl")):
        docs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        measure(path.stem, docs)
        if options.split is not None:
            ids = sorted(doc["doc_id"] for doc in docs)
            held = set(random.Random(options.split).sample(ids, round(len(ids) / 3)))
            measure(f"{path.stem} held out", (d for d in docs if d["doc_id"] in held))
    first = read([docs[0]])[1]
    print(f"one article, whole process {first:.2f} s")


if __name__ == "__main__":
    main()
