"""Whom an announcement reaches, and who fell silent."""
