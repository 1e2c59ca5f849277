"""A file's factory: run once agreed to, from its text, within its own folder."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.models.agreed import code_now
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.engine.sources.factory import factory_model
from resnet_viz.engine.sources.outside import outside_files

HEAD = "from torch import nn\nimport torch\n"


@pytest.fixture(autouse=True)
def unchanged_modules() -> Iterator[None]:
    before = dict(sys.modules)
    yield
    for name in set(sys.modules) - set(before):
        del sys.modules[name]


def model_of(folder: Path, text: str, name: str = "make", *, is_on_meta: bool = False) -> nn.Module:
    path = folder / "net.py"
    path.write_text(HEAD + text, encoding="utf-8")
    source = Source(SourceKind.FACTORY, str(path), name)
    return factory_model(source, code_now(path).hash, is_on_meta=is_on_meta)


def refusal_of(folder: Path, text: str, name: str = "make") -> str:
    with pytest.raises(UserError) as refused:
        model_of(folder, text, name)
    assert "\n" not in refused.value.message
    assert len(refused.value.message) < 400
    return refused.value.message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("def make(): return nn.Linear(1, 2)", "make"),
        ("class Net(nn.Linear):\n  def __init__(self): super().__init__(1, 2)", "Net"),
        ("make = nn.Linear(1, 2)", "make"),
        ("class Nets:\n  @staticmethod\n  def small(): return nn.Linear(1, 2)", "Nets.small"),
        ("make = lambda width=2: nn.Linear(1, width)", "make"),
    ],
)
def test_functions_classes_and_modules_are_factories(tmp_path: Path, text: str, name: str) -> None:
    assert isinstance(model_of(tmp_path, text, name), nn.Linear)


def test_what_looks_at_values_is_built_without_the_meta_device(tmp_path: Path) -> None:
    plain = model_of(tmp_path, "def make(): return nn.Linear(1, 2)", is_on_meta=True)
    assert plain.weight.is_meta
    looking = "def make():\n  return nn.Linear(1, int(torch.ones(2).sum().item()))"
    assert not model_of(tmp_path, looking, is_on_meta=True).weight.is_meta


def test_it_imports_what_is_next_to_it_and_above_its_package(tmp_path: Path) -> None:
    package = tmp_path / "pkg"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "layers.py").write_text("from torch import nn\nWIDTH = 3")
    text = "from .layers import WIDTH\nimport pkg.layers, layers\nmake = nn.Linear(1, WIDTH)"
    before = list(sys.path)
    assert model_of(package, text).weight.shape == (3, 1)
    assert sys.path == before
    assert {str(package / "net.py"), str(package / "layers.py")} <= outside_files()


def test_compiled_forms_next_to_it_are_neither_read_nor_written(tmp_path: Path) -> None:
    """They may say something else than the text that a person agreed to."""
    import py_compile

    layers = tmp_path / "layers.py"
    layers.write_text("WIDTH = 9")
    compiled = py_compile.compile(
        str(layers), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    assert compiled is not None
    layers.write_text("WIDTH = 3")
    found = model_of(tmp_path, "import layers\nmake = nn.Linear(1, layers.WIDTH)")
    assert found.weight.shape == (3, 1)
    assert [each.name for each in (tmp_path / "__pycache__").iterdir()] == [Path(compiled).name]


def test_a_file_may_have_the_name_of_a_module_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "torch.py"
    path.write_text("import torch\ndef make(): return torch.nn.Linear(1, 2)")
    source = Source(SourceKind.FACTORY, str(path), "make")
    assert isinstance(factory_model(source, code_now(path).hash, is_on_meta=False), nn.Linear)


def test_code_that_nobody_agreed_to_is_not_run(tmp_path: Path) -> None:
    path, ran = tmp_path / "net.py", tmp_path / "ran"
    path.write_text(f"open({str(ran)!r}, 'w')")
    agreed = code_now(path).hash
    path.write_text(f"open({str(ran)!r}, 'w')  # other")
    source = Source(SourceKind.FACTORY, str(path), "make")
    for trust in ("", agreed):
        with pytest.raises(UserError, match="nobody has agreed to its code as it is now"):
            factory_model(source, trust, is_on_meta=False)
    assert not ran.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def make():\n  raise ValueError('no\\nway')", "net.py:make raised ValueError in line 4"),
        ("def make(): return 5", "net.py:make gave int. A factory is a function without"),
        ("def make(width): return 5", "missing 1 required positional argument"),
        ("def other(): pass", "net.py has no factory make. It has other"),
        ("", "net.py has no factory make. It defines nothing that could be one"),
        ("make = 3", "can't be called"),
        ("import nothing_of_this_name", "net.py raised ModuleNotFoundError in line 3"),
        ("def make(:", "net.py raised SyntaxError in line 3"),
        ("import sys\ndef make(): sys.exit(3)", "it ended the program by itself"),
        ("def make(): raise KeyboardInterrupt", "net.py:make raised KeyboardInterrupt"),
        ("def make(): return make()", "net.py:make raised RecursionError"),
        ("def make(): raise ValueError('x' * 10**6)", "net.py:make raised ValueError"),
        (
            "class E(Exception):\n  def __str__(self): 1/0\ndef make(): raise E",
            "net.py:make raised E in line 5",
        ),
        ("def make(): raise MemoryError", "needs more memory than a model's process may take"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal_of(tmp_path, text)
