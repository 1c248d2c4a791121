"""Keeping things: find or make speakers, roles, documents, statements, questions, claims.

One concept a file, all through one ``Store`` over the journal; what is found is never made twice,
and what is made is remembered so that it can be shown.
"""
