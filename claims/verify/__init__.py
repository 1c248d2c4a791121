"""Each quotation found again in its document: exact, moved, altered, elsewhere or absent.

words    a text as the words that count, each with its place
places   where words stand in a text, and what became of them: pure
run      the quotations of a database, looked up in their documents
"""
