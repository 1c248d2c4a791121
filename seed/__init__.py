"""The convoy dossier as importable data, shipped as ``claims.seed``."""
