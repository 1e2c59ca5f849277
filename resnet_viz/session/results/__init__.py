"""What experiments found, as a session and its file have it."""
