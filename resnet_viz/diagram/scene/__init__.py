"""A picture as plain geometry: its theme, colours, legend, picking and cropping."""
