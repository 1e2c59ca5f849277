"""What took turns in one process: settings or networks, and how sure the ratio is."""
