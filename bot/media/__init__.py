"""Files that people send: fetched, looked at in a child process, sealed."""
