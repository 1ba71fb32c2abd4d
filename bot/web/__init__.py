"""The doors that open in a browser, and those the platforms knock at."""
