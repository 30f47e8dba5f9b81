"""A sheet on which figures are drawn, in points from its upper left corner, and the files made of it.

The same figure gives the same bytes: ids in SVG are salted with a constant, no file says when it was
written, the font is the one that matplotlib brings along, and no settings of the user are read. Text stays
text in SVG, so that it can be searched, read aloud and edited; nothing in it is read as a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from html import escape
from io import BytesIO
from typing import Any, Final

from ..curation.characters import written_out
from ..errors import InputError, MissingExtraError
from .styles import FAINT, INK, Style, outline

SIZES: Final = {"paper": (510.0, 7.5), "slide": (960.0, 13.0)}
"""Name → width of the figure and height of its letters, in points: a page of 180 mm, a slide of 13⅓ in."""

_HIGHEST: Final = 14_000.0  # points: more cannot be read, and no picture file holds it
_RESOLUTION: Final = {"paper": 300, "slide": 150}  # dots per inch


def words(text: str) -> str:
    """A text on one line, without characters that are not printed."""
    return written_out(" ".join(str(text).split()))


@contextmanager
def plain_settings() -> Iterator[None]:
    """Draw and write within this: matplotlib as it comes, whatever the user has configured.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtraError(
            "figures need matplotlib", hint="pip install 'exokg[plot]'; -f csv needs nothing"
        ) from error
    import warnings

    settings: dict[Any, Any] = {
        **{name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")},
        "svg.hashsalt": "exokg",
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "text.parse_math": False,
        "text.usetex": False,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font does not have is drawn as a box
        yield


class Canvas:
    """A sheet that grows downwards.

    Attributes:
        width: in points.
        unit: height of ordinary letters, in points; everything is measured in it.
        titles: words of each mark by its id, in the order in which they were drawn.
    """

    def __init__(self, size: str) -> None:
        if size not in SIZES:
            raise InputError(f"--size {size}: not known", f"one of: {', '.join(SIZES)}")
        self.width, self.unit = SIZES[size]
        self.titles: dict[str, str] = {}
        self._resolution = _RESOLUTION[size]
        from matplotlib.figure import Figure

        self._sheet = Figure()
        self._axes = self._sheet.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()

    # --- text ---

    def wide(self, text: str, scale: float = 1.0, *, bold: bool = False) -> float:
        """The width of a text in points."""
        return _width(words(text), bold=bold) * self.unit * scale

    def wrap(self, text: str, width: float, scale: float = 1.0, *, bold: bool = False) -> list[str]:
        """A text in lines of at most this many points; a longer word is cut in pieces."""
        lines: list[str] = [""]
        for word in words(text).split():
            for piece in self._pieces(word, width, scale, bold=bold):
                longer = f"{lines[-1]} {piece}".strip()
                if lines[-1] and self.wide(longer, scale, bold=bold) > width:
                    lines.append(piece)
                else:
                    lines[-1] = longer
        return lines

    def _pieces(self, word: str, width: float, scale: float, *, bold: bool) -> Iterator[str]:
        while self.wide(word, scale, bold=bold) > width and len(word) > 1:
            fit = max(1, int(len(word) * width / self.wide(word, scale, bold=bold)))
            fit = word.rfind("-", 1, fit) + 1 or fit
            yield word[:fit]
            word = word[fit:]
        yield word

    def text(
        self,
        x: float,
        y: float,
        text: str,
        scale: float = 1.0,
        *,
        align: str = "left",
        colour: str = INK,
        bold: bool = False,
        turned: bool = False,
    ) -> None:
        """Write one line, its middle at this height; a turned one rises from it, centred."""
        self._axes.text(
            *(x, y, words(text)),
            fontsize=self.unit * scale,
            ha="center" if turned else align,
            va="bottom" if turned else "center_baseline",
            rotation=90 if turned else 0,
            color=colour,
            weight="bold" if bold else "normal",
        )

    def paragraph(
        self,
        y: float,
        text: str,
        scale: float = 1.0,
        *,
        x: float = 0.0,
        width: float = 0.0,
        **look: Any,
    ) -> float:
        """Write a text in as many lines as it needs, and return the height below it."""
        step = self.unit * scale * 1.35
        room = width or self.width - 2 * self.unit - x
        for line in self.wrap(text, room, scale, bold=bool(look.get("bold"))):
            self.text(x or self.unit, y + step / 2, line, scale, **look)
            y += step
        return y

    def heads(self, y: float, names: Sequence[str], left: float, each: float) -> float:
        """Write the heads of columns upright, and return the height on which they stand.

        Args:
            y: the height above them.
            names: the heads.
            left: where the first column begins.
            each: width of a column.
        """
        scale = 0.85
        wrapped = [self.wrap(name, self.unit * 10.5, scale, bold=True) for name in names]
        y += max(self.wide(line, scale, bold=True) for lines in wrapped for line in lines) + self.unit * 0.3
        for place, lines in enumerate(wrapped):
            for number, line in enumerate(lines):
                middle = left + (place + 0.5) * each + (number - (len(lines) - 1) / 2) * self.unit
                self.text(middle, y, line, scale, bold=True, turned=True)
        return y

    # --- shapes ---

    def mark(self, style: Style, x: float, y: float, title: str = "") -> None:
        """Draw a mark; with a title it is one of those that the figure counts."""
        from matplotlib.lines import Line2D

        shape: Any = outline(style.shape)
        line = Line2D(
            [x],
            [y],
            linestyle="none",
            marker=shape,
            markersize=self.unit * style.scale * (1.5 if style.shape == "sideways" else 1),
            markerfacecolor=style.colour if style.filled else "white",
            markeredgecolor=style.colour,
            markeredgewidth=self.unit / 8,
            clip_on=False,
        )
        self._add(line, title)

    def line(self, x: Sequence[float], y: Sequence[float], colour: str = FAINT, scale: float = 0.08) -> None:
        """Draw a line through points."""
        from matplotlib.lines import Line2D

        self._add(Line2D(list(x), list(y), color=colour, linewidth=self.unit * scale, clip_on=False))

    def box(self, x: float, y: float, width: float, height: float, style: Style, title: str = "") -> None:
        """Draw a rectangle from its upper left corner; a style that is not filled leaves it white."""
        from matplotlib.patches import Rectangle

        face = style.colour if style.filled else "white"
        edge: dict[str, Any] = {"edgecolor": style.colour, "linewidth": self.unit * 0.1 * style.scale}
        self._add(Rectangle((x, y), width, height, facecolor=face, clip_on=False, **edge), title)

    def _add(self, artist: Any, title: str = "") -> None:
        if title:
            name = f"mark-{len(self.titles) + 1}"
            artist.set_gid(name)
            self.titles[name] = words(title)
        artist.set_zorder(2)  # what is drawn later lies above
        self._axes.add_artist(artist)

    # --- files ---

    def write(self, form: str, height: float, title: str, description: str) -> bytes:
        """The figure as a file.

        Args:
            form: ``svg``, ``png`` or ``pdf``.
            height: of the sheet, in points.
            title: of the figure.
            description: what it shows, for those who do not see it.

        Raises:
            InputError: the sheet is higher than can be read.
        """
        if height > _HIGHEST:
            raise InputError("there are too many rows for one figure", "filter it, for example by --outcome")
        self._sheet.set_size_inches(self.width / 72, height / 72)
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(height, 0)
        about: dict[str, dict[str, str | None]] = {
            "svg": {"Date": None, "Creator": "exokg", "Title": words(title)},
            "png": {"Software": "exokg", "Title": words(title), "Description": words(description)},
            "pdf": {"CreationDate": None, "Creator": "exokg", "Title": words(title)},
        }
        file = BytesIO()
        self._sheet.savefig(file, format=form, dpi=self._resolution, metadata=about[form])
        return self._described(file.getvalue(), description) if form == "svg" else file.getvalue()

    def _described(self, svg: bytes, description: str) -> bytes:
        """The drawing with its description, and with the words of each mark."""
        text = svg.decode()
        head = f"</title>\n <desc>{escape(words(description), quote=False)}</desc>"
        text = text.replace("</title>", head, 1).replace("<svg ", '<svg role="img" ', 1)
        for name, title in self.titles.items():
            group = f'<g id="{name}">'
            text = text.replace(group, f"{group}<title>{escape(title, quote=False)}</title>", 1)
        return text.encode()


@cache
def _font(bold: bool) -> Any:  # noqa: FBT001 - a key of the cache
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(weight="bold" if bold else "normal")))


def _width(text: str, *, bold: bool) -> float:
    """The width of a text whose letters are one point high; a little more, as hinting widens letters."""
    return 1.02 * sum(_advance(letter, bold) for letter in text)


@cache
def _advance(letter: str, bold: bool) -> float:  # noqa: FBT001 - a key of the cache
    font = _font(bold)
    font.set_size(100, 72)
    glyph = font.load_glyph(font.get_char_index(ord(letter)))  # 0, a box, where it has none
    return float(glyph.linearHoriAdvance) / 65536 / 100
