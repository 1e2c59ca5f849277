"""A folder of pictures as a data set: classes by folder, limits, and what is left out counted."""

import os
from pathlib import Path

import pytest
import torch
from PIL import Image

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.captions.setting import setting_messages
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.folder import FolderFacts
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.driving import outcomes
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.own_pictures import folder as folders
from resnet_viz.engine.experiments.own_pictures.folder import (
    SIDE,
    folder_pictures,
    folder_state,
)
from resnet_viz.engine.experiments.pictures import Pictures


def fill(folder: Path, count: int, grey: int = 200) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        Image.new("RGB", (20, 30), (grey, number, 0)).save(folder / f"{number:03}.png")


def found_in(folder: Path) -> tuple[Pictures, FolderFacts]:
    return folder_pictures(str(folder), folder_state(str(folder)))


def setting_of(folder: Path, steps: int = 0) -> Setting:
    return Setting(data=DataSet.FOLDER, folder=str(folder), steps=steps)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    fill(tmp_path / "pets" / "cats", 8, 220)
    fill(tmp_path / "pets" / "dogs", 6, 40)
    return tmp_path / "pets"


def test_each_folder_with_pictures_is_a_class(pets: Path) -> None:
    (pets / "notes.txt").write_text("not a picture")
    (pets / "empty").mkdir()
    pictures, facts = found_in(pets)
    assert pictures.class_names == ("cats", "dogs")
    assert pictures.x.shape == (14, 3, SIDE, SIDE)
    assert pictures.y.tolist() == [0] * 8 + [1] * 6
    assert pictures.x[:8, 0].mean() == pytest.approx(220 / 255)
    assert facts == FolderFacts("pets", 14, 2, unreadable=0, found=14, side=SIDE)


def test_it_is_split_and_scaled_as_any_data(pets: Path) -> None:
    data = data_of(setting_of(pets))
    assert (len(data.train_y), len(data.test_y), data.classes) == (11, 3, 2)
    assert data.shape == (3, SIDE, SIDE)
    assert float(data.train_x.mean()) == pytest.approx(0, abs=1e-5)
    assert float(data.train_x.std()) == pytest.approx(1, abs=1e-5)


def test_an_experiment_runs_on_it_and_says_what_it_saw(pets: Path) -> None:
    (pets / "cats" / "broken.jpg").write_bytes(b"nothing")
    asked = RunExperiment(Experiment.GRADIENTS, ("resnet8,width=4",), setting_of(pets))
    *_, (_, outcome) = outcomes(asked, Kept())
    text = " ".join(map(str, setting_messages(outcome)))
    assert "14 pictures of 2 classes from the folder pets, each made 16 × 16 pixels" in text
    assert "1 picture could not be read" in text
    assert "taken evenly" not in text


def test_pictures_that_come_or_go_are_seen(pets: Path) -> None:
    first = data_of(setting_of(pets))
    assert data_of(setting_of(pets)) is first
    Image.new("RGB", (20, 20)).save(pets / "dogs" / "new.png")
    os.utime(pets / "dogs", ns=(1, 1))  # whatever the clock of the file system can tell apart
    assert len(data_of(setting_of(pets)).train_y) == len(first.train_y) + 1


def test_networks_that_learned_from_other_pictures_learn_again(pets: Path) -> None:
    kept = Kept()
    asked = RunExperiment(Experiment.DEGRADATION, ("resnet8,width=4",), setting_of(pets, steps=2))
    *_, (_, first) = outcomes(asked, kept)
    *_, (_, same) = outcomes(asked, kept)
    assert same.found.training[0].taken_over == 2
    fill(pets / "dogs", 12, 90)
    os.utime(pets / "dogs", ns=(1, 1))
    *_, (_, other) = outcomes(asked, kept)
    assert other.found.training[0].taken_over == 0
    assert other.found.training[0].loss != first.found.training[0].loss


def test_of_many_pictures_as_many_as_are_allowed_are_taken_evenly(
    pets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MOST_PICTURES", 10)
    pictures, facts = found_in(pets)
    assert torch.bincount(pictures.y).tolist() == [5, 5]
    assert (facts.pictures, facts.found) == (10, 14)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=f"the folder {name} doesn't exist"):
        found_in(tmp_path / name)


def test_a_folder_without_pictures_says_how_to_lay_one_out(tmp_path: Path) -> None:
    fill(tmp_path / "flat", 3)  # pictures, but no folders in it
    with pytest.raises(UserError, match=r"flat has no folders with pictures. Put the pictures of"):
        found_in(tmp_path / "flat")


def test_one_class_only_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "pets" / "cats", 9)
    with pytest.raises(UserError, match=r"in one folder only, cats. Put those of another class"):
        found_in(tmp_path / "pets")


def test_a_class_of_a_few_or_of_unreadable_pictures_is_refused(pets: Path) -> None:
    for path in (pets / "dogs").iterdir():
        path.write_bytes(b"nothing")
    with pytest.raises(UserError, match=r"dogs has 0 pictures \(6 of the folder could not be read"):
        found_in(pets)


def test_too_many_classes_and_too_many_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(21):
        fill(tmp_path / "many" / f"class {number}", 1)
    with pytest.raises(UserError, match="21 folders with pictures, and at most 20"):
        found_in(tmp_path / "many")
    monkeypatch.setattr(folders, "MOST_ENTRIES", 20)
    with pytest.raises(UserError, match="more than 20 files"):
        found_in(tmp_path / "many")


def test_links_pipes_and_hidden_files_do_no_harm(pets: Path) -> None:
    os.mkfifo(pets / "cats" / "pipe.png")
    (pets / "cats" / ".hidden.png").write_bytes(b"")
    (pets / "loop").symlink_to(pets)
    (pets / ".cache").mkdir()
    pictures, facts = found_in(pets)
    assert len(pictures.y) == 14
    assert facts.unreadable == 0
    assert pictures.class_names == ("cats", "dogs")


def test_names_of_classes_are_plain_text(tmp_path: Path) -> None:
    fill(tmp_path / "pets" / "a\nb", 5)
    fill(tmp_path / "pets" / "c\x1b[31m", 5)
    pictures, _ = found_in(tmp_path / "pets")
    assert not any(letter < " " for name in pictures.class_names for letter in name)
