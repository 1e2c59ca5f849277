"""Pictures of pixels in charts: as PNG for files that take one, as rectangles for those that don't.

Few pixels are drawn large: each becomes many equal ones, so that no viewer blurs them.
"""

import struct
import zlib
from collections.abc import Iterator
from itertools import groupby
from math import ceil

from resnet_viz.diagram.chart.chart import Raster
from resnet_viz.diagram.files.png import RGB, SIGNATURE, chunk
from resnet_viz.diagram.scene.scene import Rect

LEAST_SIDE = 240  # pixels


def raster_png(raster: Raster) -> bytes:
    """The picture as PNG; the same bytes each time."""
    width, height = len(raster.rows[0]), len(raster.rows)
    factor = max(1, ceil(LEAST_SIDE / max(width, height)))
    rows = b"".join((b"\0" + _row(row, factor)) * factor for row in raster.rows)
    head = struct.pack(">IIBBBBB", width * factor, height * factor, 8, RGB, 0, 0, 0)
    parts = (SIGNATURE, chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows, 9)))
    return b"".join((*parts, chunk(b"IEND", b"")))


def coarse(raster: Raster, most: int) -> Raster:
    """At most so many pixels from side to side, each that in the middle of those it is for."""
    step = max(1, ceil(max(len(raster.rows), len(raster.rows[0])) / most))
    half = step // 2
    rows = tuple(
        tuple(row[min(x + half, len(row) - 1)] for x in range(0, len(row), step))
        for row in (
            raster.rows[min(y + half, len(raster.rows) - 1)]
            for y in range(0, len(raster.rows), step)
        )
    )
    return Raster(raster.rect, rows)


def runs(raster: Raster) -> Iterator[tuple[Rect, str]]:
    """Its rectangles of one colour: equal neighbours in a row are one."""
    rect = raster.rect
    width, height = rect.width / len(raster.rows[0]), rect.height / len(raster.rows)
    for line, row in enumerate(raster.rows):
        column = 0
        for color, same in groupby(row):
            count = len(list(same))
            at = Rect(rect.x + column * width, rect.y + line * height, count * width, height)
            yield at, color
            column += count


def _row(row: tuple[str, ...], factor: int) -> bytes:
    return b"".join(bytes.fromhex(color[1:]) * factor for color in row)
