"""One format a file. Each has `read`, which makes a file into a `Document` and knows nothing of the question."""
