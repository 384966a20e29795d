"""Numbers of declarations: literals, or parameters by their names."""

from __future__ import annotations

from typing import Annotated

AtName = Annotated[str, "@name"]
"""``"@name"``: the value of that parameter of the chapter."""
Number = int | AtName
"""A literal, or ``"@name"`` for a parameter of the chapter, ``"-@name"`` for its negative."""
