"""How long reports take and how much memory, beside what was to be reached: `make bench` writes results.md."""
