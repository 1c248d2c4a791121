"""Attributed quotations out of news articles, by rules and language packs, without models."""

from __future__ import annotations

from claims.extract.engine import extract
from claims.extract.model import Extraction, Quotation, Span

__all__ = ["Extraction", "Quotation", "Span", "extract"]
