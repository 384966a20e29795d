"""Moving a record from state to state: who may, who has to agree, and what was approved."""

from core.workflow.moves import case_of, make_move, moves_for, offered

__all__ = ["case_of", "make_move", "moves_for", "offered"]
