"""The commands that ask the real model: verify, summary, devices."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from resnet_viz.cli.network import network_asked, network_or_weights
from resnet_viz.cli.output import print_result
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.progress import Step
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.verification import Verification
from resnet_viz.core.weights.place import place_of
from resnet_viz.core.wording import counted, digits_grouped, in_short, si
from resnet_viz.export.table import Column, table_of
from resnet_viz.export.tables import json_text

DONE = 0  # exit statuses
DIFFERS = 1


def _memory(device: Device) -> str:
    return f"{device.memory_bytes / 2**30:.1f} GiB" if device.memory_bytes else "unknown"


DEVICE_COLUMNS: tuple[Column[Device], ...] = (
    Column("id", "Device", lambda row: row.id, lambda row: row.id, is_number=False),
    Column("name", "Name", lambda row: row.name, lambda row: row.name, is_number=False),
    Column("memory_bytes", "Memory", lambda row: row.memory_bytes, _memory),
    Column(
        "precisions",
        "Precisions",
        lambda row: " ".join(row.precisions),
        lambda row: " ".join(row.precisions),
        is_number=False,
    ),
)


def show_verifications(archs: Sequence[str], weights: str, form: str) -> int:
    """How each network's arithmetic and its real model compare; 1 where any differs."""
    others = [source for arch in archs if (source := source_in(arch))]
    if weights and others:
        _check_one(archs)
    own = [arch for arch in archs if not source_in(arch)]
    found = _verified(_specs_of(own, weights), weights) if own or not others else []
    if others:
        from resnet_viz.cli.others.process import verified

        found += [verified(source, weights) for source in others]
    is_agreed = all(one.agrees for one in found)
    if form:
        values = {"agrees": is_agreed, "networks": [one.to_dict() for one in found]}
        print_result(json_text(values))
    else:
        print_result("\n".join(_lines(found)) + "\n")
    return DONE if is_agreed else DIFFERS


def show_summary(arch: str, batch: int) -> int:
    """torchinfo's own words."""
    check_batch(batch)
    if source := source_in(arch):
        print_result(_summary_of_other(source, batch))
        return DONE
    network = network_asked(arch)
    with progress_shown() as on_progress:
        on_progress(Step("building the model"))
        from resnet_viz.engine.check.summary import summary_text

        text = summary_text(network, batch)
    print_result(text)
    return DONE


def _summary_of_other(source: Source, batch: int) -> str:
    if batch != 1:
        raise UserError(
            "--batch is for networks of the family. Give --input a larger batch", "batch"
        )
    from resnet_viz.cli.others.process import summarized

    return summarized(source)


def show_devices(form: str) -> int:
    """The devices that PyTorch can use here."""
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.devices import devices

        found = devices()
    if form:
        print_result(json_text({"devices": [asdict(device) for device in found]}))
        return DONE
    from resnet_viz.cli.terminal import grid_of, show

    show(grid_of(table_of("Devices", DEVICE_COLUMNS, found, None)))
    return DONE


def _verified(networks: Sequence[Network], weights: str) -> list[Verification]:
    place = place_of(weights) if weights else None
    with progress_shown() as on_progress:
        on_progress(Step("loading PyTorch"))
        from resnet_viz.engine.check.verify import verify

        found = []
        for done, network in enumerate(networks):
            on_progress(Step(f"verifying {network.name}", done, len(networks)))
            found.append(verify(network, place))
    return found


def _specs_of(archs: Sequence[str], weights: str) -> list[Network]:
    if not weights and archs:
        return [network_asked(arch) for arch in archs]
    _check_one(archs)
    return [network_or_weights("".join(archs), weights)]


def _check_one(archs: Sequence[str]) -> None:
    """UserError for weights and several networks."""
    if len(archs) > 1:
        raise UserError("weights belong to one network. Name one, or none to recognise it", "arch")


def _lines(found: Sequence[Verification]) -> Iterator[str]:
    for one in found:
        yield _verdict(one)
        for difference in one.differences:
            place = f"{difference.path} {difference.what}"
            yield f"    {place}: counted {difference.ours}, PyTorch has {difference.theirs}"
        if one.uncounted:
            yield f"    not counted, without a formula: {in_short(one.uncounted)}"
        yield from (f"    {note}" for note in one.notes)
    differing = sum(not one.agrees for one in found)
    yield f"{differing} of {len(found)} differ" if differing else "all agree"


def _verdict(one: Verification) -> str:
    figures = (
        f"{one.layers} layers, {digits_grouped(one.params)} parameters, {si(one.macs)} MACs, "
        f"torch {one.torch}"
    )
    words = "agrees" if one.agrees else f"differs in {counted(len(one.differences), 'figure')}"
    loaded = f", {one.weights} loaded" if one.weights else ""
    return f"{'✓' if one.agrees else '✗'} {one.arch} {words}: {figures}{loaded}"
