"""Every word that is said."""
