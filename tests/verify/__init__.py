"""Tests of claims.verify."""
