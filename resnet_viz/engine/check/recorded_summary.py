"""torchinfo's table of a person's own module, with what torchinfo does not see."""

import torchinfo
from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.engine.check.summary import COLUMNS, with_plain_units
from resnet_viz.engine.trace.copies import on_meta, structure_copy
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.quiet import quiet_pass
from resnet_viz.engine.trace.record import reason_of

NOTE = (
    "torchinfo counts what modules with parameters do. Products that a network computes outside "
    "of them, as in attention, are not in its counts, and tied parameters are in its sums twice."
)


def summary_of(model: nn.Module, given: Given) -> str:
    """torchinfo's own words, every module in a row, and a note; the module stays as it was.

    UserError where torchinfo can't read it.
    """
    copied, inputs = structure_copy(model, on_meta).eval(), given.changed(on_meta)
    deepest = max(path.count(".") + 2 for path, _ in model.named_modules())
    data, others = (list(inputs.args), inputs.kwargs) if inputs.args else (inputs.kwargs, {})
    try:
        with quiet_pass():
            found = torchinfo.summary(
                copied,
                input_data=data,
                col_names=COLUMNS,
                col_width=20,
                depth=deepest,
                device="meta",
                row_settings=("depth", "var_names"),
                verbose=0,
                **others,
            )
    except Exception as error:  # whatever a network of others raises where tensors have no values
        raise UserError(f"torchinfo can't read this network: {_reason(error)}") from error
    return f"{with_plain_units(str(found))}\n\n{NOTE}\n"


def _reason(error: BaseException) -> str:
    """What the network itself raised, which torchinfo wraps."""
    return reason_of(error.__cause__ or error)
