"""Networks of others on the command line: what is given of them, agreed to, and asked."""
