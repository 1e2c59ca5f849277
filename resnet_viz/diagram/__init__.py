"""From graph to picture: DOT, layout by Graphviz, composed geometry, SVG, PDF, PNG, TikZ."""
