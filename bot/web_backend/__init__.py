"""What the web asks of the app, over the real database: a module for each matter."""
