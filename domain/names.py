"""Names and words as they are typed on a phone: with or without accents, in either case."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Lower case without accents, white space single: two spellings of one name fold to the same."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())
