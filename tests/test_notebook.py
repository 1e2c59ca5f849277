"""What a notebook shows, run as Jupyter runs it."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

CELLS = (
    "import sys, resnet_viz as rv\nprint({'torch', 'PySide6'} & {*sys.modules})",
    "rv.cost('resnet18')",
    "rv.draw('resnet18')",
)


def test_a_notebook_shows_costs_as_a_table_and_a_diagram_as_its_page(tmp_path: Path) -> None:
    fields: dict[str, object] = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    cells = [{**fields, "id": f"c{at}", "source": cell} for at, cell in enumerate(CELLS)]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "net.ipynb").write_text(json.dumps(whole), encoding="utf-8")
    root = str(Path(__file__).parent.parent)
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--execute"]
    done = subprocess.run(
        [*command, "net.ipynb"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": root},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    shown = (tmp_path / "net.html").read_text(encoding="utf-8")
    assert "set()" in shown
    assert "layer4.1.conv2" in shown
    assert shown.count("<tfoot>") == 1
    frame = re.search(r'<iframe sandbox="allow-scripts"[^>]*srcdoc="([^"]*)"', shown)
    assert frame
    page = unescape(frame[1])
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in unescape(page)
