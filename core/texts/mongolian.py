"""Headings in traditional Mongolian script, beside the Chinese ones: a handful of common words.

Nothing else is translated; where there is no word the Chinese heading stands alone. Written without a
native reader: see docs/mongolian.md before adding or printing any.
"""

from __future__ import annotations

from types import MappingProxyType

NAME = "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ"
"""«Mongolian script», what the choice is called in the menu of languages."""
GREETING = "ᠰᠠᠶᠢᠨ ᠪᠠᠶᠢᠨ᠎ᠠ ᠤᠤ"
"""«How do you do», on the sign-in page."""
WORDS = MappingProxyType(
    {
        "Help": "ᠲᠤᠰᠠᠯᠠᠮᠵᠢ",
        "Language": "ᠬᠡᠯᠡ",
        "People": "ᠬᠦᠮᠦᠨ",
        "Person": "ᠬᠦᠮᠦᠨ",
        "Regulation": "ᠳᠦᠷᠢᠮ",
        "Search": "ᠡᠷᠢᠬᠦ",
    }
)
"""msgid → the word."""
