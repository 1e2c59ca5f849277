"""What a session refers to waits for a permission or a file, and is not touched before."""

import os
from pathlib import Path

import pytest

from resnet_viz.session.document import Document
from resnet_viz.session.edits import compare_weights
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.session.needs import Need, Why, files_waiting, needs_of


def with_weights(path: Path | str) -> Document:
    return Document(networks=(Member("resnet50", WeightsChoice(str(path))),))


def whys(document: Document, folder: Path | None, *permitted: str) -> list[Why]:
    return [need.why for need in needs_of(document, folder, frozenset(permitted))]


def test_networks_of_the_family_need_nothing(tmp_path: Path) -> None:
    assert needs_of(Document(), tmp_path) == ()


def test_a_file_in_the_folder_of_the_session_needs_nothing(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "my.pth").touch()
    assert whys(with_weights(tmp_path / "w" / "my.pth"), tmp_path) == []


def test_a_file_that_is_not_there_is_missing_and_asks_nothing(tmp_path: Path) -> None:
    (need,) = needs_of(with_weights(tmp_path / "my.pth"), tmp_path)
    assert need == Need(0, Why.MISSING, str(tmp_path / "my.pth"))
    assert not need.asks


@pytest.mark.parametrize("kept", ["above", "beside", "dots"])
def test_a_file_elsewhere_needs_a_permission(kept: str, tmp_path: Path) -> None:
    folder = tmp_path / "session"
    paths = {
        "above": tmp_path / "my.pth",
        "beside": tmp_path / "session-2" / "my.pth",
        "dots": folder / "in" / ".." / ".." / "my.pth",
    }
    document = with_weights(paths[kept])
    (need,) = needs_of(document, folder)
    assert (need.why, need.asks) == (Why.ELSEWHERE, True)
    assert whys(document, folder, need.what) == [Why.MISSING]


@pytest.mark.parametrize("at", ["file", "folder"])
def test_a_link_out_of_the_folder_needs_a_permission(at: str, tmp_path: Path) -> None:
    folder, outside = tmp_path / "session", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "my.pth").touch()
    if at == "file":
        (folder / "my.pth").symlink_to(outside / "my.pth")
        path = folder / "my.pth"
    else:
        (folder / "w").symlink_to(outside)
        path = folder / "w" / "my.pth"
    assert whys(with_weights(path), folder) == [Why.ELSEWHERE]
    assert whys(with_weights(path), folder, str(path)) == []


def test_a_second_file_of_weights_elsewhere_needs_a_permission_too(tmp_path: Path) -> None:
    near, far = tmp_path / "in" / "a.pth", tmp_path / "b.pth"
    near.parent.mkdir()
    for path in (near, far):
        path.write_bytes(b"")
    document = compare_weights(with_weights(near), WeightsChoice(str(far))).document
    assert whys(document, near.parent) == [Why.ELSEWHERE]
    assert whys(document, near.parent, str(far)) == []


def test_without_a_folder_every_file_needs_a_permission(tmp_path: Path) -> None:
    (tmp_path / "my.pth").touch()
    document = with_weights(tmp_path / "my.pth")
    assert whys(document, None) == [Why.ELSEWHERE]
    assert whys(document, None, str(tmp_path / "my.pth")) == []


def test_code_needs_a_permission_wherever_it_is(tmp_path: Path) -> None:
    (tmp_path / "net.py").touch()
    (tmp_path / "net.pt2").touch()
    archs = (f"{tmp_path / 'net.py'}:make", "timm:convnext_tiny", f"{tmp_path / 'net.pt2'}")
    document = Document(networks=tuple(map(Member, archs)))
    needs = needs_of(document, tmp_path)
    assert needs == (
        Need(0, Why.CODE, str(tmp_path / "net.py")),
        Need(1, Why.CODE, "timm:convnext_tiny"),
    )
    assert whys(document, tmp_path, *(need.what for need in needs)) == []


def test_a_path_elsewhere_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    for name in ("stat", "lstat", "readlink", "open"):
        real = getattr(os, name)

        def watched(path: object, *rest: object, _real: object = real, **named: object) -> object:
            seen.append(str(path))
            return _real(path, *rest, **named)  # type: ignore[operator]

        monkeypatch.setattr(os, name, watched)
    needs_of(with_weights("/net/host/share/my.pth"), tmp_path)
    assert [path for path in seen if "host" in path] == []
    needs_of(with_weights("/net/host/share/my.pth"), tmp_path, frozenset())
    needs_of(with_weights(tmp_path / "my.pth"), tmp_path)
    assert [path for path in seen if "my.pth" in path] != []


def test_files_of_an_experiment_wait_where_they_are_elsewhere_and_nobody_allowed_them(
    tmp_path: Path,
) -> None:
    inside, outside = str(tmp_path / "cat.png"), str(tmp_path.parent / "dog.png")
    paths = ["", inside, outside]
    assert files_waiting(paths, tmp_path) == (outside,)
    assert files_waiting(paths, tmp_path, frozenset([outside])) == ()
    assert files_waiting(paths, None) == (inside, outside)
