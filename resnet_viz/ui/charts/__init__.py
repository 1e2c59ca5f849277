"""Charts on screen, drawn by pyqtgraph: scatter, bars, lines, parallel coordinates."""
