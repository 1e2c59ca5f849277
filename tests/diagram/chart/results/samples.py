"""Plots of every kind, as experiments give them: whole, of a run that goes on, broken, empty."""

from math import cos, exp, log, sin

from resnet_viz.core.experiments.plot import (
    NO_SIDE,
    Dash,
    Grid,
    Hue,
    Image,
    Level,
    Mark,
    Marked,
    Plot,
    Point,
    Series,
    Side,
)

CAPTION = (
    "Handwritten digits (UCI), seed 0, He initialization, batch norm, SGD 0.9, learning rate 0.02, "
    "batch 64. After 60 steps plain-56 has a training loss of 1.71, 13.2 times that of residual-56."
)
GUESSING = Level(log(10), "guessing")
HOSTILE = '<script>alert(1)</script>\u202e"&\\input{x}\n%$' + "W" * 200


def curve(base: float, rate: float, count: int = 28) -> tuple[Point, ...]:
    return tuple((float(x), base * exp(rate * x)) for x in range(count))


def flow() -> tuple[Plot, ...]:
    found = []
    for title, key, base in (("Signal", "signal", 20.0), ("Weights", "weights", 60.0)):
        series = [
            Series(name, curve(height * seed, rate), hue, is_thin=seed != 1)
            for name, hue, height, rate in (
                ("plain-56", Hue.PLAIN, base, -0.3),
                ("residual-56", Hue.RESIDUAL, base / 200, -0.1),
                ("pre-activation-56", Hue.PRE, base / 400, -0.12),
            )
            for seed in (1, 1.1, 0.9)
        ]
        found.append(Plot(title, Side("block"), Side("|dL/dx|", True), tuple(series), key=key))
    return tuple(found)


def degradation(steps: int = 60) -> tuple[Plot, ...]:
    curves = tuple(
        Series(name, curve(2.3, rate, steps), hue, dash)
        for name, hue, dash, rate in (
            ("plain-20", Hue.PLAIN, Dash.DASHED, -0.02),
            ("residual-20", Hue.RESIDUAL, Dash.DASHED, -0.1),
            ("plain-56", Hue.PLAIN, Dash.SOLID, -0.003),
            ("residual-56", Hue.RESIDUAL, Dash.SOLID, -0.06),
        )
    )
    dots = (
        Series("plain", ((20.0, 0.5), (56.0, 1.7)), Hue.PLAIN, mark=Mark.DOTS),
        Series("residual", ((20.0, 0.01), (56.0, 0.06)), Hue.RESIDUAL, mark=Mark.DOTS),
    )
    marked = (Marked(5.0, "step 5"), Marked(6.0, "step 6"), Marked(50.0, "step 50"))
    step, loss = Side("step"), Side("loss, mean of 10", is_log=True)
    return (
        Plot("Training loss", step, loss, curves, (GUESSING,), key="loss", marked=marked),
        Plot("By depth", Side("layers"), loss, dots, (GUESSING,), key="depth", shares_y=True),
    )


def steps() -> tuple[Plot, ...]:
    series = tuple(
        Series(f"step {step}", curve(10.0 ** (3 - rank), -0.05, 54), Hue.STEPS, rank=rank / 4)
        for rank, step in enumerate((0, 2, 5, 20, 80))
    )
    plot = Plot("While training", Side("convolution"), Side("|dL/dW|", True), series, key="weights")
    return plot, plot._replace(key="signal", shares_y=True), degradation()[0]


def lesion() -> tuple[Plot, ...]:
    names = tuple(f"{stage}.{block}" for stage in (1, 2, 3) for block in range(3))
    values = (0.45, 0.81, 0.98, 0.85, 0.93, 0.99, 0.97, 0.99, 0.98)
    whole = tuple((float(place), value) for place, value in enumerate(values))
    parts = tuple((float(place), 0.1) for place in range(9) if place not in (3, 6))
    series = (
        Series("residual-20", whole, Hue.RESIDUAL, mark=Mark.BARS, pale=(3.0, 6.0)),
        Series("plain-20", parts, Hue.PLAIN, mark=Mark.BARS, hatched=(3.0, 6.0)),
    )
    levels = (
        Level(0.99, "residual-20 whole", Hue.RESIDUAL),
        Level(0.98, "plain-20 whole", Hue.PLAIN),
        Level(0.1, "chance"),
    )
    return (
        Plot(
            "Accuracy without one block",
            Side("block", names=names),
            Side("accuracy", least=0, most=1),
            series,
            levels,
            key="dropped",
            pale_text="changes the shape",
            hatched_text="can't be removed",
        ),
    )


