"""The tables between raw files and reports: made whole, described, and read back."""

from forcefoi.processed.build import build
from forcefoi.processed.slices import Slice, read_slice, read_table

__all__ = ["Slice", "build", "read_slice", "read_table"]
