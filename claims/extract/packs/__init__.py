"""Language packs: one module a language, its words as data."""
