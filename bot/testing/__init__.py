"""The whole of Pandu in one process: for tests, for the terminal, for looking at."""
