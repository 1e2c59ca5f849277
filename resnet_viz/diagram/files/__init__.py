"""One writer for each format of a picture, its pages, and the font inside."""
