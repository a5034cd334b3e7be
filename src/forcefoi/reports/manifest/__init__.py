"""What was published, number by number, and whether a build gives it again: `reports/manifest.json`, and
what each page says in the folder beside it.

`take` reads it from a built project, `write` keeps it (`as_files`), `read` gets it back, `compare` holds two of
them together, `tell` says what differs.
"""
