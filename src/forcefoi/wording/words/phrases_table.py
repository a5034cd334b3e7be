"""The table of phrases as a page shows it."""

from __future__ import annotations

import pandas as pd

from forcefoi.wording.words.phrases import TABLE


def phrases_table() -> pd.DataFrame:
    """Every phrase with what it is about, its rule and why: columns `phrase`, `about`, `rule`, `why` (text), one row a
    rule, made from the table that judges and chooses.

    >>> list(phrases_table().columns), phrases_table().loc[0, "phrase"][:14]
    (['phrase', 'about', 'rule', 'why'], 'nearly, almost')
    """
    rows = [(", ".join(rule.words), rule.about, rule.rule, rule.why) for rule in TABLE]
    return pd.DataFrame(rows, columns=["phrase", "about", "rule", "why"], dtype="string")
