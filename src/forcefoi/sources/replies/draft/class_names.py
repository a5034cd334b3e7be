"""Class names: a label that is the name of one class and of a looser group, in a table whose rows are classes."""

from __future__ import annotations

from collections.abc import Iterable

from forcefoi.clean.match_offence import CODE_FIRST
from forcefoi.clean.squash import fold
from forcefoi.question import Dimension
from forcefoi.sources.replies.draft.name_dimension import reads


def class_names(labels: Iterable[str], dimension: Dimension) -> dict[str, str]:
    """The class of each label that would be read as a group, and is the name of a class among other classes.

    Newspapers say "harassment" for more than class 8L; in a table with a row for each class it is that class. A label
    stays what it is where its class has another row, or no other class stands beside it.

    >>> offence = Dimension("offence", "offence", {
    ...     "harassment": (), "8L": ("8L Harassment",), "8R": ("8R Posts", "Posts")})
    >>> class_names(["Harassment", "Posts"], offence), class_names(["Harassment"], offence)
    ({'Harassment': '8L'}, {})
    """
    codes = {
        found["rest"]: name
        for name, more in dimension.values.items()
        for spelling in more
        if (found := CODE_FIRST.fullmatch(fold(spelling))) and found["code"] == fold(name)
    }
    read = {label: dimension.parse(label) for label in labels if reads(label, dimension)}
    there = set(read.values()) & set(codes.values())
    loose = {
        label: codes[fold(label)]
        for label, value in read.items()
        if value not in codes.values() and fold(label) in codes
    }
    return {label: code for label, code in loose.items() if code not in there} if there else {}
