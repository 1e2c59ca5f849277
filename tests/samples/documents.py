"""Documents of every kind and edits of them, for hypothesis to draw from."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.grouping import Grouping
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.lab.diff.figure import Figure
from resnet_viz.core.lab.difference import Form
from resnet_viz.core.resnet.presets import BY_NAME
from resnet_viz.core.timing.options import Precision
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.diagram.scene.color_choice import Coloring, ColorScale
from resnet_viz.diagram.view import Direction, Level
from resnet_viz.session import card_edits, edits
from resnet_viz.session.arrangement import (
    Arrangement,
    Camera,
    Places,
    Side,
    Workspace,
    searchable,
)
from resnet_viz.session.document import Document, ShownRun
from resnet_viz.session.edits import Edit
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.session.member import Member, WeightsChoice
from resnet_viz.session.run_setup import RunSetup
from resnet_viz.session.sweep_choice import SweepChoice
from tests.samples.requests import FOREIGN_LEAVES, values_of

Change = Callable[[Document], Edit]

ARCHS = st.sampled_from(
    [*BY_NAME, "resnet50,stride_in=1x1", "resnet,stages=1-1,input=32", "resnet18,classes=0"]
)
FOREIGN = st.sampled_from(["timm:convnext_tiny", "torchvision:alexnet"])
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WEIGHTS = st.builds(
    WeightsChoice,
    st.sampled_from(["/models/my18.pth", "/models/sub/any.safetensors", "/else/ä ö.pth"]),
    TEXTS,
)

MEMBERS = st.builds(
    Member,
    arch=ARCHS | FOREIGN,
    weights=st.none() | WEIGHTS,
    twin=st.just("") | ARCHS,
    is_shown=st.booleans(),
    has_picture=st.booleans(),
    matched_by=st.sampled_from(["", "macs", "depth"]),
    matched_to=st.just("") | ARCHS,
    against=st.none() | WEIGHTS,
)
RUNS = st.builds(ShownRun, ARCHS, st.integers(1, 9), TEXTS)
SETUPS = st.builds(
    RunSetup,
    device=st.sampled_from(["cpu", "cuda:0", "mps"]),
    precision=st.sampled_from(Precision),
    threads=st.integers(0, 1024),
    what_if=st.builds(
        WhatIf,
        casting=st.sampled_from(Casting),
        is_channels_last=st.booleans(),
        is_fused=st.booleans(),
    ),
    is_long=st.booleans(),
)
SIZES = st.floats(1, 1e5)
CAMERAS = st.builds(
    Camera,
    NUMBERS,
    NUMBERS,
    st.floats(1e-3, 1e3, exclude_min=True),
    st.none() | st.tuples(SIZES, SIZES, st.booleans()),
)
PLACES = st.builds(
    Places,
    workspace=st.sampled_from(Workspace),
    tab=TEXTS,
    columns=st.lists(st.integers(0, 9999), max_size=3).map(tuple),
    rows=st.lists(st.integers(0, 9999), max_size=3).map(tuple),
    hidden=st.lists(st.sampled_from(Side), max_size=2, unique=True).map(tuple),
)
SWEEPS = st.builds(
    SweepChoice,
    recipe=TEXTS,
    shown=TEXTS,
    x=st.sampled_from(["params", "latency_ms"]),
    is_log=st.booleans(),
    where=TEXTS,
    is_timed=st.booleans(),
)
LEARNS = st.builds(
    LearnChoice,
    experiment=st.sampled_from(["", *Experiment]),
    archs=st.lists(TEXTS, max_size=2).map(tuple),
    setting=FOREIGN_LEAVES[Setting],
    plot=TEXTS,
    step=st.integers(0, 99),
    image=st.sampled_from(["", "/pictures/cat.png"]),
    weights=st.sampled_from(["", "/models/my18.pth"]),
)
ARRANGEMENTS = st.builds(
    Arrangement,
    workspace=st.sampled_from(Workspace),
    places=st.lists(PLACES, max_size=3).map(tuple),
    selection=TEXTS,
    selected=st.lists(TEXTS, max_size=3).map(tuple),
    search=st.text().map(searchable),
    grouping=st.sampled_from(Grouping),
    camera=st.none() | CAMERAS,
    differences=st.sampled_from(Form),
    only_differing=st.booleans(),
    shows_marks=st.booleans(),
    shows_views=st.booleans(),
    differing_figure=st.sampled_from(Figure),
    differing_layers=st.booleans(),
    sweep=SWEEPS,
    learn=LEARNS,
)
COLORINGS = st.sampled_from(
    [Coloring(), Coloring("stage"), Coloring("macs"), Coloring("time", ColorScale.LOG)]
)


OUTCOMES = values_of(Outcome, FOREIGN_LEAVES)
RESULTS = st.lists(OUTCOMES, max_size=2, unique_by=lambda each: each.experiment).map(tuple)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with one to eight networks, of which at most six are shown."""
    members = draw(st.lists(MEMBERS, min_size=1, max_size=8))
    shown = [member for member in members if member.is_shown]
    if len(shown) > 6:
        members = [replace(member, is_shown=False) for member in members]
    places = st.integers(0, len(members) - 1)
    document = Document(
        networks=tuple(members),
        current=draw(places),
        base=draw(places),
        batch=draw(st.integers(1, 65_536)),
        convention=draw(st.sampled_from(Convention)),
        coloring=draw(COLORINGS),
        runs=tuple(
            draw(st.lists(st.builds(ShownRun, ARCHS, st.integers(1, 9), TEXTS), max_size=3))
        ),
        cut=tuple(draw(st.lists(TEXTS, max_size=3, unique=True))),
        results=draw(RESULTS),
        run_setup=draw(SETUPS),
        arrangement=draw(ARRANGEMENTS),
    )
    view = replace(
        document.view,
        level=draw(st.sampled_from(Level)),
        is_folded=draw(st.booleans()),
        direction=draw(st.sampled_from(Direction)),
        is_to_scale=draw(st.booleans()),
        toggled=tuple(draw(st.lists(TEXTS, max_size=3))),
    )
    return replace(document, view=view)


