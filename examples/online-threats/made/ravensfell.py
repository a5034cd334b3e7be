"""Ravensfell: refused because it was to be published, then neither confirmed nor denied."""

from __future__ import annotations

from crimes import Truth
from filing import Folder
from letters import letter, words

from .threats import INVENTED, REQUEST

REFUSED, REPLY = "ravensfell/2018-10-09-rf-3", "ravensfell/2018-12-20-rf-3"


def make(folder: Folder, truth: Truth) -> None:
    """Put the replies of this force into the folder; they hold no figures."""
    text = (
        f"Ravensfell Constabulary\n{INVENTED}\n\n9 October 2018\nReference: RF-3\n\nThe information will be published "
        "in March 2019 and is exempt under section 22(1)\nof the Freedom of Information Act 2000 until then.\n"
    )
    folder.put(REFUSED, "RF-3.txt", text.encode("utf-8"))
    parts = words(
        "20 December 2018", "Reference: RF-3", REQUEST,
        "Ravensfell Constabulary neither confirms nor denies that it holds any information that you asked for, by "
        "virtue of section 40(5B) of the Freedom of Information Act 2000.",
    )  # fmt: skip
    folder.put(REPLY, "RF-3 decision.pdf", letter("Ravensfell Constabulary", "RF-3", parts))
