"""From Graphviz's answer to a composed scene."""
