"""The schema's history, shipped as ``claims.migrations``."""