DOCUMENTS: SearchStrategy[Document] = documents()

PLACED: SearchStrategy[Change] = st.builds(
    lambda change, place: lambda document: change(document, place % len(document.networks)),
    st.sampled_from(
        [
            card_edits.set_base,
            card_edits.set_current,
            card_edits.duplicate_card,
            card_edits.remove_card,
            card_edits.show_card,
            card_edits.hide_card,
            lambda document, place: card_edits.move_card(document, place, document.current),
            lambda document, place: card_edits.set_card(document, place, "resnet101"),
        ]
    ),
    st.integers(0, 9),
)

CHANGES: SearchStrategy[Change] = st.one_of(
    ARCHS.map(lambda arch: lambda document: edits.open_network(document, arch)),
    ARCHS.map(lambda arch: lambda document: card_edits.add_card(document, arch)),
    ARCHS.map(lambda arch: lambda document: card_edits.add_counterpart(document, arch, "macs")),
    st.builds(
        lambda arch, weights: lambda document: edits.open_weights(document, arch, weights),
        ARCHS,
        WEIGHTS,
    ),
    st.builds(
        lambda arch, batch: lambda document: edits.open_run(document, arch, batch, "a uuid"),
        ARCHS,
        st.integers(1, 64),
    ),
    st.sampled_from(
        [
            card_edits.pin,
            card_edits.unpin,
            card_edits.add_twin,
            card_edits.swap_base,
            edits.remove_weights,
            edits.fold_all,
        ]
    ),
    PLACED,
    st.integers(1, 65_536).map(lambda batch: lambda document: edits.set_batch(document, batch)),
    COLORINGS.map(lambda each: lambda document: edits.set_coloring(document, each)),
    st.sampled_from(Level).map(lambda level: lambda document: edits.set_level(document, level)),
    st.sampled_from(Convention).map(
        lambda each: lambda document: edits.set_convention(document, each)
    ),
)
