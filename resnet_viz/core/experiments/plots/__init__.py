"""Results as plots: plain data of lines, bars and contours."""
