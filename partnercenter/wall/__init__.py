"""The second wall: row-level security of PostgreSQL behind the querysets (decision 28).

Every page of a partner or a customer is read as that organisation: what a forgotten filter would show is not there.
"""
