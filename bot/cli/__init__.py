"""`python -m bot`: the command line of the contract."""

from bot.cli.app import app

__all__ = ["app"]
