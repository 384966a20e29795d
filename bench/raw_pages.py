"""The templates of the bare program: a menu of seven entries, one table, two forms."""

from __future__ import annotations

BASE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Contacts</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/bootstrap.min.css"></head><body><nav class="sidebar"><ul>
{% for entry in ("unit", "person", "pair", "contact", "visit", "round", "rule") %}
<li class="nav-item"><a class="nav-link" href="/{{ entry }}/">{{ entry }}</a></li>{% endfor %}
</ul></nav>
<main class="container">{% block body %}{% endblock %}</main></body></html>"""

LIST = """{% extends "base.html" %}{% block body %}<h1>Contacts</h1>
<form method="get"><input name="q" class="form-control"><button class="btn">Search</button></form>
<table class="table"><thead><tr><th>Date</th><th>Mode</th><th>Place</th><th>Topic</th>
<th>Leader</th><th>Person</th><th></th></tr></thead><tbody>
{% for r in rows %}<tr><td>{{ r[1] }}</td>
<td>{{ r[2] }}</td><td>{{ r[3] }}</td><td>{{ r[4] }}</td><td>{{ r[5] }}</td><td>{{ r[6] }}</td>
<td><a class="btn" href="/contact/{{ r[0] }}/edit">Edit</a></td></tr>{% endfor %}</tbody></table>
<a href="?page={{ page - 1 }}">Back</a> {{ page }}
<a href="?page={{ page + 1 }}">Next</a>{% endblock %}"""

EDIT = """{% extends "base.html" %}{% block body %}<h1>Contact {{ row[0] }}</h1>
<form method="post"><select name="pair_id" data-search="/pair/search">
<option value="{{ row[8] }}" selected>{{ row[5] }} / {{ row[6] }}</option></select>
<input name="date" type="date" value="{{ row[1] }}"><select name="mode">
{% for mode in ("talk", "visit", "activity", "remote") %}
<option{% if mode == row[2] %} selected{% endif %}>{{ mode }}</option>{% endfor %}</select>
<input name="place" value="{{ row[3] }}"><input name="topic" value="{{ row[4] }}">
<textarea name="summary">{{ row[7] }}</textarea>
<input name="raised" type="checkbox"{% if row[9] %} checked{% endif %}>
<button class="btn">Save</button></form>{% endblock %}"""

PAIR = """{% extends "base.html" %}{% block body %}<h1>Pair {{ row[0] }}</h1>
<form method="post"><select name="leader_id" data-search="/person/search">
<option value="{{ row[5] }}" selected>{{ row[6] }}</option></select>
<select name="person_id" data-search="/person/search">
<option value="{{ row[7] }}" selected>{{ row[8] }}</option></select>
<input name="kind" value="{{ row[1] }}"><input name="starts_on" type="date" value="{{ row[2] }}">
<input name="ends_on" type="date" value="{{ row[3] or "" }}">
<input name="basis" value="{{ row[4] }}">
<button class="btn">Save</button></form>{% endblock %}"""

PAGES = {"base.html": BASE, "list.html": LIST, "edit.html": EDIT, "pair.html": PAIR}
