"""Results of experiments in a session: newest, bounded, and in its file as strictly as the rest."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import DataSet, Setting
from resnet_viz.core.wording import digits_grouped
from resnet_viz.session.document import Document, has_changes
from resnet_viz.session.file import MOST_BYTES, bytes_of, document_from, read_session, values_of
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.session.learn_edits import put_all_back, switch_cut
from resnet_viz.session.results.in_file import MOST_RESULTS
from resnet_viz.session.results.outcomes import MOST_VALUES, Results, result_of, with_outcome
from resnet_viz.session.undo import Timeline
from tests.samples.paths_and_landscapes import SEEN
from tests.samples.results import FLOWED, TRAINED

KEPT = Document(results=(FLOWED, TRAINED))


def file_with(tmp_path: Path, results: object) -> Path:
    """A session file that has these results."""
    path = tmp_path / "a.resnetviz"
    text = json.dumps(values_of(Document(), None) | {"results": results})
    path.write_text(text, "utf-8")
    return path


def entry() -> dict[str, Any]:
    """A result as a file has it, to be spoilt."""
    found: dict[str, Any] = json.loads(bytes_of(KEPT, None))["results"][0]
    return found


def test_results_come_back_to_the_last_bit(tmp_path: Path) -> None:
    path = tmp_path / "a.resnetviz"
    path.write_bytes(bytes_of(KEPT, tmp_path))
    assert read_session(path).document == KEPT


def test_the_file_of_a_network_of_others_is_written_from_the_folder_of_the_session(
    tmp_path: Path,
) -> None:
    arch = f"{tmp_path / 'code' / 'net.py'}:make"
    net = replace(SEEN.net, arch=arch, title="net.py:make")
    seen = replace(SEEN, net=net, origin=Origin.CODE)
    found = Outcome(Experiment.PICTURE, (arch,), Setting(), Found(responses=(seen,)), 1.0, "2.13")
    learn = LearnChoice(Experiment.PICTURE, (arch,))
    document = Document(results=(found,), arrangement=replace(Document().arrangement, learn=learn))
    data = bytes_of(document, tmp_path)
    assert str(tmp_path).encode() not in data
    assert data.count(b"code/net.py:make") == 3  # the choice, the result, what was found
    path = tmp_path / "a.resnetviz"
    path.write_bytes(data)
    assert read_session(path).document == document


def test_a_newer_outcome_takes_the_place_of_the_one_before_in_the_order_of_the_lesson() -> None:
    newer = replace(FLOWED, cpu_s=9.0)
    assert with_outcome((TRAINED,), FLOWED) == (FLOWED, TRAINED)
    assert with_outcome((FLOWED, TRAINED), newer) == (newer, TRAINED)
    assert result_of((newer, TRAINED), Experiment.GRADIENTS) == newer
    assert result_of((newer, TRAINED), Experiment.LESION) is None


def test_a_stopped_outcome_stays_only_where_there_is_no_whole_one() -> None:
    stopped, other = (replace(FLOWED, is_whole=False, cpu_s=each) for each in (1.0, 2.0))
    assert with_outcome((), stopped) == (stopped,)
    assert with_outcome((stopped,), other) == (other,)
    assert with_outcome((other,), FLOWED) == (FLOWED,)
    assert with_outcome((FLOWED,), stopped) == (FLOWED,)


def test_a_result_too_large_for_a_file_is_refused_and_said() -> None:
    training = replace(TRAINED.found.training[0], loss=(1.0,) * (MOST_VALUES + 1))
    with pytest.raises(UserError, match=f"has room for {digits_grouped(MOST_VALUES)}. Save it"):
        with_outcome((), replace(TRAINED, found=Found(training=(training,))))


def test_the_largest_results_of_all_experiments_fit_into_a_file() -> None:
    many = (-math.pi / 3e7,) * (MOST_VALUES // len(Experiment) - 100)
    found = Found(training=(replace(TRAINED.found.training[0], loss=many),))
    results: Results = ()
    for experiment in Experiment:
        results = with_outcome(results, replace(TRAINED, experiment=experiment, found=found))
    assert len(results) == len(Experiment)
    assert len(bytes_of(Document(results=results), None)) < MOST_BYTES


def test_results_are_no_step_to_undo_and_something_to_save() -> None:
    timeline = Timeline(Document()).moved(KEPT)
    assert timeline.undo_text is None
    assert has_changes(KEPT, Document())


def test_names_of_results_as_earlier_versions_had_them_are_kept_and_not_shown(
    tmp_path: Path,
) -> None:
    document = read_session(file_with(tmp_path, ["a sweep", entry(), "another"])).document
    assert document.results == (FLOWED,)
    written = json.loads(bytes_of(document, None))["results"]
    assert written == ["a sweep", "another", entry()]


def later_experiment(values: dict[str, Any]) -> None:
    values["experiment"] = "dreams"


def later_field(values: dict[str, Any]) -> None:
    values["mood"] = "good"


def later_field_deep_inside(values: dict[str, Any]) -> None:
    values["found"]["flow"][0]["mood"] = [1, 2]


def later_field_of_the_setting(values: dict[str, Any]) -> None:
    values["setting"]["mood"] = None


@pytest.mark.parametrize(
    "change",
    [later_experiment, later_field, later_field_deep_inside, later_field_of_the_setting],
)
def test_a_result_of_a_later_version_is_kept_and_not_shown(tmp_path: Path, change: Any) -> None:
    change(later := entry())
    document = read_session(file_with(tmp_path, [later])).document
    assert document.results == ()
    assert json.loads(bytes_of(document, None))["results"] == [later]
    again = replace(document, results=with_outcome(document.results, TRAINED))
    assert len(json.loads(bytes_of(again, None))["results"]) == 2


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (("cpu_s",), "fast", "results[0].cpu_s must be a number"),
        (("cpu_s",), True, "results[0].cpu_s must be a number"),
        (("archs",), "plain20", "results[0].archs must be a list"),
        (("archs",), ["two\nlines"], "one line"),
        (("torch",), "2" * 20_000, "20000 letters"),
        (("threads",), 10**30, "a whole number"),
        (("setting", "folder"), "two\nlines", "one line"),
        (("setting", "init"), "hope", "results[0].setting.init must be he or"),
        (("setting", "steps"), 10**18, "is out of range. Choose 0 to 100\u202f000"),
        (("setting", "seeds"), 0, "seeds=0 is out of range. Choose 1 to 20"),
        (("setting", "seed"), -1, "seed=-1 is out of range"),
        (("found",), [], "results[0].found must be an object"),
        (("found", "flow"), {}, "results[0].found.flow must be a list"),
        (("found", "flow", 0, "signal"), [1, [2]], "results[0].found.flow[0].signal[1]"),
        (("found", "flow", 0, "signal"), [None], "results[0].found.flow[0].signal[0]"),
        (
            ("found", "flow", 0, "signal"),
            [1.0] * (MOST_VALUES + 1),
            f"at most {MOST_VALUES} are read",
        ),
    ],
)
def test_a_result_with_a_wrong_value_is_refused_with_its_place(
    tmp_path: Path, place: tuple[Any, ...], value: object, said: str
) -> None:
    inside = spoilt = entry()
    for name in place[:-1]:
        inside = inside[name]
    inside[place[-1]] = value
    with pytest.raises(UserError) as caught:
        read_session(file_with(tmp_path, [spoilt]))
    assert said in caught.value.message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_is_not_finite_is_refused(tmp_path: Path, number: str) -> None:
    path = file_with(tmp_path, [entry()])
    path.write_text(path.read_text("utf-8").replace("2.25", number), "utf-8")
    with pytest.raises(UserError, match=r"not a number|too large a number"):
        read_session(path)


@pytest.mark.parametrize("results", [{}, "all", 3, [3], [None], [[]]])
def test_results_that_are_no_results_are_refused(tmp_path: Path, results: object) -> None:
    with pytest.raises(UserError, match="results"):
        read_session(file_with(tmp_path, results))


def test_two_results_of_one_experiment_and_too_many_entries_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="another outcome of 'gradients'"):
        read_session(file_with(tmp_path, [entry(), entry()]))
    with pytest.raises(UserError, match=f"at most {MOST_RESULTS} are read"):
        read_session(file_with(tmp_path, ["name"] * (MOST_RESULTS + 1)))


def test_files_of_the_learn_workspace_are_written_from_the_folder_of_the_session() -> None:
    folder = Path("/lessons")
    setting = Setting(data=DataSet.FOLDER, folder="/lessons/pictures")
    learn = LearnChoice("picture", (), setting, image="/lessons/cat.png", weights="/else/my.pth")
    document = Document(results=(replace(FLOWED, setting=setting),))
    document = replace(document, arrangement=replace(document.arrangement, learn=learn))
    values = json.loads(bytes_of(document, folder))
    written = values["arrangement"]["learn"]
    assert (written["image"], written["weights"]) == ("cat.png", "../else/my.pth")
    assert written["setting"]["folder"] == "pictures"
    assert values["results"][0]["setting"]["folder"] == "pictures"
    assert document_from(values, folder) == document
    moved = document_from(values, Path("/elsewhere")).arrangement.learn
    assert moved.image == "/elsewhere/cat.png"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"experiment": "dreams"}, "learn.experiment must be '' or gradients or"),
        ({"step": -1}, "learn.step must be 0 to"),
        ({"step": 10**9}, "learn.step must be 0 to"),
        ({"drawn": -1}, "learn.drawn must be 0 to"),
        ({"archs": ("resnet8",) * 41}, "41 entries"),
        ({"image": "two\nlines"}, "learn.image must be one line"),
        ({"plot": "a" * 20_000}, "20000 letters"),
    ],
)
def test_a_choice_that_can_t_be_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError) as caught:
        replace(LearnChoice(), **changes)
    assert said in caught.value.message


def test_what_is_cut_can_be_undone_and_put_back() -> None:
    timeline = Timeline()
    for path, name in (("layer1.0", "block 1"), ("layer1.1", "block 2"), ("layer1.0", "block 1")):
        edit = switch_cut(timeline.document, path, name)
        timeline = timeline.edited(edit.document, edit.text)
    assert timeline.document.cut == ("layer1.1",)
    assert str(timeline.undo_text) == "Put block 1 back"
    assert timeline.undo().document.cut == ("layer1.0", "layer1.1")
    assert put_all_back(timeline.document).document.cut == ()
