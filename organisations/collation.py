"""Swedish collation, independent of the database."""

import unicodedata

LETTERS_AFTER_Z = str.maketrans({"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"})


def sort_key(name: str) -> str:
    """A key that plain comparison puts in Swedish order: å, ä, ö after z, other accents as their base letter.

    >>> sorted(["Öckerö", "Ale", "Åmål", "Älmhult", "Årjäng"], key=sort_key)
    ['Ale', 'Åmål', 'Årjäng', 'Älmhult', 'Öckerö']
    """
    folded = unicodedata.normalize("NFC", name).casefold().translate(LETTERS_AFTER_Z)
    plain = unicodedata.normalize("NFD", folded)
    return "".join(character for character in plain if character.isalnum() or character == " ")
