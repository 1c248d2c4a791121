"""followthemoney (https://followthemoney.tech): entities and statements, in and out.

entities    what is read of entities, one a line       statements  the same of a table of statements
proxy       an entity, and those nested in it          terms       schemata, and what they are to us
dates       partial dates in and out                   waiting     what must wait for another entity
out         a selection as entities                    made, ids, kept  their parts, names and ids
text        both written out
"""
