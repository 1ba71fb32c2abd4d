"""Pictures and pages, drawn here from words that are already final."""
