"""Any network cut into cells: what is open, the lines between boxes, and where cuts are."""
