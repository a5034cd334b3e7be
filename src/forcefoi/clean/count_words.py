"""The words and signs of a count, as real replies write them: data for `parse_count`, no code."""

from __future__ import annotations

# Thousands are parted by commas or by spaces, never by both; "12,34" and "1,23,456" are mistypings.
NUMBER = r"(?P<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
ABOUT = r"(?:c[. ]|ca\.?|circa|approx\.?|approximately|about|around|roughly|~|≈|close to)"

# How a number is qualified: pattern → what it makes of n.
FORMS = {
    NUMBER: "exact",
    rf"(?:<|fewer than|less than|under|below) ?{NUMBER}": "fewer than",
    rf"(?:≤|<=|up to) ?{NUMBER}|{NUMBER.replace('?P<n>', '?P<m>')} or (?:fewer|less)": "up to",
    rf"{ABOUT} ?{NUMBER}": "about",
    rf"(?:at least|≥|>=) ?{NUMBER}|{NUMBER.replace('?P<n>', '?P<m>')}(?: ?\+| or more)": "at least",
    rf"(?:more than|over|>) ?{NUMBER}": "more than",
}
# How print_count writes bounds that no shorter words would give back.
SPELT_OUT = r"(?P<status>rounded|below threshold), (?P<low>[0-9,]+)(?: to (?P<high>[0-9,]+)| or more)"

ZERO = ("nil", "zero")
# Python writes a missing value as None; a reply writes None for nought.
NONE = ("none", "no")
# "Not available" is a word about the table, not about the force: it does not say that nothing is held.
UNAVAILABLE = (
    "n/a",
    "na",
    "n.a.",
    "..",
    "...",
    "x",
    "xx",
    "not available",
    "not known",
    "unknown",
    "nan",
    "null",
)

# The FOI Act (and Scotland's) lets a body refuse by these sections only: "s.47" in a cell is an offence.
SECTION = r"(?:s|sec|section)\.? ?(?:12|14|2[1-9]|3[0-9]|4[0-4])a?(?: ?\([0-9a-z]{1,3}\))*"
SECTIONS = rf"{SECTION}(?:(?:,| and| &|/) ?{SECTION})*"
REASON = r"costs?|fees|commercially sensitive|personal data|personal information|vexatious"
WHY = rf"(?:{SECTIONS}|{REASON})"
REFUSED = rf"{SECTIONS}|(?:refused|exempt)(?: ?[-–—:,]? ?(?:under )?(?:{WHY}|\({WHY}\)))?"

# Words that are not a status of the design but surely mean one.
SAID = {
    "no information held": "not held",
    "information not held": "not held",
    "not recorded": "not held",
    "ncnd": "neither confirm nor deny",
    "neither confirmed nor denied": "neither confirm nor deny",
    "no response": "no reply",
}

# Why something with a digit or sign in it is no count. The first that is found is told.
WHY_NOT = {
    r"[-–—−] ?[0-9]": "a count can't be negative; look at the original for a sign damaged in conversion",
    r".*[£$€]": "an amount of money is not a count",
    r".*%": "a percentage is not a count",
    r"#": "it is an error of the spreadsheet: open the file and see what the formula should give",
    r".*[¹²³⁰⁴-⁹₀-₉]": "it holds a raised figure: read the footnote, then write the number alone",
    r"\(.*[0-9].*\)$": "brackets can mean a negative number or a note",
    r"[0-9]+/": "it looks like a date, a year or a fraction",
    r"[0-9, ]+(?:-|–|—|−|to) ?[0-9]": "it is a range: which end, or what between, is not said",
    r".*[0-9]\.[0-9]": "a full stop: decimals are no count, and thousands are marked with a comma",
    r"[0-9, ]*,[0-9, ]*$": "a misplaced comma: thousands come in threes, as in 1,234",
    r"[0-9 ]+$": "spaces part it into something other than thousands; it may be two numbers",
    r".*[0-9]": "words or signs that are not known stand beside the number",
}
