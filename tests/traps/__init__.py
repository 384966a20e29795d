"""The traps of stock Flask-AppBuilder: shown on a stock application, closed in ours."""
