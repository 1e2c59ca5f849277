"""The tabs and options of timed runs, and the roofline."""
