"""Starts ResNet Viz from a checkout."""

import sys

from resnet_viz.app import main

if __name__ == "__main__":
    sys.exit(main())
