"""The values of each experiment in JSON, named after what they measure."""
