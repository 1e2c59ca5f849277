"""The names that other projects give the layers of a residual network, as ours."""
