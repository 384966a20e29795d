"""Which help belongs to which page. Every page a person can open stands here; a test walks the addresses."""

from __future__ import annotations

from core.texts import N_

KINDS = {
    "Home.index": "home",
    "records.list_rows": "list",
    "records.add_row": "form",
    "records.edit_row": "form",
    "records.show_row": "row",
    "records.row_readers": "row",
    "records.print_row": "row",
    "records.row_history": "history",
    "records.views": "views",
    "records.new_view": "views",
    "records.change_view": "views",
    "accounts.index": "accounts",
    "accounts.add": "accounts",
    "accounts.edit": "accounts",
    "articles.index": "articles",
    "articles.show": "articles",
    "audit.index": "audit",
    "chapters.index": "chapters",
    "chapters.show": "chapters",
    "preview.show": "preview",
    "duties.index": "duties",
    "duties.show": "duty",
    "due_calendar.month": "calendar",
    "due_calendar.agenda": "calendar",
    "due_calendar.to_be": "calendar",
    "charts.index": "charts",
    "charts.of_chapter": "charts",
    "reports.index": "reports",
    "reports.form": "reports",
    "reports.template": "reports",
    "exports.show": "exports",
    "quick.show": "quick",
    "ledger.monthly": "monthly",
    "ledger.runs": "runs",
    "why.ask": "duty",
    "inbox.index": "inbox",
    "jobs.index": "jobs",
    "jobs.show": "jobs",
    "SignInView.login": "sign_in",
    "about_me.index": "about_me",
    "notices.index": "notices",
    "profile.show": "profile",
    "profile.set_by_link": "sign_in",
    "first_run.setup": "setup",
    "regulation.index": "regulation",
    "regulation.difference": "regulation",
    "regulation.take": "regulation",
    "roles.index": "roles",
    "roles.edit": "roles",
    "search.show": "search",
    "search_indexes.index": "search_indexes",
    "waiting.waiting": "waiting",
    "help.show": "help",
    "help.chapter": "help",
}
"""Endpoint → name of the text, a file in ``zh_CN/`` and in ``en/``."""
OPEN = ("sign_in", "setup")
"""Kinds that are read before anybody signs in."""
GENERAL = "help"
"""For an answer that has no address of its own, such as a page of mistakes."""
NO_PAGE = {
    "UtilView.back": "leads back",
    "LocaleView.index": "leads back in another language",
    "SignInView.logout": "leads to the home page",
    "about_me.copy": "a file",
    "appbuilder.static": "a file",
    "charts.as_excel": "a file",
    "drafts.state": "answers the form's script",
    "exports.fetch": "a file",
    "feed.show": "a calendar for other programs",
    "health.healthz": "answers the machine's watch",
    "jobs.progress": "a part of the page of jobs",
    "metrics.metrics": "answers the machine's watch",
    "preview.download": "a file",
    "quick.find": "answers the picker",
    "records.count_views": "answers the list's script",
    "records.export_rows": "a file",
    "records.get_file": "a file",
    "records.pick": "answers the picker",
    "records.view_file": "a file",
    "reports.as_excel": "a file",
    "reports.as_word": "a file",
    "reports.template_file": "a file",
    "session.who": "answers the form's script",
    "static": "a file",
}
"""Addresses that are no page, and why."""
KEYS = {
    "Ctrl+K": N_("Search people, entries, pages"),
    "?": N_("This help"),
    "/": N_("To the search field"),
    "j": N_("Next row"),
    "k": N_("Previous row"),
    "x": N_("Choose the row"),
    "Enter": N_("Open the row"),
    "c": N_("Add an entry"),
    "Ctrl+Enter": N_("Save"),
    "Esc": N_("Close what is open"),
}
"""Keys a text may name with ``@keys``, in the order they are shown."""
SINGLE = ("?", "/", "j", "k", "x", "c")
"""Those that can be switched off in the profile."""