def rippled(x: float, y: float) -> float:
    return 0.05 + 3 * (x * x + y * y) + 0.3 * abs(sin(9 * x) * cos(7 * y))


def landscape(count: int = 21) -> tuple[Plot, ...]:
    at = tuple(-1 + 2 * place / (count - 1) for place in range(count))
    rows = tuple(tuple(rippled(x, y) for x in at) for y in at)
    levels = (0.1, 0.3, 1.0, 2.0, 3.0, 5.0)
    grid = Grid(at, rows, levels, Hue.PLAIN, ((0.0, 0.0), (-0.5, 0.4)), "local minimum")
    plot = Plot("plain-20", Side("direction 1"), Side("direction 2"), grid=grid, key="plain")
    line = Series("plain-20", tuple((x, rippled(x, 0)) for x in at), Hue.PLAIN)
    along = Plot("Along direction 1", Side("distance"), Side("loss", True), (line,), key="line")
    return plot, plot._replace(title="residual-20", key="residual"), along


def pictures(side: int = 12) -> tuple[Plot, ...]:
    greys = tuple(tuple((x + y) / (2 * side) for x in range(side)) for y in range(side))
    heat = tuple(tuple(exp(-((x - 5) ** 2 + (y - 2) ** 2) / 4) for x in range(8)) for y in range(8))
    images = (
        Image("picture", greys),
        Image("input gradient", greys, heat),
        *(Image(f"block 2.{block}", (), heat) for block in range(7)),
    )
    return (Plot("What it responds to", NO_SIDE, NO_SIDE, images=images, key="maps"),)


def zeros() -> tuple[Plot, ...]:
    points = tuple((float(x), 0.0 if x < 8 else 10.0 ** (2.2 * x - 62)) for x in range(28))
    series = (Series("plain-56", points, Hue.PLAIN), Series("residual-56", curve(0.4, 0)))
    return (Plot("Without batch norm", Side("block"), Side("|dL/dx|", True), series),)


def broken() -> tuple[Plot, ...]:
    points = ((0.0, 2.3), (1.0, 2.6), (2.0, 90.0), (3.0, 4000.0))
    series = (
        Series("plain-20", points, Hue.PLAIN, is_broken=True),
        Series("residual-20", ((0.0, 2.3),), Hue.RESIDUAL),
        Series("", ((1.0, 3.0),), is_broken=True),
    )
    note = "The loss of plain-20 is not finite from step 4 on, so its curve ends there."
    return (Plot("Training loss", Side("step"), Side("loss", True), series, note=note),)


def empty() -> tuple[Plot, ...]:
    nothing = Series("plain-20", (), Hue.PLAIN)
    return (
        Plot("Nothing yet", Side("step"), Side("loss", True), (nothing,), (GUESSING,)),
        Plot("No series", Side("block", names=("a", "b")), Side("accuracy")),
        Plot("No bars", Side("block"), Side("accuracy"), (nothing._replace(mark=Mark.BARS),)),
    )


def hostile() -> tuple[Plot, ...]:
    """Names of others everywhere."""
    (plot,) = lesion()
    series = tuple(each._replace(name=HOSTILE) for each in plot.series)
    levels = tuple(each._replace(text=HOSTILE) for each in plot.levels)
    side = Side(HOSTILE, names=(HOSTILE,) * 9)
    return (
        plot._replace(
            title=HOSTILE, note=HOSTILE, x=side, series=series, levels=levels, pale_text=HOSTILE
        ),
        Plot(HOSTILE, NO_SIDE, NO_SIDE, images=(Image(HOSTILE, ((0.5,),)),)),
    )


SAMPLES = {
    "flow": flow(),
    "degradation": degradation(),
    "first step": degradation(1),
    "steps": steps(),
    "lesion": lesion(),
    "landscape": landscape(),
    "pictures": pictures(),
    "zeros": zeros(),
    "broken": broken(),
    "empty": empty(),
    "hostile": hostile(),
}
