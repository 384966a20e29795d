"""Language: the person's choice, else the browser session's, else the institution's default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app, g, redirect, request, session
from flask_babel import format_date, get_locale, gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.chapters import Chapters
from core.texts import mongolian
from core.web import choices
from core.web.choices import LANGUAGES, MONGOLIAN
from core.web.guard import safe_next
from core.web.runtime import db, runtime

I18N = Path(__file__).resolve().parents[2] / "i18n"
MOST_KEPT = 20_000
blueprint = Blueprint("language", __name__)


def catalogues(chapters: Chapters) -> dict[str, str]:
    """Flask-Babel's folders and domains: the library's own first, then each chapter, then the core.

    A later catalogue wins, so that no chapter changes the words of the core; and the last one gives
    the rule of plurals, which a chapter without a catalogue would set to the English one.

    The library puts its folder in front by itself; the domains need the same length, with its
    ``messages`` first, else the last catalogue would be missing without a word.
    """
    folders, domains = [], []
    for name in chapters.catalogue.manifests:
        own = chapters.folder(name) / "i18n"
        folders.append(str(own if own.is_dir() else I18N))
        domains.append(name)
    folders.append(str(I18N))
    domains.append("core")
    return {
        "BABEL_TRANSLATION_DIRECTORIES": ";".join(folders),
        "BABEL_DOMAIN": ";".join(["messages", *domains]),
    }


def chosen() -> str:
    """The language of this request: zh_CN or en."""
    asked = request.args.get("_l_") or session.get("locale")
    if asked == "zh":
        asked = "zh_CN"
    if asked in LANGUAGES:
        return str(asked)
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    return default


def install(app: Flask) -> None:
    """Replace the library's choice of language, and offer the page that changes it."""
    app.extensions["babel"].locale_selector = chosen
    app.register_blueprint(blueprint)
    app.extensions["tongxin.said"] = dict[str, dict[str, str]]()
    app.jinja_env.globals.update(gettext=_in_template, _=_in_template)
    app.jinja_env.globals.update(
        html_lang=html_lang, say=say, sentences=sentences, labelled=labelled, list_mark=list_mark
    )
    app.jinja_env.globals.update(in_script=in_script, greeting_in_script=greeting_in_script)
    app.jinja_env.filters.update(moment=moment, weekday=weekday, month_name=month_name)


def _in_template(text: str, **values: Any) -> str | Markup:
    """``_()`` of the templates: values are escaped, the text is ours."""
    said = translated(text)
    return Markup(said) % values if values else Markup(said)  # noqa: S704 - catalogue texts


def html_lang() -> str:
    """The lang attribute of the page."""
    return "zh-CN" if str(get_locale()).startswith("zh") else "en"


def in_script(text: str) -> Markup:
    """The heading of *text* in the script the reader chose beside Chinese; nothing without a word."""
    return _marked(mongolian.WORDS.get(text, ""))


def greeting_in_script() -> Markup:
    """The greeting of the sign-in page in that script."""
    return _marked(mongolian.GREETING)


def _marked(word: str) -> Markup:
    if not word or choices.chosen("script") != MONGOLIAN or html_lang() != "zh-CN":
        return Markup("")
    return Markup('<span class="k-mn" lang="{}">{}</span>').format(MONGOLIAN, word)


def moment(at: dt.datetime | None) -> str:
    """A point in time as the college's clock shows it."""
    return at.astimezone(runtime().zone).strftime("%Y-%m-%d %H:%M") if at else ""


def weekday(day: dt.date) -> str:
    """The day of the week, short: 周一, or Mon."""
    return str(format_date(day, "EEE"))


def month_name(day: dt.date) -> str:
    """The month with its year: 2026年11月, or November 2026."""
    return str(format_date(day, "y年M月" if html_lang() == "zh-CN" else "LLLL y"))


def say(text: object, values: Mapping[str, Any] | None = None) -> str:
    """A declared English text in the reader's language; '' stays ''."""
    plain = str(text or "")
    if not plain:
        return ""
    said = translated(plain)
    return said % values if values else said


def sentences(texts: Iterable[str]) -> str:
    """Sentences in a row; Chinese has no space between them."""
    return ("" if html_lang() == "zh-CN" else " ").join(texts)


def listed(texts: Iterable[str]) -> str:
    """Texts one beside the other, with the mark the language puts between them."""
    return list_mark().join(texts)


def list_mark() -> str:
    """What the language puts between things in a row."""
    return "、" if html_lang() == "zh-CN" else ", "


def labelled(label: str, text: str) -> str:
    """A label and what belongs to it, with the colon of the language; both are translated already."""
    return say("%(label)s: %(text)s", {"label": label, "text": text})


def translated(text: str) -> str:
    """*text* in the language of this request. Catalogues do not change while the program runs, so
    each text is looked up once per language; the library asks every catalogue at every word."""
    kept: dict[str, str] | None = g.get("said")
    if kept is None:
        said: dict[str, dict[str, str]] = current_app.extensions["tongxin.said"]
        kept = g.said = said.setdefault(str(get_locale()), {})
    found = kept.get(text)
    if found is None:
        found = str(gettext(text))
        if len(kept) < MOST_KEPT:
            kept[text] = found
    return found


@blueprint.post("/language/<code>")
def choose(code: str) -> Response:
    """Remember a language and go back to the page."""
    choices.keep(**choices.language(code))
    db().commit()
    return redirect(safe_next(request.form.get("next", "/")))
