"""Tests of claims.exchange.ftm."""
