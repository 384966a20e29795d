"""A change of approved content takes the approval back: the row returns to the state before it."""

from __future__ import annotations

from core.declare import Workflow
from core.records.story import Story


def fall_back(workflow: Workflow | None, story: Story) -> None:
    """Put an edited row whose approved content changed into the workflow's state for that."""
    if workflow is None or not workflow.falls_back or story.action != "edit" or story.fell_back:
        return
    state = getattr(story.row, workflow.field)
    if state not in workflow.approved or not story.changed().keys() & set(workflow.content):
        return
    if workflow.field in story.changed():
        return  # somebody typed a state: that is refused by itself
    story.old.setdefault(workflow.field, state)
    setattr(story.row, workflow.field, workflow.falls_back)
    story.fell_back = True
