"""`python -m bot`: the command line of the contract. A command is known once its module has been read."""

from bot.cli import data, journal, office, serve
from bot.cli.app import app

__all__ = ["app", "data", "journal", "office", "serve"]
