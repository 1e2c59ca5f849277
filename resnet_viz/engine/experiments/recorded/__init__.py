"""Networks of others that look at a picture: their modules, their parts, their sources."""
