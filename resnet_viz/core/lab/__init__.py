"""Several networks or figures held together."""
