"""A network with its weights saved from the window as a file that other programs open."""
