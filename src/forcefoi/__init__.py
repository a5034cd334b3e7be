"""What UK police forces answer to a Freedom of Information question, made into figures, reports and fact-checks."""

__version__ = "0.1.0"
