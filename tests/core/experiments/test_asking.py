"""What may be asked of an experiment, and the one sentence that refuses anything else."""

from pathlib import Path

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.asking import MOST_NETWORKS, Wish, request_of
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.setting import MOST_SEEDS, DataSet, Init, Setting


@pytest.mark.parametrize("experiment", Experiment)
def test_without_words_an_experiment_takes_its_own_networks_and_steps(
    experiment: Experiment,
) -> None:
    row = EXPERIMENTS[experiment]
    usual = request_of(Wish(experiment))
    assert (usual.archs, usual.setting) == (row.archs, Setting(steps=row.steps))
    longer = request_of(Wish(experiment, is_longer=True))
    assert longer.archs == row.longer
    assert longer.setting == Setting(steps=row.longer_steps, is_longer=True)


def test_words_go_over_the_usual_ones() -> None:
    asked = request_of(
        Wish(
            "degradation",
            ("plain20", "resnet20", "plain20"),
            steps=5,
            seed=3,
            seeds=2,
            init="zero-gamma",
            has_batch_norm=False,
            data="shapes",
            is_longer=True,
        )
    )
    assert asked.archs == ("plain20", "resnet20")
    assert asked.setting == Setting(Init.ZERO_GAMMA, False, 3, 2, 5, DataSet.SHAPES, is_longer=True)


def test_a_folder_and_files_are_found_from_where_the_person_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cats").mkdir()
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "b.pth").write_bytes(b"")
    asked = request_of(Wish("picture", data="cats", image="a.png", weights="b.pth::ema"))
    assert asked.setting.data is DataSet.FOLDER
    assert asked.setting.folder == str((tmp_path / "cats").resolve())
    assert asked.image == str(tmp_path / "a.png")
    assert asked.weights == f"{tmp_path / 'b.pth'}::ema"


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (
            Wish("gradient"),
            "did you mean gradients? 'gradient' isn't an experiment. Choose gradients, "
            "degradation, training, identity, lesion, shattered, inside, paths, landscape or "
            "picture",
        ),
        (Wish("lesion", seeds=0), f"seeds=0 is out of range. Choose 1 to {MOST_SEEDS}"),
        (Wish("lesion", seeds=21), f"seeds=21 is out of range. Choose 1 to {MOST_SEEDS}"),
        (Wish("landscape", seeds=2), "landscape is for one seed. Leave seeds out"),
        (Wish("lesion", seed=-1), "seed=-1 is out of range"),
        (Wish("lesion", steps=-1), "steps=-1 is out of range"),
        (Wish("lesion", steps=100_001), "steps=100001 is out of range"),
        (Wish("lesion", init="hee"), "did you mean init=he? init=hee is unknown"),
        (Wish("lesion", init="q"), "init=q is unknown. Choose he, default or zero_gamma"),
        (
            Wish("lesion", data="digit"),
            "did you mean digits? 'digit' isn't a folder. Choose digits or shapes, or a folder",
        ),
        (Wish("gradients", steps=1), "gradients is measured before any training"),
        (Wish("inside", cut=("layer1.0",)), "cut is only for lesion"),
        (Wish("lesion", image="a.png"), "image is only for picture"),
        (Wish("lesion", weights="a.pth"), "weights is only for picture"),
        (Wish("picture", image="nosuch.png"), "image: 'nosuch.png' isn't a file here"),
        (Wish("picture", weights="nosuch.pth"), "weights: 'nosuch.pth' isn't a file here"),
        (
            Wish("lesion", tuple(f"resnet20,width={n}" for n in range(1, MOST_NETWORKS + 2))),
            f"17 networks are too many. At most {MOST_NETWORKS} are allowed",
        ),
    ],
)
def test_what_can_t_be_asked_is_refused_in_one_sentence(
    wish: Wish, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError) as caught:
        request_of(wish)
    assert sentence in caught.value.message
    assert "\n" not in caught.value.message
