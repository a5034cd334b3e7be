"""What was published, number by number, and whether a build gives it again: `reports/manifest.json`.

`take` reads it from a built project, `write` keeps it, `compare` holds two of them together, `tell` says what differs.
"""
