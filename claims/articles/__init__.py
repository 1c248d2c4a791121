"""Articles to extract from: files, folders, standard input, JSONL; text and HTML, any encoding."""

from __future__ import annotations

from claims.articles.model import Article, Known, Origin, Problem
from claims.articles.reading import read
from claims.articles.sources import origins

__all__ = ["Article", "Known", "Origin", "Problem", "origins", "read"]
