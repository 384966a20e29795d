"""Short words for the tests of chapter 1: authors, articles, reviews, consents, the rota."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import sessionmaker
from typing_extensions import override

from core.chapters.world import world_of
from core.directory.calendar import calendar_data
from core.directory.models import Person
from core.duties import Duty, evaluate
from core.jobs import Workbench
from core.jobs.desk import ChapterDesk
from core.settings import Settings
from plugins.publicity.article_models import Article
from plugins.publicity.consent_models import Consent, Takedown
from plugins.publicity.review_models import Review, Version
from plugins.publicity.rota_models import Member, Slot
from tests.plugins.befriending.college import YEAR, College

D = dt.date
PASSES = ("pass_first", "pass_second", "pass_final")
TICKS = ("proof_words", "proof_pictures", "proof_names")


@dataclass
class Press(College):
    """A college with chapter 1 on."""

    chapter: str = "publicity"

    def staff(self, name: str = "", unit: int | None = None) -> int:
        """Somebody of a unit."""
        self.numbers += 1
        unit = unit or self.unit().id
        return int(self.add(Person(name=name or f"Writer {self.numbers}", unit=unit)).id)

    def article(self, *moves: str, **values: Any) -> Article:
        """An article for the website, brought through *moves*."""
        given = {"title": "A day", "column": "news", "channel": "website", "body": "We met.\nGood."}
        given |= values
        given["writer"] = given.get("writer") or self.staff()
        return cast(Article, self.move(self.add(Article(**given)), *moves, comment="because"))

    def pass_it(self, article: Article, *names: str) -> Article:
        """Tick and pass, as the system: who may is another question."""
        for name in names or PASSES:
            for tick in TICKS:
                setattr(article, tick, True)
            self.save()
            self.move(article, name)
        return article

    def ready(self, **values: Any) -> Article:
        """An article that passed every review."""
        return self.pass_it(self.article("submit", **values))

    def published(self, day: dt.date | None = None, **values: Any) -> Article:
        """An article with its link, published on a day."""
        self.today = max(self.today, day or self.today)
        made = self.ready(**values)
        made.url = "https://example.edu/1"
        self.save()
        return cast(Article, self.move(made, "publish"))

    def consent(self, article: Article, *moves: str, **values: Any) -> Consent:
        """Somebody portrayed, with the answer."""
        given = {"article": article.id} | values
        if "outside" not in given:
            given["person"] = given.get("person") or self.staff()
        return cast(Consent, self.move(self.add(Consent(**given)), *moves))

    def of(self, model: Any, **equal: Any) -> list[Any]:
        """Rows of a model, oldest first."""
        self.session.expire_all()
        return list(self.session.scalars(select(model).filter_by(**equal).order_by(model.id)))

    def versions(self, article: Article) -> list[Version]:
        return self.of(Version, article=article.id)

    def reviews(self, article: Article) -> list[Review]:
        return self.of(Review, article=article.id)

    def takedowns(self, article: Article) -> list[Takedown]:
        return self.of(Takedown, article=article.id)

    def work(self, name: str) -> int:
        """What a job of the chapter does today, where it is wanted."""
        door = self.session.info["door"]
        folder, url = Path(door.trail.keeper.folder), str(self.engine.url)
        settings = Settings(database_url=url, secret_key="of-a-test-" * 4, data_dir=folder)
        bench = Workbench(
            settings=settings,
            engine=self.engine,
            factory=sessionmaker(self.engine),
            chapters=self.chapters,
            trail=door.trail,
            clock=self.now,
            wall=self.now,
            kinds={},
        )
        job = next(j for of, j in self.chapters.jobs() if (of, j.name) == (self.chapter, name))
        desk = ChapterDesk(bench, self.be().session, self.chapter)
        return job.run(desk) if job.wanted(desk) else 0

    # -- the rota

    def roster(self, *names: str) -> list[Member]:
        """Members in this order, each of a unit of their own, since before the semester."""
        return [self.add(Member(person=self.staff(name), starts=D(2026, 9, 1))) for name in names]

    @override
    def duties(self, rule: str, as_of: dt.date, year: str = YEAR) -> dict[int, Duty]:
        """As in every college, but through the door: the engine writes slots and notes missed ones."""
        world = world_of(self.chapters, calendar_data(self.session))
        self.session.commit()
        done = evaluate(self.session, world, as_of=as_of, now=self.now())
        self.session.expire_all()
        assert [r.error for r in done.failed] == []
        found = self.session.scalars(select(Duty).where(Duty.rule == f"{self.chapter}.{rule}"))
        return {d.subject_id: d for d in found if d.academic_year in (year, None, "")}

    def rota(self, day: dt.date) -> list[Slot]:
        """The slots after an evaluation as of *day*, by day."""
        self.today = day
        self.duties("R02.1", day)
        return sorted(self.of(Slot), key=lambda s: s.date)

    def names(self, slots: list[Slot]) -> str:
        """Who writes in these slots, in order."""
        found = [self.session.get_one(Person, s.serves).name if s.serves else "-" for s in slots]
        return " ".join(found)
