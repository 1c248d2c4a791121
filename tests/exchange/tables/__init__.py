"""Tests of claims.exchange.tables."""
