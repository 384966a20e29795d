"""Civil time of a college: academic years, semesters, periods and working days, as pure values."""

from core.calendar.calendar import Calendar
from core.calendar.values import AcademicYear, Semester, Span
from core.calendar.working import has_table

__all__ = ["AcademicYear", "Calendar", "Semester", "Span", "has_table"]
