"""Speed of Tongxin beside bare SQL + Jinja, stock Flask-AppBuilder and Django's admin."""
