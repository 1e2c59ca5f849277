"""A `.pt2` file of torch.export as a network: read as JSON, nothing of it is run.

`torch.export.load` is never called: it runs what a pickled input, pickled weights or the formula of
a size say. No PyTorch is needed. Of each size the example is taken that the program was made with.
"""

from math import prod
from pathlib import Path

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.traced import Traced, TracedInput
from resnet_viz.core.message import Message
from resnet_viz.core.structure.exported.archive import Program, program_in
from resnet_viz.core.structure.exported.calls import containers_of
from resnet_viz.core.structure.exported.flow import flow_of
from resnet_viz.core.structure.exported.nodes import Nodes, nodes_of
from resnet_viz.core.structure.exported.signature import signature_of
from resnet_viz.core.structure.exported.values import module_path, name_of
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Recording, Way
from resnet_viz.core.weights.damage import reasons_explained
from resnet_viz.core.weights.opening import opened

HIGHER = "higher_order."


def recording_in(path: Path) -> Recording:
    """The pass that a file has; UserError that names the file and the reason for any other file."""
    with reasons_explained(path, "source"), opened(path) as file:
        program = program_in(file)
        try:
            return _recording(program, path.stem)
        except AttributeError as error:  # of a list or a text where an object belongs
            raise TypeError from error


def network_in(path: Path, name: str = "") -> Network:
    """The network that a file has, by a name that leads back to it: its path where none is given.

    Its costs are right for the batch that it was exported with. UserError as above.
    """
    recording = recording_in(path)
    return Network(
        name or str(path),
        recording.title,
        graph_of(recording),
        is_batch_free=False,
        traced=_traced(recording, name or str(path)),
    )


def _traced(recording: Recording, source: str) -> Traced:
    sizes = [(each, prod(each.facts.shape)) for each in recording.params]
    return Traced(
        source,
        recording.way,
        tuple(TracedInput(name, facts.shape, facts.dtype) for name, facts in recording.inputs),
        sum(size for each, size in sizes if not each.is_buffer),
        sum(size for each, size in sizes if each.is_buffer),
        unread=tuple((sizes[place][0].name, sizes[place][1]) for place in recording.unread),
        peak_bytes=recording.peak_bytes,
        notes=recording.notes,
    )


def _recording(program: Program, title: str) -> Recording:
    module = program.model["graph_module"]
    nodes = nodes_of(module["graph"])
    signature = signature_of(module["signature"], program.weights, nodes)
    flow = flow_of(nodes, signature)
    paths = [module_path(name_of(each["fqn"])) for each in module.get("module_call_graph", ())]
    read = {place for op in flow.ops for place in op.params}
    return Recording(
        title,
        signature.inputs,
        flow.calls,
        flow.ops,
        signature.params,
        flow.outputs,
        Way.FILE,
        containers_of(paths, flow.calls),
        unread=tuple(
            place
            for place, each in enumerate(signature.params)
            if place not in read and not each.is_buffer
        ),
        peak_bytes=flow.peak_bytes,
        notes=_notes(nodes),
    )


def _notes(nodes: Nodes) -> tuple[Message, ...]:
    """Operations that choose between graphs of their own, such as torch.cond."""
    hidden = sorted({node.name for node in nodes.nodes if node.operator.startswith(HIGHER)})
    text = "What is inside {names} was not looked into and is not counted."
    return (Message(text, {"names": ", ".join(hidden)}),) if hidden else ()
