"""Networks of others as plain values: where they come from, what they are given, who is trusted."""
