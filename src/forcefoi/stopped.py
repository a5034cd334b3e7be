"""Being stopped in whatever way, which always ends in order. Only the standard library is imported here."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_as_if_by_hand() -> Iterator[None]:
    """Whoever ends us (`kill`, a closed terminal) gets what Ctrl-C gives: nothing half done, no process left."""
    wanted = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    # What is ignored stays so: whoever started us with `nohup` means it.
    before = {each: signal.getsignal(each) for each in wanted if signal.getsignal(each) is not signal.SIG_IGN}
    for each in before:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
