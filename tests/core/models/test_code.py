"""What of a file's code is hashed before it runs."""

from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.models import code
from resnet_viz.core.models.code import code_of, module_name_of


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(path: Path) -> set[str]:
    return {str(Path(each.path).relative_to(path.parent)) for each in code_of(path).files}


def test_what_it_imports_from_next_to_it_is_found_through_all_of_its_imports(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        net="import torch, layers\nfrom parts import (\n  heads,\n)\ndef f(): import late",
        layers="import deep.inner",
        late="",
        unused="",
        parts__heads="from . import necks\nfrom .bones import spine",
        parts__necks="",
        parts__bones="",
        deep__inner="import net",
    )
    (tmp_path / "parts/__init__.py").write_text("")
    found = names(tmp_path / "net.py")
    wanted = "net layers late parts/__init__ parts/heads parts/necks parts/bones deep/inner"
    assert found == {f"{each}.py" for each in wanted.split()}


def test_a_file_of_a_package_is_named_and_looked_up_from_above_it(tmp_path: Path) -> None:
    write(tmp_path, pkg__net="from pkg.other import f\nfrom .third import g", pkg__other="")
    write(tmp_path, pkg__third="")
    (tmp_path / "pkg/__init__.py").write_text("import pkg.first")
    write(tmp_path, pkg__first="")
    found = names(tmp_path / "pkg/net.py")
    assert found == {"net.py", "__init__.py", "other.py", "third.py", "first.py"}
    assert module_name_of(str(tmp_path / "pkg/net.py")) == "pkg.net"


def test_any_change_changes_the_hash(tmp_path: Path) -> None:
    path = tmp_path / "net.py"
    write(tmp_path, net="import layers", layers="a = 1")
    first = code_of(path).hash
    assert code_of(path).hash == first
    write(tmp_path, layers="a = 2")
    second = code_of(path).hash
    write(tmp_path, layers="a = 1", more="")
    assert code_of(path).hash == first
    with_more = code_of(path, [str(tmp_path / "more.py")]).hash
    write(tmp_path, net="import layers ")
    assert len({first, second, with_more, code_of(path).hash}) == 4


@pytest.mark.parametrize("text", ["(" * 100_000, "def", "\0", "-" * 200_000 + "1", "é\udc80"[:1]])
def test_what_is_not_python_is_hashed_and_imports_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "net.py").write_text(text, encoding="utf-8")
    assert names(tmp_path / "net.py") == {"net.py"}


def test_what_is_no_file_is_one_sentence(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "folder.py").mkdir()
    with (tmp_path / "huge.py").open("wb") as file:
        file.truncate(2_000_000_000)
    for name, words in {
        "pipe.py": "it is not a file",
        "folder.py": "it is not a file",
        "huge.py": "it is larger than 4 MB",
        "missing.py": "missing.py isn't in",
        "nul\0.py": "can't be read",
    }.items():
        with pytest.raises(UserError, match=words):
            code_of(tmp_path / name)


def test_a_huge_project_is_looked_into_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code, "MOST_FILES", 3)
    write(tmp_path, net="import a", a="import b", b="import c", c="import d", d="import e", e="")
    assert len(names(tmp_path / "net.py")) == 4
