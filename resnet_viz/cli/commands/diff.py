"""The command `diff`: what differs between two networks, as tables or as a picture."""

from resnet_viz.cli.network import networks_asked
from resnet_viz.cli.output import print_result, say
from resnet_viz.core.choice import unknown_word
from resnet_viz.core.errors import UserError
from resnet_viz.core.files.save import save_bytes
from resnet_viz.core.files.typed_path import typed_path
from resnet_viz.core.lab.diff.diff import Diff, diff_of
from resnet_viz.core.wording import bytes_text
from resnet_viz.export.differences import layers_table, stages_table
from resnet_viz.export.tables import table_named

DONE = 0
STAGE, LAYER = "stage", "layer"
ROWS = (STAGE, LAYER)
PICTURES = (".svg", ".pdf", ".png", ".tex")


def show_diff(a: str, b: str, by: str, form: str, *, is_all: bool) -> int:
    """Rows by stage, by layer, or where nothing is said both, as a person reads them."""
    if by and by not in ROWS:
        raise unknown_word("by", by, ROWS)
    one, other = networks_asked((a, b))
    diff = diff_of(one, other)
    if form:
        table = stages_table(diff) if by == STAGE else layers_table(diff, is_all=is_all)
        print_result(table_named(form).write(table))
        return DONE
    _show_tables(diff, by, is_all=is_all)
    return DONE


def save_picture(a: str, b: str, output: str, level: str, theme: str) -> int:
    """Both networks next to each other, with what differs marked, by the suffix of a file."""
    from resnet_viz.diagram.drawing import as_marked, diagram_and_note
    from resnet_viz.diagram.look import look_of, view_of

    path = typed_path(output)
    if path.suffix.lower() not in PICTURES:
        raise UserError(
            f"a picture of what differs is saved as {' '.join(PICTURES)}, not as '{path.name}'",
            "output",
        )
    one, other = networks_asked((a, b))
    networks = one, other
    look = as_marked(networks, look_of(view_of(level), theme=theme))
    data, note = diagram_and_note(networks, look, path.suffix)
    save_bytes(path, data)
    say(f"saved {path} ({bytes_text(len(data))})")
    if note:
        say(f"warning: {note}")
    return DONE


def _show_tables(diff: Diff, by: str, *, is_all: bool) -> None:
    from resnet_viz.cli.terminal import grid_of, heading, show

    names = (
        heading(f"{letter} {report.network.title}", report.arch)
        for letter, report in zip("AB", (diff.a, diff.b), strict=True)
    )
    parts = [
        "\n".join(names),
        "\n".join(diff.sentences),
    ]
    if by != LAYER:
        parts.append(grid_of(stages_table(diff)))
    if by != STAGE and (is_all or not diff.is_same):
        parts.append(grid_of(layers_table(diff, is_all=is_all)))
    show(*parts)
