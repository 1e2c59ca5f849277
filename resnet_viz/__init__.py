"""ResNet Viz: compose residual networks, see them, cost them, time them."""
