"""How answers look: plain values in, text of one format out."""
