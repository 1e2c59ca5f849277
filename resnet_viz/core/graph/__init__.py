"""What a network is, whoever made it: layers with shapes, their groups and shortcuts."""
