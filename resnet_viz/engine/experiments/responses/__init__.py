"""What networks respond to in a picture."""
