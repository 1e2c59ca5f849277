"""Text as TeX: what pdflatex itself makes of it, read back out of the page."""

import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

from resnet_viz.core.text.tex import beyond_tex, tex_text

PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[scaled]{helvet}
\renewcommand{\familydefault}{\sfdefault}
\begin{document}\noindent
"""


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("50 % & more", r"50 \% \& more"),
        ("conv2_x", r"conv2\_x"),
        ("3×3 · 64", r"3$\times$3 $\cdot$ 64"),
        ("a\\b{c}", r"a\textbackslash{}b\{c\}"),
        ("$#^~", r"\$\#\textasciicircum{}\textasciitilde{}"),
        ("−3\u202f000", r"$-$3\,000"),
        ("10⁹ 10¹²", "10$^{9}$ 10$^{12}$"),
        ("é ő ế", r"\'{e} \H{o} \'{\^{e}}"),
        ("βέ", r"$\beta$$\acute{\varepsilon}$"),
        ("[*", "{[}{*}"),
    ],
)
def test_signs_and_letters_become_commands(text: str, tex: str) -> None:
    assert tex_text(text) == tex
    assert tex.isascii()
    assert beyond_tex(text) == ""


@pytest.mark.parametrize(
    ("text", "letters"), [("网络 net 网", "网络"), ("Сеть", "Сеть"), ("🚀 é", "🚀"), ("ơ", "ơ")]
)
def test_letters_that_pdflatex_lacks_are_named(text: str, letters: str) -> None:
    assert beyond_tex(text) == letters
    assert set(letters) <= set(tex_text(text))


def test_pdflatex_sets_every_letter_that_it_is_said_to(tmp_path: Path) -> None:
    codes = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x370, 0x400), *range(0x2000, 0x2300)]
    letters = [chr(code) for code in codes if not beyond_tex(chr(code))]
    assert {*"aéßŁőαΩέ×≤²€…"} <= {*letters}
    lines = [f"({ord(letter):x}: {tex_text(letter)})\\\\" for letter in letters]
    source = PREAMBLE + "\n".join(lines) + "\n\\end{document}\n"
    (tmp_path / "a.tex").write_text(source, encoding="ascii")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-2000:]
    assert "Missing character" not in told.stdout
    said = subprocess.run(["pdftotext", "a.pdf", "-"], cwd=tmp_path, capture_output=True, text=True)
    page = normalize("NFC", said.stdout)
    read = [letter for letter in "aéŁőßø§" if f"({ord(letter):x}: {letter})" in page]
    assert "".join(read) == "aéŁőßø§"
