"""A folder with networks of others for the monkey: code that may run, other files, a session.

As a program, it writes a real program and weights into a folder, which takes PyTorch.
"""

import runpy
import subprocess
import sys
from pathlib import Path

from resnet_viz.core.models.agreed import agree, code_now
from resnet_viz.core.resources import PACKAGE
from resnet_viz.session.document import Document
from resnet_viz.session.file import bytes_of
from resnet_viz.session.member import Member
from tests.e2e.model_stories import CODE, INPUTS
from tests.e2e.monkey.choose import Words

SESSION = "mine.resnetviz"
MODEL = f"net.py:make,input={INPUTS[0]}"
WORDS = Words(
    texts=(MODEL, "net.py", "net.pt2", "1x3x16x16", "2x3x64x64", "1x5x8x8", "net.py:raises"),
    files=(SESSION, "net.py", "net.pt2", "weights.pth", "strange.py"),
)


def put_in(folder: Path, *, is_real: bool) -> Path:
    """Writes the files and remembers that the code may run, but for `strange.py`; the session."""
    code = folder / "net.py"
    code.write_text(CODE, encoding="utf-8")
    agree(code_now(code))
    (folder / "strange.py").write_text(CODE, encoding="utf-8")
    for name in ("net.pt2", "weights.pth"):
        (folder / name).write_bytes(b"read by nobody, where the processes are quick ones")
    if is_real:
        subprocess.run(
            [sys.executable, "-m", __name__, str(folder)], cwd=PACKAGE.parent, check=True
        )
    session = folder / SESSION
    archs = f"{folder / MODEL}", "resnet18"
    session.write_bytes(bytes_of(Document(tuple(map(Member, archs))), folder))
    return session


def main() -> None:
    import torch

    from tests.samples.exported import Residual, exported

    folder = Path(sys.argv[1])
    (folder / "net.pt2").write_bytes(exported(Residual().eval(), (torch.zeros(1, 3, 8, 8),)))
    made = runpy.run_path(str(folder / "net.py"))["make"]()
    torch.save(made.state_dict(), folder / "weights.pth")


if __name__ == "__main__":
    main()
