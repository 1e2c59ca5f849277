"""Files of weights as people have them: the same network by each of the four doors."""

import json
import warnings
from pathlib import Path

import pytest
import torch

import resnet_viz.api as rv
from resnet_viz.app import main
from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.resnet.arch import parse
from resnet_viz.jobs.requests import ReadWeights
from resnet_viz.worker.compute import answer_weights
from tests.deep import mostly_deep
from tests.samples.weight_files import GOOD, OPTION_A, PLAIN, REFUSED, state_of

TIMED = ("plain", "two encoders", "Hugging Face", "no head")
TAKEN = {  # what rv.build warns of
    "only an average": ("state_dict_ema",),
    "model and average": ("model",),
    "two encoders": ("state_dict.module.encoder_q",),
}
TIMED_REFUSALS = ("int8", "web page")


@pytest.mark.parametrize("name", GOOD)
def test_verify_opens_it_and_says_what_it_took(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = GOOD[name]
    path = file.write(tmp_path)
    assert main(["verify", "--weights", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"✓ {parse(file.arch)} agrees: ")
    assert f"{path.name} is {parse(file.arch)}. " in told.err
    assert [words for words in file.said if words not in told.err] == []


@pytest.mark.parametrize("name", mostly_deep(GOOD, TIMED))
def test_time_opens_it(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = GOOD[name]
    assert main(["time", "--weights", str(file.write(tmp_path)), "--no-store", "--json"]) == 0
    told = capsys.readouterr()
    assert parse(json.loads(told.out)["arch"]) == parse(file.arch)
    assert [words for words in file.said if words not in told.err] == []


@pytest.mark.parametrize("name", GOOD)
def test_the_api_builds_it_with_its_numbers(name: str, tmp_path: Path) -> None:
    file = GOOD[name]
    path = file.write(tmp_path)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loaded = rv.build(file.arch, weights=path).state_dict()
    assert [str(each.message).partition(", ")[0] for each in caught] == [
        f"{path.name}: weights taken from {taken}" for taken in TAKEN.get(name, ())
    ]
    for key, value in state_of(file.of or file.arch).items():
        if key in loaded and not key.endswith("tracked"):
            assert torch.equal(loaded[key], value.half().float() if name == "half" else value), key


@pytest.mark.parametrize("name", GOOD)
def test_the_window_is_answered_so(name: str, tmp_path: Path) -> None:
    file = GOOD[name]
    path = file.write(tmp_path)
    found = answer_weights(ReadWeights(str(path), "resnet50"), ignore_progress)
    assert (found.path, found.arch) == (str(path), str(parse(file.arch)))
    said = f"{found.assumed}. {found.taken}. {found.left_out}"
    assert [words for words in file.said if words not in said] == []
    assert len(found.set_names) == (2 if found.set_name else 1)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_for_one_reason_everywhere(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write, words = REFUSED[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch would have no more of some of these made
        path = write(tmp_path)
    assert main(["verify", "--weights", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"resnet-viz: {path.name} ")
    assert words in told.err
    assert len(told.err.splitlines()) == 1
    with pytest.raises(UserError, match=words):
        rv.build(PLAIN, weights=path)
    with pytest.raises(UserError, match=words):
        answer_weights(ReadWeights(str(path), "resnet18"), ignore_progress)


@pytest.mark.parametrize("name", mostly_deep(REFUSED, TIMED_REFUSALS))
def test_time_refuses_it_likewise(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write, words = REFUSED[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = write(tmp_path)
    assert main(["time", "--weights", str(path)]) == 2
    assert words in capsys.readouterr().err


def test_a_bit_that_changed_on_the_way_is_refused_by_every_door(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, words = tmp_path / "changed.pth", "changed.pth was not loaded: the file is damaged"
    torch.save(state_of(), path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert main(["verify", "--weights", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err.splitlines()[-1]
    with pytest.raises(UserError, match=words):
        rv.build(PLAIN, weights=path)
    with pytest.raises(UserError, match=words):
        answer_weights(ReadWeights(str(path), "resnet18"), ignore_progress)


def test_a_set_is_chosen_by_every_door(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "both.pth"
    first, second = state_of(OPTION_A), state_of(OPTION_A, seed=2)
    torch.save({"model": first, "ema": second}, path)
    place = f"{path}::ema"
    loaded = rv.build(OPTION_A, weights=place).state_dict()
    assert torch.equal(loaded["fc.weight"], second["fc.weight"])
    assert main(["verify", "--weights", place, "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["networks"][0]["weights"] == "both.pth::ema"
    assert "taken from" not in told.err
    report = rv.time(OPTION_A, weights=place)
    assert report.weights == "both.pth::ema"
    for asked in (ReadWeights(place, OPTION_A), ReadWeights(str(path), OPTION_A, "ema")):
        found = answer_weights(asked, ignore_progress)
        assert (found.path, found.set_name, found.taken) == (str(path), "ema", "")
        assert found.set_names == ("model", "ema")
    with pytest.raises(UserError, match=r"no set of weights named best\. There is model, ema"):
        rv.build(OPTION_A, weights=f"{path}::best")
