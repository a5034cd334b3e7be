"""Marks: what one page of a PDF draws, in the order it draws it: characters, lines, filled areas, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTCurve, LTFigure, LTPage
from pdfminer.pdfinterp import LITERAL_FORM, PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, resolve1
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from forcefoi.sources.replies.formats.pdf.streams import damage_of

Colour = tuple[float, ...] | None
BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Char:
    """One printed character. `base` is where its line stands; positions count from the top left, in points."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    font: str
    colour: Colour
    order: int
    turned: int = 0  # 0 stands upright, 90 reads upwards, 270 downwards, 1 at another angle
    unseen: bool = False  # drawn in a way that leaves nothing on the paper
    margin: bool = False  # the file itself says that it belongs to the page's head or foot
    mark: int | None = None  # by which the file's tags name it on its page
    tag: tuple[int, int, int] | None = None  # the table, row and cell that the file itself says it is in

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, in points from the left and from the top."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Area:
    """A filled rectangle, or a picture (whose colour is None). `cover` is whether nothing shows through it."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour
    order: int
    picture: bool = False
    cover: bool = True

    def holds(self, x: float, y: float) -> bool:
        """Whether a place, in points from the left and from the top, lies in it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(slots=True)
class Stroke:
    """A straight line along the page's edges, from (x0, top) to (x1, bottom); one of the two differences is 0."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass
class Marks:
    """All that a page draws. `box` is the part of it that is shown: x0, top, x1, bottom."""

    width: float = 0
    height: float = 0
    box: tuple[float, float, float, float] = (0, 0, 0, 0)
    chars: list[Char] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    damage: str = ""  # what is wrong with a part of it
    shapes: int = 0  # filled curves: letters that were made into shapes are many of them


class _State(PDFGraphicState):
    """pdfminer's state of the pen, with how much shows through it, which pdfminer leaves out."""

    alpha = 1.0

    def copy(self) -> PDFGraphicState:
        other = _State()
        other.__dict__.update(self.__dict__)
        return other


class _Interpreter(PDFPageInterpreter):
    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate = _State()

    def do_gs(self, name: Any) -> None:
        states = dict_value(self.resources.get("ExtGState"))
        alpha = resolve1(dict_value(states.get(getattr(name, "name", name))).get("ca"))
        if isinstance(alpha, int | float):
            self.graphicstate.alpha = float(alpha)  # type: ignore[attr-defined]  # a `_State`, set in `init_state`

    def do_Do(self, name: Any) -> None:
        part = resolve1(self.xobjmap.get(getattr(name, "name", name)))
        if isinstance(part, PDFStream) and part.get("Subtype") is LITERAL_FORM:
            # A `_Device`.
            self.device.marks.damage = self.device.marks.damage or damage_of(part)  # type: ignore[attr-defined]
        # Marks in a part that is drawn from elsewhere count anew.
        self.device.inside += 1  # type: ignore[attr-defined]  # a `_Device`
        super().do_Do(name)
        self.device.inside -= 1  # type: ignore[attr-defined]  # a `_Device`

    def do_BDC(self, tag: Any, props: Any) -> None:
        # A layer is named in the page's resources; the device has no way to them.
        named = dict_value(self.resources.get("Properties"))
        known = named.get(getattr(props, "name", None))
        super().do_BDC(tag, known if known is not None else props)


