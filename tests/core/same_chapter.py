"""One chapter, once in Python and once in TOML: every kind of declaration there is."""

from __future__ import annotations

PYTHON = """
from sqlalchemy.orm import Mapped
from core.sdk import *

STATES = (Choice("new", "New"), Choice("done", "Done", "ok"))


class Thing(CommonParts, RecordBase):
    record = Record(
        name="{name}.thing", label="Thing", plural="Things", fields=(), title=("label",),
        unit="unit", own=("owner",), keys=(("label", "day"),), order="-day",
    )
    label: Mapped[str] = field(Kind.TEXT, "Label", required=True, max_length=80, listed=True)
    day: Mapped[object] = field(Kind.DATE, "Day", filtered=True)
    status: Mapped[str] = field(Kind.CHOICE, "Status", choices=STATES)
    person: Mapped[int] = field(
        Kind.REF, "Person", target="directory.person", personal=DataClass.P, purpose="duty_holders"
    )


class Turn(RecordBase):
    record = Record(name="{name}.turn", label="Turn", plural="Turns", fields=(), title=("slot",))
    slot: Mapped[str] = field(Kind.TEXT, "Slot", unique=True)
    date: Mapped[object] = field(Kind.DATE, "Date")
    turn: Mapped[int] = field(Kind.REF, "Turn", target="{name}.thing")
    taker: Mapped[int] = field(Kind.REF, "Taker", target="{name}.thing")
    done: Mapped[object] = field(Kind.DATE, "Done")


class Pythonic(Chapter):
    manifest = Manifest(
        name="{name}", title="Same", version="0.1.0", core=">=0.1,<1", number=4,
        articles=(Article(number=1, title="First", served_by=("{name}.thing",)),),
        parameters=(
            Parameter(name="least", label="Least", default=1, minimum=1, maximum=9),
            Parameter(name="spring", label="Spring", default="03-31", day=True),
            Parameter(name="stretch", label="Stretch", default="semester",
                      choices=(("semester", "Semester"), ("academic_year", "Year"))),
            Parameter(
                name="way", label="Way", default="distinct_days",
                choices=(("distinct_days", "By days"), ("each_record", "Each")),
            ),
        ),
        purposes=(
            Purpose(name="duty_holders", why="To work.", basis="13(2)", keep_months=12,
                    after="end", readers=("UF", "ZZ")),
        ),
    )

    def models(self):
        return (Thing, Turn)

    def views(self):
        return (View(record="{name}.thing", columns=("label", "day"), sections=(("A", ("label",)),),
                     related=("{name}.thing.person",)),)

    def permissions(self):
        yield Role("ZZ", "Last", "The last role.")
        yield Grant("UF", "{name}.thing", ("read", "finish"))
        yield Grant("ZZ", "{name}.thing", ("read",), Scope.UNIT)

    def workflows(self):
        return (Workflow(
            record="{name}.thing",
            states=(State("new", "New"), State("done", "Done", "ok", True)),
            moves=(Move(name="finish", label="Finish", sources=("new",), target="done",
                        needs=("day",), comment=True),),
        ),)

    def scheduled_rules(self):
        return (
            Quota(name="R1", title="Enough", article=1, record="directory.person", counts="{name}.thing",
                  link="person", date="day", at_least="@least", distinct="@way",
                  counted_where=(Where("status", ("done",)),), due=Due(days=-3, working=True)),
            Deadline(name="R2", title="In time", article=1, record="{name}.thing", starts="day",
                     due=Due(anchor=Anchor.FIELD, days=30), period=Period.NONE),
            Freshness(name="R3", title="Often", article=1, record="directory.person",
                      counts="{name}.thing", link="person", date="day", days=60, working=True,
                      lead_working=True, period=Period.NONE),
            Recurring(name="R4", title="Handed in", article=1, record="directory.unit", unit="id",
                      period="@stretch", due=Due(days=-10, working=True), freeze=True,
                      counts="{name}.thing", link="unit", date="day",
                      serving=(InPost(record="{name}.thing", person="person", starts="day", ends="day"),
                               InPost(where=(Where("kind", ("unit_head",)),)))),
            Rotation(name="R5", title="Turns", article=1, record="{name}.turn", done="done",
                     period=Period.TEACHING_WEEKS, every="@least", skipped=Skipped.REQUEUE,
                     roster=Roster(record="{name}.thing", place="semester", person="person"),
                     away=(Away(record="{name}.thing", of="id", starts="day", ends="day"),)),
            Quota(name="R6", title="By spring", article=1, record="", counts="{name}.thing",
                  date="day", due=Due(Anchor.DAY, months=1, on="@spring")),
        )

    def charts(self):
        yield Chart(name="by_month", title="By month", record="{name}.thing",
                    by=By("day", Period.MONTH), split=By("status"), shape=Shape.LINES,
                    where=(Where("status", ("done",)),), min_cell=5, article=1)
        yield DutyChart(name="enough", title="Enough or not", rules=("R1",), every=Period.YEAR)

    def reports(self):
        yield Register(name="things", title="Things", record="{name}.thing",
                       columns=(Column("label"), Column("person.unit", "Unit of the person", 20)),
                       where=(Where("status", ("done",)),), date="day", unit="unit",
                       ask=("status",), order=("-day",), article=1)
        yield Document(name="sheet", title="Sheet", record="{name}.thing",
                       columns=(Column("label"),), states=("done",), signatures=("Signed",),
                       lists=(Listed(name="turns", title="Turns", rows="{name}.turn.turn",
                                     columns=(Column("slot"),), order=("date",)),))
"""
SAME = """
format = 1
name = "{name}"
title = "Same"
version = "0.1.0"
core = ">=0.1,<1"
number = 4

[article.1]
title = "First"
served_by = ["{name}.thing"]

[parameter.least]
label = "Least"
default = 1
minimum = 1
maximum = 9

[parameter.spring]
label = "Spring"
default = "03-31"
day = true

[parameter.stretch]
label = "Stretch"
default = "semester"
choices = {{ semester = "Semester", academic_year = "Year" }}

[parameter.way]
label = "Way"
default = "distinct_days"
choices = {{ distinct_days = "By days", each_record = "Each" }}

[purpose.duty_holders]
why = "To work."
basis = "13(2)"
keep_months = 12
after = "end"
readers = ["UF", "ZZ"]

[record.thing]
label = "Thing"
plural = "Things"
title = ["label"]
unit = "unit"
own = ["owner"]
keys = [["label", "day"]]
order = "-day"
common = true

[record.thing.field]
label = {{ kind = "text", label = "Label", required = true, max_length = 80, listed = true }}
day = {{ kind = "date", label = "Day", filtered = true }}

[record.thing.field.status]
kind = "choice"
label = "Status"
choices = [{{ value = "new", label = "New" }}, {{ value = "done", label = "Done", tone = "ok" }}]

[record.thing.field.person]
kind = "ref"
label = "Person"
target = "directory.person"
personal = "P"
purpose = "duty_holders"

[record.turn]
label = "Turn"
plural = "Turns"
title = ["slot"]

[record.turn.field]
slot = {{ kind = "text", label = "Slot", unique = true }}
date = {{ kind = "date", label = "Date" }}
turn = {{ kind = "ref", label = "Turn", target = "{name}.thing" }}
taker = {{ kind = "ref", label = "Taker", target = "{name}.thing" }}
done = {{ kind = "date", label = "Done" }}

[view.thing]
columns = ["label", "day"]
sections = [["A", ["label"]]]
related = ["thing.person"]

[role.ZZ]
label = "Last"
help = "The last role."

[[grant]]
role = "UF"
record = "thing"
actions = ["read", "finish"]

[[grant]]
role = "ZZ"
record = "thing"
actions = ["read"]
scope = "own_unit"

[workflow.thing]
states = [
    {{ name = "new", label = "New" }},
    {{ name = "done", label = "Done", tone = "ok", closed = true }},
]

[[workflow.thing.moves]]
name = "finish"
label = "Finish"
sources = ["new"]
target = "done"
needs = ["day"]
comment = true

[rule.R1]
kind = "quota"
title = "Enough"
article = 1
record = "directory.person"
counts = "thing"
link = "person"
date = "day"
at_least = "@least"
distinct = "@way"
counted_where = [{{ field = "status", values = ["done"] }}]
due = {{ days = -3, working = true }}

[rule.R2]
kind = "deadline"
title = "In time"
article = 1
record = "thing"
starts = "day"
due = {{ anchor = "field", days = 30 }}
period = "none"

[rule.R3]
kind = "freshness"
title = "Often"
article = 1
record = "directory.person"
counts = "thing"
link = "person"
date = "day"
days = 60
working = true
lead_working = true
period = "none"

[rule.R4]
kind = "recurring"
title = "Handed in"
article = 1
record = "directory.unit"
unit = "id"
period = "@stretch"
due = {{ days = -10, working = true }}
freeze = true
counts = "thing"
link = "unit"
date = "day"

[[rule.R4.serving]]
record = "thing"
person = "person"
starts = "day"
ends = "day"

[[rule.R4.serving]]
where = [{{ field = "kind", values = ["unit_head"] }}]

[rule.R5]
kind = "rotation"
title = "Turns"
article = 1
record = "turn"
done = "done"
period = "teaching_weeks"
every = "@least"
skipped = "requeue"
roster = {{ record = "thing", place = "semester", person = "person" }}
away = [{{ record = "thing", of = "id", starts = "day", ends = "day" }}]

[rule.R6]
kind = "quota"
title = "By spring"
article = 1
record = ""
counts = "thing"
date = "day"
due = {{ anchor = "day", months = 1, on = "@spring" }}

[chart.by_month]
title = "By month"
record = "thing"
by = {{ field = "day", every = "month" }}
split = {{ field = "status" }}
shape = "lines"
where = [{{ field = "status", values = ["done"] }}]
min_cell = 5
article = 1

[chart.enough]
title = "Enough or not"
rules = ["R1"]
every = "year"

[report.things]
title = "Things"
record = "thing"
columns = ["label", {{ field = "person.unit", label = "Unit of the person", width = 20 }}]
where = [{{ field = "status", values = ["done"] }}]
date = "day"
unit = "unit"
ask = ["status"]
order = ["-day"]
article = 1

[report.sheet]
kind = "document"
title = "Sheet"
record = "thing"
columns = ["label"]
states = ["done"]
signatures = ["Signed"]
lists = [
    {{ name = "turns", title = "Turns", rows = "turn.turn", columns = ["slot"], order = ["date"] }},
]
"""
