"""The file that a window's document belongs to: opened, saved, copied, recovered, asked about."""
