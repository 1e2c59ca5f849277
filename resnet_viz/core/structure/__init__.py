"""What a recorded network is: its tree, its repeats, its shortcuts."""
