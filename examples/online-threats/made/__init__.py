"""The invented replies to the question about online threats, one module a force."""
