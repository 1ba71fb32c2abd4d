"""Who works at the desk: invited, listed, on duty, removed."""
