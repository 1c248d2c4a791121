"""Proposing quotations from articles: language packs as data, one engine."""
