"""PDF: tables from where words stand on the page, so that each printed word ends in exactly one place."""

from forcefoi.sources.replies.formats.pdf.reading import read

__all__ = ["read"]
