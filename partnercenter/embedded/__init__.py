"""The embedded default: PostgreSQL, broker and mail catcher out of wheels
(`make run`, `make test`).

Starting servers needs no Django; the mailbox page (`views`, `urls`) is a small Django app beside it.
Production installs none of the wheels and imports nothing of this room.
"""
