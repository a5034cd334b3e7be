"""Numbers to words: sentences, tables and requests as the pages print them."""

from forcefoi.sources.claims import VERDICTS
from forcefoi.wording.changes import change_sentence, change_sentences, rules_between
from forcefoi.wording.corrections import correction_sentences
from forcefoi.wording.findings import Findings, findings
from forcefoi.wording.funnels import funnel_limits, funnel_sentences
from forcefoi.wording.key_numbers import key_numbers
from forcefoi.wording.kit import missing_windows_request, odd_table, questions, right_of_reply
from forcefoi.wording.method import method_lines
from forcefoi.wording.overview import missing_lines, to_check_lines
from forcefoi.wording.pages import (
    breaks_notes,
    caveat_line,
    caveat_lines,
    named,
    national_headline,
    note_lines,
    quality_headline,
    rules_crossed,
)
from forcefoi.wording.parts import (
    agreement_sentences,
    gender_sentences,
    highest_sentences,
    rest_sentences,
)
from forcefoi.wording.plain import change_plain, figure_plain
from forcefoi.wording.prose import (
    Prose,
    Together,
    bullets,
    heading,
    lead,
    paragraphs,
    quoted,
    shown_if,
    together,
    top,
)
from forcefoi.wording.recorded import recorded_change_sentences
from forcefoi.wording.replies import (
    context_sentences,
    figure_sentence,
    further,
    headline,
    nothing_beside,
    nothing_more,
    reply_sentence,
    request_intro,
)
from forcefoi.wording.request import request_text
from forcefoi.wording.shares import share_sentences, total_share_sentences
from forcefoi.wording.situation import force_findings
from forcefoi.wording.tables import (
    changes_table,
    figures_table,
    nations_table,
    notes_list,
    official_sources,
    rates_table,
    readable,
    recorded_rates_table,
    replies_table,
    request_source,
    rests_table,
    shares_table,
    side_by_side,
    sources_list,
)
from forcefoi.wording.take_away import (
    about_workbook,
    card_words,
    newest_day,
    official_source,
    published_source,
    recorded_source,
)
from forcefoi.wording.top_line import top_line
from forcefoi.wording.words.check import check
from forcefoi.wording.words.choose import choose_change, choose_share, choose_size, choose_span
from forcefoi.wording.words.judge import judge
from forcefoi.wording.words.judgement import Judgement
from forcefoi.wording.words.phrase_reader import read_phrase
from forcefoi.wording.words.phrases_table import phrases_table

__all__ = [
    "Findings",
    "Judgement",
    "Prose",
    "Together",
    "VERDICTS",
    "about_workbook",
    "agreement_sentences",
    "breaks_notes",
    "bullets",
    "card_words",
    "caveat_line",
    "caveat_lines",
    "change_plain",
    "change_sentence",
    "change_sentences",
    "changes_table",
    "check",
    "choose_change",
    "choose_share",
    "choose_size",
    "choose_span",
    "context_sentences",
    "correction_sentences",
    "figure_plain",
    "figure_sentence",
    "figures_table",
    "findings",
    "force_findings",
    "funnel_limits",
    "funnel_sentences",
    "further",
    "gender_sentences",
    "heading",
    "headline",
    "highest_sentences",
    "judge",
    "key_numbers",
    "lead",
    "method_lines",
    "missing_lines",
    "missing_windows_request",
    "named",
    "national_headline",
    "nations_table",
    "newest_day",
    "note_lines",
    "notes_list",
    "nothing_beside",
    "nothing_more",
    "odd_table",
    "official_source",
    "official_sources",
    "paragraphs",
    "phrases_table",
    "published_source",
    "quality_headline",
    "questions",
    "quoted",
    "rates_table",
    "read_phrase",
    "readable",
    "recorded_change_sentences",
    "recorded_rates_table",
    "recorded_source",
    "replies_table",
    "reply_sentence",
    "request_intro",
    "request_source",
    "request_text",
    "rest_sentences",
    "rests_table",
    "right_of_reply",
    "rules_between",
    "rules_crossed",
    "share_sentences",
    "shares_table",
    "shown_if",
    "side_by_side",
    "sources_list",
    "to_check_lines",
    "together",
    "top",
    "top_line",
    "total_share_sentences",
]
