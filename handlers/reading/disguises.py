"""A text as a reader sees it: what is invisible, or only looks like a letter of ours, hides nothing."""

from __future__ import annotations

import unicodedata

# The marks of tone and vowel that make Vietnamese letters; any other put on a letter only disguises it.
_OF_LETTERS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_BLANK_BY_SIGHT = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
_CATEGORIES_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
# Cyrillic and Greek letters that nobody can tell from ours.
_LOOK_ALIKE = {
    ord(other): ours
    for others, ours in (
        ("\u0410\u0391", "A"),
        ("\u0412\u0392", "B"),
        ("\u0415\u0395", "E"),
        ("\u041a\u039a", "K"),
        ("\u041c\u039c", "M"),
        ("\u041d\u0397", "H"),
        ("\u041e\u039f", "O"),
        ("\u0420\u03a1", "P"),
        ("\u0421\u03f9", "C"),
        ("\u0422\u03a4", "T"),
        ("\u0423\u03a5", "Y"),
        ("\u0425\u03a7", "X"),
        ("\u0406\u0399", "I"),
        ("\u0430\u0251", "a"),
        ("\u0435", "e"),
        ("\u043e\u03bf", "o"),
        ("\u0440", "p"),
        ("\u0441", "c"),
        ("\u0442", "t"),
        ("\u0443", "y"),
        ("\u0445", "x"),
        ("\u0456\u0131", "i"),
        ("\u043c", "m"),
    )
    for other in others
}


def as_seen(text: str) -> str:
    """Full-width and look-alike letters as ours, accents composed, nothing unseen, lines ended by `\\n`."""
    taken_apart = unicodedata.normalize("NFKD", "\n".join(text.splitlines()))
    seen = "".join(letter for letter in taken_apart if _is_seen(letter))
    return unicodedata.normalize("NFC", seen.translate(_LOOK_ALIKE))


def _is_seen(letter: str) -> bool:
    if letter in "\n\t" or letter in _OF_LETTERS:
        return True
    return letter not in _BLANK_BY_SIGHT and unicodedata.category(letter) not in _CATEGORIES_UNSEEN
