"""Pandu in the world: channels, web, the desk, and the pipeline between them."""
