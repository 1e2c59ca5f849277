"""What the lesson sheet says beyond what was measured: true by construction, with its source."""

from resnet_viz.core.experiments.setting import DataSet

TITLE = "Why residual connections work"
LEAD = (
    "Everything below was measured on one computer, with small networks and small pictures. "
    "Each figure says how. Other settings can give other results."
)
BLOCK_TITLE = "What a residual block is"
BLOCK = (
    "A plain block has to learn the whole mapping H(x) from its input x to its output. A residual "
    "block is given x on a second path, the shortcut, and learns only the difference, the residual "
    "function F(x) = H(x) − x. Its output is the sum F(x) + x.",
    "If the last weights of F are zero, F(x) is zero and the sum is x. So a residual block can "
    "pass x on by zeros alone. In the usual order a ReLU comes after the sum.",
)
IDENTITY = "The shortcut adds x as it is. It has no parameters."
CHANGING = "Here the shape of x changes, so the shortcut has to change it too."
PAPER = (
    "The residual block: He, Zhang, Ren and Sun 2015, “Deep Residual Learning for Image "
    "Recognition”, equation 1."
)
DATA_SOURCES = {
    DataSet.DIGITS: "The handwritten digits: Alpaydin and Kaynak 1998, “Optical Recognition of "
    "Handwritten Digits”, UCI Machine Learning Repository, doi 10.24432/C50P49, licence CC BY 4.0.",
    DataSet.SHAPES: "The shapes and gratings were made by this program.",
    DataSet.NOISE: "The noise was made by this program.",
    DataSet.FOLDER: "The pictures are from a folder of whoever ran the experiment.",
}
REPEAT = "Repeat it:"
SOURCES = "Sources"
NOTHING = "No experiment was run yet."
