"""Draft a reading: look at every table of a reply, guess what it means, mark each guess, ask what can't be told."""

from forcefoi.sources.replies.draft.write import write_draft

__all__ = ["write_draft"]
