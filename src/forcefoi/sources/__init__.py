"""One kind of source a file or folder, each read into figures or refused with its place in the file."""
