"""Text as others take it: hidden letters, narrow encodings, TeX, numbers for other programs."""
