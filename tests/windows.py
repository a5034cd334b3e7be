"""Windows of a browser that stay open from one test to the next.

Opening a window costs Chromium as much as loading five pages. What a test may see of the one before it is taken away
in between: its page, where its mouse was, how it was set for print and for the dark. Who listens to a page with
`page.on` and would hear of the next one stops listening himself: see `listening`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}

# The windows of each browser, by the options they were opened with.
_open: WeakKeyDictionary[Any, dict[tuple[tuple[str, Any], ...], list[Any]]] = WeakKeyDictionary()


@contextmanager
def window(
    browser: Any, viewport: dict[str, int] = DESK, color_scheme: str = "light", **options: Any
) -> Iterator[Any]:
    """An empty page, of that size. `options` are others of Playwright's new_context, each hashable.

    After a test that failed, and after one that left more than its page, the window is closed.
    """
    kept = _open.setdefault(browser, {}).setdefault(tuple(sorted(options.items())), [])
    page = kept.pop() if kept else browser.new_context(**options).new_page()
    page.set_viewport_size(viewport)
    page.emulate_media(media="null", color_scheme=color_scheme)
    try:
        yield page
        page.goto("about:blank")
        page.mouse.move(0, 0)
        assert page.context.pages == [page], "a window was opened and not closed"
    except BaseException:
        page.context.close()
        raise
    kept.append(page)


@contextmanager
def listening(to: Any, **told: Callable[[Any], object]) -> Iterator[None]:
    """Call these with what a page or a context tells (`request`, `console`, `dialog` …), and no longer than here."""
    for event, call in told.items():
        to.on(event, call)
    try:
        yield
    finally:
        for event, call in told.items():
            to.remove_listener(event, call)
