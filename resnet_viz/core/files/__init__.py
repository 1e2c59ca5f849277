"""Files as a system has them: names that people type, saving, what is left behind."""
