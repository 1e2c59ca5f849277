"""Files of weights as plain values: what is in them, which set is taken, under which names."""
