"""Words for numbers, and back: one table (`phrases`), what chooses by it (`choose`), what judges by it (`judge`)."""
