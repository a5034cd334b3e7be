"""The tables between raw files and reports: made whole, described, and read back."""

from forcefoi.processed.build import build, make_content
from forcefoi.processed.slices import Slice, read_slice, read_table

__all__ = ["Slice", "build", "make_content", "read_slice", "read_table"]
