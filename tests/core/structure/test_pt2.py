import json
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sympy
import torch

from resnet_viz.core.errors import UserError
from resnet_viz.core.structure.pt2 import network_in, recording_in
from resnet_viz.core.structure.recording import Op, Read, Recording, Way
from tests.samples.exported import (
    Residual,
    Sequence,
    exported,
    touching_pickle,
    with_entries,
    with_model,
)

MODEL = "archive/models/model.json"
Save = Callable[[bytes], Path]


@pytest.fixture(scope="module")
def residual() -> bytes:
    return exported(Residual(), (torch.zeros(2, 3, 8, 8),))


@pytest.fixture(scope="module")
def sequence(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    given = torch.zeros(2, 5, dtype=torch.int64)
    path = tmp_path_factory.mktemp("pt2") / "sequence.pt2"
    path.write_bytes(exported(Sequence(), (given,), {"scale": torch.ones(8)}))
    return recording_in(path)


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def write(program: bytes) -> Path:
        path = tmp_path / "net.pt2"
        path.write_bytes(program)
        return path

    return write


def reason_against(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        recording_in(path)
    assert refused.value.message.startswith(f"{path.name} was not loaded: ")
    return refused.value.message.partition(": ")[2]


def ops_named(recording: Recording, name: str) -> list[Op]:
    return [op for op in recording.ops if op.name == name]


def test_a_file_says_what_enters_which_modules_are_called_and_what_each_reads(
    residual: bytes, save: Save
) -> None:
    found = recording_in(save(residual))
    assert (found.title, found.way) == ("net", Way.FILE)
    assert [(each.name, each.facts.shape) for each in found.inputs] == [("input", (2, 3, 8, 8))]
    paths = [(call.path, call.kind, call.number) for call in found.calls]
    assert paths == [
        ("", "Residual", 1),
        ("conv1", "Conv2d", 1),
        ("bn", "BatchNorm2d", 1),
        ("relu", "ReLU", 1),
        ("conv2", "Conv2d", 1),
        ("relu", "ReLU", 2),
        ("fc", "Linear", 1),
    ]
    names = [op.name for op in found.ops]
    assert names == ["conv2d", "batch_norm", "relu", "conv2d", "add", "relu", "mean", "linear"]
    (add,) = ops_named(found, "add")
    assert add.reads == (Read(3), Read(-1))
    assert found.outputs == (Read(7),)


def test_parameters_are_those_of_the_module_with_what_nothing_reads(
    residual: bytes, save: Save
) -> None:
    found, module = recording_in(save(residual)), Residual()
    said = {each.name: each.facts.shape for each in found.params}
    assert said == {name: tuple(each.shape) for name, each in module.state_dict().items()}
    buffers = {each.name for each in found.params if each.is_buffer}
    assert buffers == {name for name, _ in module.named_buffers()}
    unread = {found.params[place].name for place in found.unread}
    assert unread == {"aside.weight", "aside.bias"}


def test_multiply_accumulates_are_those_that_pytorch_counts(residual: bytes, save: Save) -> None:
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        Residual().eval()(torch.zeros(2, 3, 8, 8))
    said = [each.macs for op in recording_in(save(residual)).ops for each in op.aten]
    assert sum(macs or 0 for macs in said) == counter.get_total_flops() / 2 > 0
    assert None not in said


def test_what_the_author_called_is_one_operation_whatever_it_became(sequence: Recording) -> None:
    (attention,) = ops_named(sequence, "multi_head_attention_forward")
    assert len(attention.aten) > 10
    assert not ops_named(sequence, "unflatten")


def test_tied_parameters_are_one_with_both_names(sequence: Recording) -> None:
    (tied,) = [each for each in sequence.params if each.other_names]
    assert {tied.name, *tied.other_names} == {"words.weight", "out.weight"}
    readers = [op.name for op in sequence.ops if sequence.params.index(tied) in op.params]
    assert readers == ["embedding", "linear"]


def test_who_reads_memory_after_it_was_written_through_a_view_reads_what_the_writer_left(
    sequence: Recording,
) -> None:
    (writer,) = ops_named(sequence, "__setitem__")
    assert writer.is_in_place
    place = sequence.ops.index(writer)
    (sums,) = ops_named(sequence, "cumsum")
    (memory,) = ops_named(sequence, "lstm")
    assert sums.reads == memory.reads == (Read(place),)


def test_operations_without_gradients_are_there_like_all_others(sequence: Recording) -> None:
    (sums,) = ops_named(sequence, "cumsum")
    place = sequence.ops.index(sums)
    assert Read(place) in ops_named(sequence, "add")[-1].reads
    assert Read(place) in sequence.outputs


def test_a_list_of_modules_is_a_container(sequence: Recording) -> None:
    assert sequence.containers == (("layers", "ModuleList"),)


def test_views_have_the_memory_of_what_they_look_at(sequence: Recording) -> None:
    (view,) = ops_named(sequence, "view")
    source = sequence.ops[view.reads[0].op]
    assert view.is_view
    assert view.outputs[0].storage == source.outputs[0].storage


def test_of_an_open_size_the_example_is_taken(save: Save) -> None:
    batch = {0: torch.export.Dim("batch")}
    program = torch.export.export(
        Residual().eval(), (torch.zeros(4, 3, 8, 8),), dynamic_shapes=(batch,)
    )
    path = save(b"")
    torch.export.save(program, path)
    assert {op.outputs[0].shape[0] for op in recording_in(path).ops} == {4}


def test_a_file_is_a_network_of_its_own_batch(residual: bytes, save: Save) -> None:
    path = save(residual)
    found = network_in(path)
    assert (found.name, found.title, found.is_batch_free) == (str(path), "net", False)
    assert found.traced is not None
    sizes = {name: each.numel() for name, each in Residual().named_parameters()}
    assert found.traced.params == sum(sizes.values())
    assert ("aside.weight", 4) in found.traced.unread
    assert "add" in found.graph.by_path


def test_no_place_of_the_authors_files_is_in_a_recording(residual: bytes, save: Save) -> None:
    path = save(residual)
    with zipfile.ZipFile(path) as archive:
        assert b"tests/samples/exported.py" in archive.read(MODEL)
    assert "exported.py" not in repr(recording_in(path))


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that is there once foreign code has run."""
    return tmp_path / "code-has-run"


def shown_to_go_off(fire: Callable[[], object], mark: Path) -> None:
    """The trap works where something falls into it."""
    fire()
    assert mark.exists()
    mark.unlink()


def test_a_pickled_sample_input_is_not_loaded(residual: bytes, save: Save, mark: Path) -> None:
    trap = touching_pickle(mark)
    shown_to_go_off(lambda: pickle.loads(trap), mark)  # noqa: S301  # our own
    path = save(with_entries(residual, {"archive/data/sample_inputs/model.pt": trap}))
    assert recording_in(path).ops
    assert not mark.exists()


def test_pickled_weights_are_not_loaded(residual: bytes, save: Save, mark: Path) -> None:
    trap = touching_pickle(mark)
    shown_to_go_off(lambda: pickle.loads(trap), mark)  # noqa: S301  # our own
    name = "archive/data/weights/model_weights_config.json"
    path = save(residual)
    with zipfile.ZipFile(path) as archive:
        config = json.loads(archive.read(name))
    for entry in config["config"].values():
        entry["use_pickle"] = True
    changed = {name: json.dumps(config).encode(), "archive/data/weights/weight_0": trap}
    assert recording_in(save(with_entries(residual, changed))).params
    assert not mark.exists()


def test_the_formula_of_a_size_is_not_evaluated(residual: bytes, save: Save, mark: Path) -> None:
    formula = f"__import__('pathlib').Path({str(mark)!r}).touch() or 2"
    shown_to_go_off(lambda: sympy.sympify(formula), mark)

    def arm(model: Any) -> None:
        expression = {"expr_str": formula, "hint": {"as_int": 2}}
        for tensor in model["graph_module"]["graph"]["tensor_values"].values():
            tensor["sizes"] = [{"as_expr": expression} for _ in tensor["sizes"]]
        model["graph_module"]["graph"]["sym_int_values"] = {"s0": {"as_expr": expression}}
        model["range_constraints"] = {formula: {"min_val": 0, "max_val": None}}
        model["guards_code"] = [formula]

    found = recording_in(save(with_model(residual, arm)))
    assert found.ops[0].outputs[0].shape == (2, 2, 2, 2)
    assert not mark.exists()


def test_a_size_without_an_example_is_refused(residual: bytes, save: Save) -> None:
    def open_up(model: Any) -> None:
        tensor = next(iter(model["graph_module"]["graph"]["tensor_values"].values()))
        tensor["sizes"][0] = {"as_expr": {"expr_str": "s0", "hint": None}}

    assert "one of its sizes is open" in reason_against(save(with_model(residual, open_up)))


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ({"archive/models/second.json": b"{}"}, "it has 2 models. Save one model in a file"),
        ({"archive/../outside": b""}, "an entry of the archive has a path that leads out of it"),
        ({"/etc/passwd": b""}, "an entry of the archive has a path that leads out of it"),
        ({"archive\\..\\outside": b""}, "an entry of the archive has a path that leads out of it"),
        ({"archive/data/aotinductor/model/a.so": b""}, "it has compiled code, which is never run"),
        ({MODEL: None}, "it is a zip archive without a program of torch.export"),
        ({MODEL: b"[1, 2"}, "the file is damaged. Copy or download it again"),
        ({MODEL: b"[1, 2]"}, "the file is damaged. Copy or download it again"),
        ({MODEL: b"[" * 200_000}, "the file is damaged. Copy or download it again"),
        ({MODEL: None, "serialized_exported_program.json": b"{}"}, "an older PyTorch wrote it"),
    ],
)
def test_an_archive_that_is_no_single_program_is_refused(
    residual: bytes, save: Save, entries: dict[str, bytes | None], reason: str
) -> None:
    assert reason_against(save(with_entries(residual, entries))).startswith(reason)


def test_another_version_of_the_format_is_refused_by_its_number(
    residual: bytes, save: Save
) -> None:
    def later(model: Any) -> None:
        model["schema_version"] = {"major": 9, "minor": 1}

    reason = reason_against(save(with_model(residual, later)))
    assert reason.startswith("its format has version 9.1, and this program reads 8.")


def test_too_many_operations_are_refused(residual: bytes, save: Save) -> None:
    def grow(model: Any) -> None:
        model["graph_module"]["graph"]["nodes"] = [0] * 200_001

    assert "more than 200000 operations" in reason_against(save(with_model(residual, grow)))


def test_json_that_unpacks_to_more_than_its_limit_is_not_unpacked(
    residual: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.pt2"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MODEL, b" " * (65 * 2**20))
    assert path.stat().st_size < 2**20
    assert reason_against(path) == "it would unpack to more than 100 times its size"


def test_a_large_text_that_is_not_packed_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "large.pt2"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MODEL, b" " * (65 * 2**20))
    assert reason_against(path) == "what it says of its network is larger than 64 MiB"


def test_a_file_that_is_cut_off_says_so(residual: bytes, save: Save) -> None:
    for share in (0.3, 0.9, 0.999):
        cut = residual[: int(len(residual) * share)]
        assert reason_against(save(cut)) == "the file is incomplete. Copy or download it again"


def test_other_files_are_refused_before_they_are_read(tmp_path: Path, save: Save) -> None:
    assert reason_against(save(b"hello")).startswith("it isn't a program of torch.export. Save one")
    assert reason_against(tmp_path / "absent.pt2") == "the file doesn't exist"
    folder, pipe, large = tmp_path / "folder.pt2", tmp_path / "pipe.pt2", tmp_path / "large.pt2"
    folder.mkdir()
    os.mkfifo(pipe)
    large.touch()
    os.truncate(large, 2**31)  # without a byte of disk
    assert reason_against(folder) == "it is a folder. Choose a file"
    assert reason_against(pipe) == "it is a device or a pipe. Choose a file"
    assert reason_against(large).startswith("it isn't a program of torch.export.")


def test_every_field_may_be_anything_and_the_file_is_refused_or_read(
    residual: bytes, save: Save
) -> None:
    """Each value in the model's JSON in turn is replaced; nothing but a sentence comes out."""
    with zipfile.ZipFile(save(residual)) as archive:
        text = archive.read(MODEL).decode()
    count = len(places_in(json.loads(text)))
    refused = 0
    for number in range(0, count, 7):
        model = json.loads(text)
        holder, key = places_in(model)[number]
        holder[key] = (-1, None, "\x1b[2J", [[]], {"as_int": 2**80})[number % 5]
        try:
            recording_in(save(with_entries(residual, {MODEL: json.dumps(model).encode()})))
        except UserError:
            refused += 1
    assert refused > count / 7 / 10


def places_in(value: Any) -> list[tuple[Any, Any]]:
    found = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in pairs:
        found.append((value, key))
        if isinstance(each, dict | list):
            found += places_in(each)
    return found
