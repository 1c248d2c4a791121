"""Tables of delimited text, whatever their header, dialect and encoding.

csv_in         flat records out of a table             table      rows under a header, a flaw a row
dialect        delimiter, quotes, header: found out    encodings  the same of the encoding
mapping        which column holds which field          columns_known  what columns are often called
mend           text that was decoded wrongly before
"""
