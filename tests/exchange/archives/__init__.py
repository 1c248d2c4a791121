"""Tests of claims.exchange.archives."""
