"""Reports by chat: told in few lines with a picture, as files, as lists (M35–M42). Files are made aside, and put on
record with their hashes."""

from __future__ import annotations

import calendar as months
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import replace

from actions import reports
from actions.aside import made_aside
from actions.reports import Drawing, FinishedReport, MadeFile
from deadlines import DateQuestion, Interval, read_interval
from documents.pictures.reports import report_picture
from documents.reports.letter import paper
from documents.reports.workbook import workbook
from domain.figures.scopes import Scope
from domain.permissions import Permission
from domain.refusals import Unreadable
from handlers.desk import Call, Command, Pressed, Reply, scene, with_picture
from handlers.reports.buttons import form_buttons, typed_for
from handlers.reports.parsing import parse_wanted
from handlers.reports.queries import ReportQuery
from texts.front.usage import readers
from texts.reports import chat as texts
from texts.reports import lists, naming, people
from texts.reports.forms import ReportForm
from texts.scene import Scene

SEEDS = 1_000_000
_LISTS: dict[ReportForm, Callable[[Scene, FinishedReport], str]] = {
    ReportForm.OVERDUE: lists.overdue,
    ReportForm.PRAISE: lists.praise,
    ReportForm.PUBLICATION: lists.publication,
    ReportForm.BLOCKERS: lists.blockers,
}
_FILES = (ReportForm.XLSX, ReportForm.DOCX)


async def report(call: Call) -> Reply:
    """`[TIME] [UNIT or PERSON or other scope] [FORM …] [mẫu N [hạt giống S]]` in any order; alone the present month."""
    wanted = await _parsed(call)
    days = wanted.days or _present_days(call, wanted)
    seed = secrets.randbelow(SEEDS) if wanted.seed is None else wanted.seed
    await call.takes_long()
    told = await reports.make_report(
        call.office,
        call.order,
        scope=wanted.scope,
        first=days.first,
        last=days.last,
        moment=bool(wanted.moment),
        drawing=Drawing(count=wanted.drawn or 0, seed=seed),
    )
    return await _answer(call, told, wanted)


async def own_figures(call: Call) -> Reply:
    """The sender's own: `[TIME] [xlsx] [docx]`."""
    wanted = await _parsed(call)
    if wanted.scope != Scope() or wanted.drawn or wanted.moment or not set(wanted.forms) <= set(_FILES):
        raise Unreadable(command=call.command)
    days = wanted.days or _present_days(call, wanted)
    told = await reports.own_report(call.office, call.order, first=days.first, last=days.last)
    if wanted.forms:
        return await _with_files(call, told, wanted)
    return Reply(text=people.dossier(await scene(call), told, typed=""))


async def _parsed(call: Call) -> ReportQuery:
    """What was typed, as the parser reads it now; a time or a name chosen for what was unclear stands for it."""
    async with call.office.look(call.order) as view:
        chart, calendar = view.chart, view.calendar

    def read(phrase: str) -> Interval | DateQuestion:
        return read_interval(call.chosen.get(phrase, phrase), now=call.order.said_at, calendar=calendar)

    return parse_wanted(call.text, chart, read, command=call.command or "baocao")


def _present_days(call: Call, wanted: ReportQuery) -> Interval:
    """Where no time is named: this month, or this day where a moment is asked for."""
    today = call.order.said_at.astimezone(call.office.timezone).date()
    if wanted.moment:
        return Interval(first=today, last=today)
    last = months.monthrange(today.year, today.month)[1]
    return Interval(first=today.replace(day=1), last=today.replace(day=last))


# The answer


async def _answer(call: Call, told: FinishedReport, wanted: ReportQuery) -> Reply:
    if set(wanted.forms) & set(_FILES):
        return await _with_files(call, told, wanted)
    about = await scene(call)
    now = call.order.now
    typed = typed_for(about, told, now=now)
    said = [say(about, told) for form, say in _LISTS.items() if form in wanted.forms]
    if told.sample or wanted.drawn:
        await reports.record_report(call.office, call.order, told, ())
        said.append(lists.sample(about, told, typed=typed))
    buttons = form_buttons(about, told, now=now)
    if said:
        first, *more = said
        return Reply(text=first, more=more, buttons=buttons)
    if ReportForm.PICTURE in wanted.forms:
        return await with_picture(call, Reply(text=texts.picture(about, told)), _picture(about, told))
    if told.scope.person_id is not None:
        return Reply(text=people.dossier(about, told, typed=typed), buttons=buttons)
    text = texts.report(about, told, typed=typed)
    return await with_picture(call, Reply(text=text, buttons=buttons), _picture(about, told))


async def _picture(about: Scene, told: FinishedReport) -> bytes | None:
    """None where there is nothing to be shown. No picture shows single tasks: they stay here. Raises TooHeavy."""
    if not told.report.whole.boxes.total:
        return None
    return await made_aside(report_picture, about, replace(told.report, lines=()))


async def _with_files(call: Call, told: FinishedReport, wanted: ReportQuery) -> Reply:
    """The files that were asked for, put on record with their hashes before they are sent."""
    about = await scene(call)
    made = [(form, await call.office.apart(_file(call, about, told, form))) for form in _FILES if form in wanted.forms]
    digests = tuple(MadeFile(form=form, digest=hashlib.sha256(content).hexdigest()) for form, content in made)
    await reports.record_report(call.office, call.order, told, digests)
    named = [(naming.file_name(about, told, form), content) for form, content in made]
    text = texts.files(about, told, [name for name, _ in named])
    more = [say(about, told) for form, say in _LISTS.items() if form in wanted.forms]
    return Reply(text=text, documents=named, more=more)


async def _file(call: Call, about: Scene, told: FinishedReport, form: ReportForm) -> bytes:
    agency = call.desk.agency
    if form is ReportForm.XLSX:
        return await made_aside(workbook, about, told, agency=agency)
    picture = await _picture(about, told)
    return await made_aside(paper, about, told, agency=agency, pictures=() if picture is None else (picture,))


COMMANDS = (
    Command(
        usage=readers.BAOCAO,
        run=report,
        rights=(Permission.READ_FIGURES,),
        changes=True,
        pressed=Pressed(in_lists=True),
    ),
)
