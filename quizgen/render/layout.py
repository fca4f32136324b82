"""Blocks onto pages: nothing torn that belongs together, no last page of three lines if that can be helped."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quizgen.render.blocks import Block

# A last page filled less than this looks like a mistake: white space is tightened, then pages are evened out.
SPARSE = 0.25
TIGHTER = (0.88, 0.76, 0.64)
EVENED = (0.96, 0.92, 0.88, 0.84, 0.8, 0.75)
# A block kept together may not make a page end emptier than this; then it is split after all.
TALLEST_WHOLE = 0.85


@dataclass(frozen=True, slots=True)
class Area:
    """The text area of every page, in points: `top` and `bottom` from the page's foot."""

    left: float
    width: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Segment:
    """Blocks that flow through the same number of columns; the next segment starts below."""

    blocks: tuple[Block, ...]
    columns: int = 1
    column_gap: float = 0.0
    new_page: bool = False


@dataclass(slots=True)
class Placed:
    """A block and where it is drawn."""

    block: Block
    x: float
    top: float
    width: float


@dataclass(slots=True)
class _Pages:
    """Pages as they fill. `top` is where the next segment starts on the last of them."""

    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    top: float = 0.0


def paginate(segments: Sequence[Segment], area: Area) -> list[list[Placed]]:
    """Every page's blocks, in order."""
    plain = _flow(segments, area, 1.0, 1.0)
    if len(plain.pages) == 1 or _last_fill(plain, area) >= SPARSE:
        return plain.pages
    for gaps in TIGHTER:
        tight = _flow(segments, area, gaps, 1.0)
        if len(tight.pages) < len(plain.pages):
            return tight.pages
    best = plain
    for fill in EVENED:
        even = _flow(segments, area, 1.0, fill)
        if len(even.pages) > len(plain.pages):
            break
        best = even
        if _last_fill(even, area) >= SPARSE:
            break
    return best.pages


def page_count(segments: Sequence[Segment], area: Area) -> int:
    """How many pages it would take."""
    return len(paginate(segments, area))


def _last_fill(made: _Pages, area: Area) -> float:
    return (area.top - made.top) / area.height


def _flow(segments: Sequence[Segment], area: Area, gaps: float, fill: float) -> _Pages:
    made = _Pages(top=area.top)
    bottom = area.top - area.height * fill
    for segment in segments:
        if segment.new_page and made.pages[-1]:
            made.pages.append([])
            made.top = area.top
        if segment.columns == 1:
            _Filler(made, area, bottom, segment, gaps).fill(segment.blocks)
        else:
            _balanced(made, area, bottom, segment, gaps)
    return made


def _balanced(made: _Pages, area: Area, bottom: float, segment: Segment, gaps: float) -> None:
    """Columns of one height where the segment ends: the highest foot above which all of its last page fits."""
    full = _trial(made, area, bottom, segment, gaps)
    pages = len(full.pages)
    best, low, high = full, bottom, area.top
    for _ in range(9):
        foot = (low + high) / 2
        attempt = _trial(made, area, bottom, segment, gaps, last_page=pages, last_foot=foot)
        if len(attempt.pages) == pages and attempt.top >= foot - 0.5:
            best, low = attempt, foot
        else:
            high = foot
    made.pages, made.top = best.pages, best.top


def _trial(
    made: _Pages,
    area: Area,
    bottom: float,
    segment: Segment,
    gaps: float,
    *,
    last_page: int = 0,
    last_foot: float = 0.0,
) -> _Pages:
    copy = _Pages([*made.pages[:-1], list(made.pages[-1])], made.top)
    _Filler(copy, area, bottom, segment, gaps, last_page=last_page, last_foot=last_foot).fill(segment.blocks)
    return copy


class _Filler:
    """Puts blocks into the columns of page after page."""

    def __init__(
        self,
        made: _Pages,
        area: Area,
        bottom: float,
        segment: Segment,
        gaps: float,
        *,
        last_page: int = 0,
        last_foot: float = 0.0,
    ) -> None:
        self.made, self.area, self.segment, self.gaps = made, area, segment, gaps
        self.page_bottom, self.last_page, self.last_foot = bottom, last_page, last_foot
        self.width = (area.width - segment.column_gap * (segment.columns - 1)) / segment.columns
        self.column = 0
        self.column_top = made.top
        self.y = made.top
        self.space = 0.0  # wanted below the last block
        self.lowest = made.top
        self.fresh = not made.pages[-1] or made.top >= area.top

    @property
    def bottom(self) -> float:
        """Where the columns of this page end."""
        return self.last_foot if len(self.made.pages) == self.last_page else self.page_bottom

    def fill(self, blocks: Sequence[Block]) -> None:
        """Place all of them."""
        if self.segment.columns > 1 and not self.fresh and blocks:
            # All columns start at one height, below the white space that the first block asks for.
            first = next((block for block in blocks if block.height(self.width)), blocks[0])
            self.y = self.column_top = self.lowest = self.made.top - first.before * self.gaps
            self.fresh = True
        queue = list(reversed(blocks))
        while queue:
            block = queue.pop()
            need = self._need(block, queue)
            gap = 0.0 if self.fresh else max(self.space, block.before) * self.gaps
            room = self.y - gap - self.bottom
            if need <= room + 0.01:
                self._place(block, gap)
            elif self._must_split(block, need, room):
                head, tail = self._cut(block, room)
                if head is not None:
                    self._place(head, gap)
                    queue.append(tail)
                    self._next()
                elif self.fresh and self._full():
                    self._place(block, gap)
                else:
                    queue.append(block)
                    self._next()
            else:
                queue.append(block)
                self._next()
        self.made.top = self.lowest

    def _full(self) -> bool:
        return self.column_top >= self.area.top - 0.01 and self.bottom <= self.page_bottom + 0.01

    def _need(self, block: Block, queue: list[Block]) -> float:
        need = block.height(self.width)
        position = len(queue) - 1
        while block.keep and position >= 0:
            following = queue[position]
            need += max(block.after, following.before) * self.gaps
            need += following.height(self.width) if following.keep else following.least(self.width)
            block, position = following, position - 1
        return need

    def _must_split(self, block: Block, need: float, room: float) -> bool:
        if block.keep:
            return self.fresh
        whole = getattr(block, "together", False)
        return not whole or need > (self.area.top - self.page_bottom) * TALLEST_WHOLE

    def _cut(self, block: Block, room: float) -> tuple[Block | None, Block]:
        cut = block.split(self.width, room)
        return cut if cut is not None else (None, block)

    def _place(self, block: Block, gap: float) -> None:
        x = self.area.left + self.column * (self.width + self.segment.column_gap)
        self.y -= gap
        self.made.pages[-1].append(Placed(block, x, self.y, self.width))
        self.y -= block.height(self.width)
        self.space = block.after
        if block.height(self.width):
            self.fresh = False
        self.lowest = min(self.lowest, self.y)

    def _next(self) -> None:
        self.space = 0.0
        self.fresh = True
        if self.column + 1 < self.segment.columns:
            self.column += 1
            self.y = self.column_top
            return
        self.made.pages.append([])
        self.column = 0
        self.y = self.column_top = self.lowest = self.area.top
