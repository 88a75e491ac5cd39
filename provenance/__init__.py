"""Typed records of who said what in the news, where, and how far it has been checked."""

__version__ = "0.1.0"