class _Device(PDFLayoutAnalyzer):
    """Takes down what pdfminer reads of a page, without its own, slower, objects for characters."""

    def __init__(self, manager: PDFResourceManager, off: frozenset[int]) -> None:
        super().__init__(manager)
        self.off, self.tags = off, list[tuple[bool, bool, int | None]]()
        self.mode, self.order, self.inside, self.marks = 0, 0, 0, Marks()

    def begin_page(self, page: Any, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.marks.width, self.marks.height = self.cur_item.width, self.cur_item.height
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.cropbox)
        low, high = self.marks.height - max(y0, y1), self.marks.height - min(y0, y1)
        self.marks.box = (min(x0, x1), low, max(x0, x1), high)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        hidden = getattr(props, "objid", None) in self.off and tag.name == "OC"
        content = resolve1(props)
        kind = content.get("Type") if isinstance(content, dict) else None
        mark = resolve1(content.get("MCID")) if isinstance(content, dict) else None
        mark = mark if isinstance(mark, int) else self.tags[-1][2] if self.tags else None
        self.tags.append((hidden, getattr(resolve1(kind), "name", "") == "Pagination", mark))

    def end_tag(self) -> None:
        if self.tags:
            self.tags.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, ncs: Any, state: Any
    ) -> float:  # fmt: skip
        try:
            text = str(font.to_unichr(cid))
        except Exception:  # a font without the character, or with a broken map of them
            text = f"(cid:{cid})"
        advance: float = font.char_width(cid) * fontsize * scaling
        low = font.get_descent() * fontsize + rise
        box = (0, low, advance, low + fontsize)
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        base = apply_matrix_pt(matrix, (0, rise))
        height = self.marks.height
        turned = _turn(matrix)
        self.order += 1
        colour = state.scolor if self.mode in (1, 5) else state.ncolor
        char = Char(
            text, x0, x1, height - y1, height - y0, base[0] if turned in (90, 270) else height - base[1],
            (x1 - x0) if turned in (90, 270) else (y1 - y0), str(font.fontname), plain_colour(colour), self.order,
            turned,
        )  # fmt: skip
        if abs(advance) < 0.05 * abs(fontsize) and text.isalnum():
            self.marks.damage = self.marks.damage or "a font doesn't say how wide its letters are"
        char.unseen = self.mode in (3, 7) or state.alpha <= 0.02 or any(hidden for hidden, _, _ in self.tags)
        char.margin = any(margin for _, margin, _ in self.tags)
        char.mark = self.tags[-1][2] if self.tags and not self.inside else None
        self.marks.chars.append(char)
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        before = len(self.cur_item._objs)
        super().paint_path(gstate, stroke, fill, evenodd, path)
        for shape in self.cur_item._objs[before:]:
            if isinstance(shape, LTCurve):
                self._note(shape, stroke, fill, gstate)
        # Nothing is kept twice: a page of drawings has tens of thousands of them.
        del self.cur_item._objs[before:]

    def _note(self, shape: LTCurve, stroke: bool, fill: bool, gstate: Any) -> None:
        height, self.order = self.marks.height, self.order + 1
        x0, x1, top, bottom = shape.x0, shape.x1, height - shape.y1, height - shape.y0
        if x1 - x0 < THIN and bottom - top >= THIN:
            middle = (x0 + x1) / 2
            self.marks.strokes.append(Stroke(middle, top, middle, bottom))
        elif bottom - top < THIN:
            middle = (top + bottom) / 2
            self.marks.strokes.append(Stroke(x0, middle, x1, middle))
        elif _is_box(shape):
            if fill:
                colour = plain_colour(gstate.ncolor)
                self.marks.areas.append(
                    Area(
                        x0,
                        top,
                        x1,
                        bottom,
                        colour,
                        self.order,
                        cover=gstate.alpha > 0.98 and colour is not None,
                    )
                )
            if stroke:
                self._sides(x0, top, x1, bottom)
        else:
            self.marks.shapes += 1

    def _sides(self, x0: float, top: float, x1: float, bottom: float) -> None:
        add = self.marks.strokes.append
        add(Stroke(x0, top, x1, top))
        add(Stroke(x0, bottom, x1, bottom))
        add(Stroke(x0, top, x0, bottom))
        add(Stroke(x1, top, x1, bottom))

    def render_image(self, name: str, stream: Any) -> None:
        # pdfminer makes a figure of the picture's box, and the picture fills it.
        figure, height = self.cur_item, self.marks.height
        assert isinstance(figure, LTFigure | LTPage)
        self.order += 1
        through = any(stream.get(key) is not None for key in ("SMask", "Mask")) or resolve1(
            stream.get_any(("IM", "ImageMask"))
        )
        self.marks.areas.append(
            Area(
                figure.x0,
                height - figure.y1,
                figure.x1,
                height - figure.y0,
                None,
                self.order,
                True,
                not through,
            )
        )


# A filled rectangle this thin is a line; Word draws its borders so.
THIN = 2.6


def _is_box(shape: LTCurve) -> bool:
    points = [(round(x, 1), round(y, 1)) for x, y in shape.pts]
    xs, ys = {x for x, _ in points}, {y for _, y in points}
    return len(xs) == 2 and len(ys) == 2


def _turn(matrix: Any) -> int:
    a, b, c, d, _e, _f = matrix
    if abs(b) <= 0.02 * abs(a) and abs(c) <= 0.02 * abs(d):
        return 0 if a > 0 and d > 0 else 1
    if abs(a) <= 0.02 * abs(b) and abs(d) <= 0.02 * abs(c):
        return 90 if b > 0 else 270
    return 1


def plain_colour(colour: Any) -> Colour:
    """A colour as red, green and blue from 0 to 1; None for a pattern or a space that is not told.

    >>> plain_colour(1), plain_colour((0, 0, 0, 1)), plain_colour(None)
    ((1.0, 1.0, 1.0), (0.0, 0.0, 0.0), None)
    """
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    if len(parts) == 1:
        return (float(parts[0]),) * 3
    if len(parts) == 3:
        return tuple(float(part) for part in parts)
    if len(parts) == 4:
        return tuple((1 - float(part)) * (1 - float(parts[3])) for part in parts[:3])
    return None


def draw(page: Any, manager: PDFResourceManager, off: frozenset[int] = frozenset()) -> Marks:
    """What a page of pdfminer's draws.

    off
        The numbers of the layers that are switched off; their characters are marked as unseen.
    """
    device = _Device(manager, off)
    _Interpreter(manager, device).process_page(page)
    return device.marks
