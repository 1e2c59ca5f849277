"""Tables that any panel may show: figures, words, rows, bars in cells."""
