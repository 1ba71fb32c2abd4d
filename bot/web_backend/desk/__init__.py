"""What the desk on the web asks of the app: a module for each page reads for it."""
