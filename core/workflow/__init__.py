"""Moving a record from state to state."""

from core.workflow.moves import make_move, moves_for

__all__ = ["make_move", "moves_for"]
