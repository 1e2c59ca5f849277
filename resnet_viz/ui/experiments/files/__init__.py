"""What experiments found, saved as files and copied."""
