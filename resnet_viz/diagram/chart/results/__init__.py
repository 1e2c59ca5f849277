"""Charts of what experiments found: panels of lines, bars, contours and pictures."""
