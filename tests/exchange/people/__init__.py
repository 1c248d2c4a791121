"""Tests of claims.exchange.people."""
