"""A box with ports in DOT: Graphviz knows places on a border only of tables in HTML."""

from collections.abc import Sequence

from resnet_viz.diagram.cells.cell import Box

TABLE = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
PORT_WIDTH = 2  # points


def ported_label(box: Box) -> str:
    """A table as large as the box: `i0 …` along its upper side, `o0 …` along its lower one."""
    ins = [(f"i{place}", x) for place, (_, x) in enumerate(box.ports.ins)]
    outs = [(f"o{place}", x) for place, (_, x) in enumerate(box.ports.outs)]
    rows = _row(ins, box.width, box.height - 1) + _row(outs, box.width, 1)
    return f"<{TABLE}{rows}</TABLE>>"


def _row(ports: Sequence[tuple[str, int]], width: int, height: int) -> str:
    """A row of its own widths: a table in the only cell of one."""
    cells: list[str] = []
    left = 0
    for name, x in sorted(ports, key=lambda port: port[1]):
        start = max(x - PORT_WIDTH // 2, left)
        cells += [_cell(start - left, height), _cell(PORT_WIDTH, height, f' PORT="{name}"')]
        left = start + PORT_WIDTH
    cells.append(_cell(width - left, height))
    inner = f"{TABLE}<TR>{''.join(cells)}</TR></TABLE>" if ports else ""
    return f"<TR>{_cell(width, height, content=inner)}</TR>"


def _cell(width: int, height: int, port: str = "", content: str = "") -> str:
    if not width:
        return ""
    return f'<TD{port} FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}">{content}</TD>'
