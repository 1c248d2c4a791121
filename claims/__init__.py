"""Who said what, when, in which capacity, through whom, and where accounts disagree."""

__version__ = "0.1.0"
