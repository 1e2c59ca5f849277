"""A person's own pictures, read within limits, and folders of them as a data set."""
