"""Every command and every button of the bot, tried by every member of the cast and by a stranger: only what the
table of rights allows succeeds; everything else is answered politely and changes nothing (M43, promise 5)."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from actions.duties.duties import delegate_duty
from actions.duties.requests import ask_extension
from actions.duties.results import Result, submit_result
from actions.finding import find_unit
from actions.installation import Office
from actions.office.people import enter_person
from actions.opinions.answers import answer_opinion
from actions.order import Order
from actions.view import View
from actions.visible_case import find_case
from domain.duties.cases import Deadline
from domain.duties.duties import MOVES, Move
from domain.duties.opinions import Stance
from domain.office.people import Person, Role
from domain.permissions import Permission, may
from domain.refusals import NotLinked, Refusal, UnknownCase
from domain.rights import relations_to_office
from handlers.desk import Call, Desk, Reply
from handlers.front import commands, pressing
from handlers.front.commands import COMMANDS
from handlers.reading.typing import parse_command
from storage import duties, duties_in_hand
from storage.cases import cases_of
from storage.database import Database
from tests.actions.office import CAST, DUE, ECONOMY, HANOI, LAND, MONDAY, SmallOffice, at
from tests.copies import Databases, at_once, file_of
from texts.front.refusals import refusal_text
from texts.scene import Scene
from texts.words import LABELS

# What shows that anything of the office has changed; what a chat has begun stands elsewhere.
CHANGES = (
    "SELECT seq FROM journal_head",
    "SELECT count(*), sum(version), sum(turn) FROM duties",
    "SELECT count(*), count(unlinked_at), max(heard_at) FROM accounts",
    "SELECT count(*), group_concat(name) FROM people",
    "SELECT count(*), count(ended_at) FROM absences",
    "SELECT count(*), count(ended_at) FROM delegations",
    *(f"SELECT count(*) FROM {table}" for table in ("cases", "units", "memberships", "notices", "words", "answers")),
)
PEOPLE = [*CAST, "stranger"]


@dataclass(frozen=True)
class Trial:
    """A command as it is typed, what follows to confirm it, and whom the table lets do it."""

    text: str
    allowed: Callable[[View, Person], Awaitable[bool]]
    confirm: str = ""
    reads: bool = False
    never: bool = False
    loose: bool = False


def on(
    text: str,
    permission: Permission,
    move: Move | None = None,
    *,
    never: bool = False,
    loose: bool = False,
    reads: bool = False,
) -> Trial:
    """A command on the case that it names: allowed where the table gives the act on a duty in the right phase. `never`
    where the case is not such that anybody could now; `loose` where more than the table is asked of who may."""
    code = text.split()[1]

    async def allowed(view: View, _person: Person) -> bool:
        try:
            seen = await find_case(view, code)
        except UnknownCase:
            return False
        fitting = (one for one in seen.duties if move is None or (one.kind, one.phase) in MOVES[move])
        return any(may(permission, seen.relations[one.id]) for one in fitting)

    return Trial(text, allowed, reads=reads or permission is Permission.SEE, never=never, loose=loose)


def of_office(
    text: str, *permissions: Permission, within: str | None = None, confirm: str = "", reads: bool = False
) -> Trial:
    """A command on no case; `within` names the unit for which a head must answer."""

    async def allowed(view: View, person: Person) -> bool:
        has = relations_to_office(person, view.chart)
        unit = find_unit(view.chart, within) if within else None
        heads_it = unit is None or view.chart.answers_for(person.id, unit.id)
        in_unit = {
            Permission.ASSIGN_IN_UNIT,
            Permission.CIRCULATE_IN_UNIT,
            Permission.EMPOWER,
            Permission.REGISTER_GROUP,
        }
        return any(may(permission, has) and (permission not in in_unit or heads_it) for permission in permissions)

    return Trial(text, allowed, confirm, reads)


def of_another(text: str, unit_name: str, *, confirm: str) -> Trial:
    """A question to a unit: of who may ask, whoever heads that unit does not ask it."""

    async def allowed(view: View, person: Person) -> bool:
        unit = find_unit(view.chart, unit_name)
        may_ask = may(Permission.ASK_OPINION, relations_to_office(person, view.chart))
        return may_ask and not view.chart.is_in_charge(person.id, unit.id)

    return Trial(text, allowed, confirm)


def nobody(text: str) -> Trial:
    async def allowed(_view: View, _person: Person) -> bool:
        return False

    return Trial(text, allowed)


def all_linked(text: str) -> Trial:
    async def allowed(_view: View, _person: Person) -> bool:
        return True

    return Trial(text, allowed, reads=True)


GIAOVIEC = f"/giaoviec\nChủ trì: {ECONOMY}\nViệc: Việc mới\nSản phẩm: Báo cáo\nHạn: 16h30 ngày 14/12/2026"
XINYKIEN = f"/xinykien\nNội dung: Dự thảo\nĐề xuất: Ban hành\nHỏi:\n- {LAND}: liên quan\nHạn: 14/12/2026"

PHOBIEN = "/phobien\nNội dung: Quy chế làm việc\nGửi: Phòng Kinh tế\nHạn: 14/12/2026"

TRIALS: dict[str, Trial] = {
    # The first time it puts on record that it was said what is recorded; a stranger is only greeted.
    "start": replace(all_linked("/start"), reads=False, loose=True),
    "kenh": replace(all_linked("/kenh thêm"), reads=False),
    "trogiup": all_linked("/trogiup"),
    "help": all_linked("/help"),
    "huy": all_linked("/huy"),
    "viec": on("/viec NV-1", Permission.SEE),
    "lichsu": on("/lichsu YK-1", Permission.SEE),
    "nhan": on("/nhan NV-1", Permission.ACKNOWLEDGE, Move.ACKNOWLEDGE),
    "tiendo": on("/tiendo NV-1 xong một nửa", Permission.REPORT, Move.REPORT),
    "xong": on("/xong NV-1 báo cáo số 12", Permission.SUBMIT, Move.SUBMIT),
    "phancong": on("/phancong NV-2 Nguyễn Văn An", Permission.DELEGATE, Move.DELEGATE),
    "giahan": on("/giahan NV-1 17h ngày 18/12/2026; chờ số liệu", Permission.ASK, Move.ASK),
    "nghiemthu": on("/nghiemthu NV-3", Permission.JUDGE, Move.JUDGE),
    "tralai": on("/tralai NV-3 thiếu phụ lục", Permission.JUDGE, Move.JUDGE),
    "duyet": on("/duyet NV-4", Permission.DECIDE, Move.DECIDE),
    "khongduyet": on("/khongduyet NV-4 không kịp", Permission.DECIDE, Move.DECIDE),
    "ykien": on("/ykien YK-1 đồng ý", Permission.ANSWER, Move.ANSWER),
    "ky": on("/ky YK-2", Permission.SIGN, Move.SIGN),
    "bosung": on("/bosung YK-3 đã gửi bản đồ", Permission.SUPPLY, Move.SUPPLY),
    "giaoviec": of_office(
        GIAOVIEC, Permission.ASSIGN, Permission.ASSIGN_IN_UNIT, within="phong kinh te", confirm="giao việc"
    ),
    "xinykien": of_another(XINYKIEN, LAND, confirm="gửi"),
    "donvimoi": of_office("/donvimoi Phòng Mới", Permission.ENTER_PEOPLE),
    "sapnhap": of_office(f"/sapnhap {LAND}; {ECONOMY}; Nghị quyết 12", Permission.ENTER_PEOPLE, confirm="sáp nhập"),
    "doiten": of_office(f"/doiten {LAND}; Phòng Môi trường; Nghị quyết 12", Permission.ENTER_PEOPLE),
    "canbo": of_office("/canbo Người Mới; Phòng Kinh tế; Chuyên viên; chuyên viên", Permission.ENTER_PEOPLE),
    "moi": of_office("/moi Nguyễn Văn An", Permission.INVITE),
    "thulienket": of_office("/thulienket Ngô Văn Khánh", Permission.INVITE),
    "vangmat": of_office("/vangmat 07/12/2026 - 08/12/2026; Người Thay", Permission.BE_AWAY),
    "uyquyen": of_office(
        "/uyquyen Đỗ Thị Cúc; tất cả; 07/12/2026 - 08/12/2026", Permission.EMPOWER, within="phong kinh te"
    ),
    "donvi": of_office("/donvi", Permission.SEE_UNIT, reads=True),
    "toi": of_office("/toi", Permission.READ_OWN, reads=True),
    "baocao": of_office("/baocao", Permission.READ_FIGURES, reads=True),
    "lich": of_office("/lich", Permission.READ_OWN, reads=True),
    "xoacanbo": of_office("/xoacanbo Vũ Thị Thanh; nghỉ hưu", Permission.ERASE),
    "ghigiay": of_office("/ghigiay Nguyễn Văn An; /nhan NV-1", Permission.RECORD_PAPER),
    "nhapfile": of_office("/nhapfile", Permission.IMPORT, reads=True),
    "nhom": nobody("/nhom Phòng Kinh tế"),
    "dagiao": of_office("/dagiao", Permission.LIST_GIVEN, reads=True),
    "quytac": all_linked("/quytac"),
    "dinhky": all_linked("/dinhky"),
    "dutdiem": on("/dutdiem NV-1 17h ngày 30/12/2026; tồn lâu", Permission.SET_LAST, never=True),
    "dondoc": on("/dondoc NV-2", Permission.PRESS, Move.ACKNOWLEDGE, loose=True),
    "vuong": on("/vuong NV-1 chưa có số liệu; đề nghị gửi", Permission.REPORT, Move.REPORT),
    "nguyennhan": on("/nguyennhan NV-1 khách quan; mưa lũ", Permission.PROPOSE_CAUSE, never=True),
    "ghinhan": on("/ghinhan NV-1", Permission.CREDIT, never=True),
    "tuchoi": on("/tuchoi NV-1 thuộc nhiệm vụ của đơn vị khác", Permission.GIVE_UP, Move.GIVE_UP),
    "chuyen": on("/chuyen NV-1 Phòng Tài nguyên; không thuộc chức năng", Permission.GIVE_UP, Move.GIVE_UP, loose=True),
    "xinchidao": on("/xinchidao NV-1 Xin ý kiến về phạm vi số liệu", Permission.ASK, Move.ASK, loose=True),
    "chidao": on("/chidao NV-1 Chỉ tính năm nay", Permission.DIRECT, never=True),
    "trinh": on("/trinh NV-1\nChính kiến: đề nghị điều chuyển vốn", Permission.HAND_UP, Move.HAND_UP, loose=True),
    "thuhoi": on("/thuhoi NV-1 giao nhầm người", Permission.STEER),
    "tamdung": on("/tamdung NV-1 chờ kết luận thanh tra", Permission.STEER),
    "tieptuc": on("/tieptuc NV-1", Permission.STEER, never=True),
    "giaolai": on("/giaolai NV-1 Vũ Thị Lan; điều chỉnh", Permission.STEER),
    "sua": on("/sua NV-1 Việc: Báo cáo giải ngân quý IV", Permission.STEER),
    "vanban": on("/vanban NV-1 1234/UBND-TH", Permission.STEER),
    "phobien": of_office(
        PHOBIEN, Permission.CIRCULATE, Permission.CIRCULATE_IN_UNIT, within="phong kinh te", confirm="gửi"
    ),
    "tonghop": on("/tonghop YK-1", Permission.SUMMARISE, reads=True),
    "thongnhat": on("/thongnhat YK-1 Phòng Kinh tế; tiếp thu; biên bản số 15", Permission.RECONCILE, never=True),
    "lichnghi": of_office("/lichnghi nghỉ 24/12/2026; Thông báo 12/TB-UBND", Permission.CHANGE_CALENDAR),
    "trangthai": of_office("/trangthai", Permission.SEE_HEALTH, reads=True),
    "quydinh": of_office("/quydinh Số đơn vị mỗi lần lấy ý kiến: 15", Permission.SET_RULES),
}

# Buttons that act at once, and what each needs; all others only ask for a word, or show.
ACTING = {
    "nhan": (Permission.ACKNOWLEDGE, Move.ACKNOWLEDGE),
    "nghiemthu": (Permission.JUDGE, Move.JUDGE),
    "duyet": (Permission.DECIDE, Move.DECIDE),
    "dy": (Permission.ANSWER, Move.ANSWER),
    "ky": (Permission.SIGN, Move.SIGN),
}


async def _prepare(small: SmallOffice) -> None:
    """A case in every phase in which somebody must act."""
    office = small.office
    await enter_person(
        office, small.by("hoa"), name="Người Thay", unit=LAND, position="", roles=frozenset({Role.OFFICIAL})
    )
    await small.assigned("an", coordinating=(LAND,))
    await small.assigned(ECONOMY)
    for _ in range(2):
        await small.assigned("an")
    await submit_result(office, small.by("an"), code="NV-3", result=Result(text="báo cáo"))
    later = Deadline(moment=at("2026-12-18 16:30"), names_hour=True)
    await ask_extension(office, small.by("an"), code="NV-4", wanted=later, reason="chờ số liệu")
    for _ in range(3):
        await small.asked(ECONOMY, deadline=DUE)
    await delegate_duty(office, small.by("binh"), code="YK-2", name=CAST["an"][0])
    await answer_opinion(office, small.by("an"), code="YK-2", stance=Stance.AGREE)
    await answer_opinion(office, small.by("binh"), code="YK-3", stance=Stance.LACKING, reasons="thiếu bản đồ")


async def _seat(address: str) -> dict[str, int]:
    database = Database(address)
    small = SmallOffice(database)
    await small.open()
    await _prepare(small)
    await database.close()
    return small.ids


@pytest.fixture(scope="module")
def prepared(sqlite_databases: Databases, migrated_sqlite: str) -> tuple[str, dict[str, int]]:
    address = sqlite_databases.copy(migrated_sqlite)
    return address, at_once(_seat(address))


class Bench:
    """One member of the cast at a copy of the office, made anew whenever something was changed in it. `untouched` is
    the office that it is a copy of."""

    def __init__(self, databases: Databases, original: str, key: str, person_id: int | None) -> None:
        self.databases, self.original, self.key, self.person_id = databases, original, key, person_id
        self.untouched = Office(Database(original), timezone=HANOI)
        self._open()

    def _open(self) -> None:
        self.address = self.databases.copy(self.original)
        self.office = Office(Database(self.address), timezone=HANOI)
        self.seen = sqlite3.connect(file_of(self.address))

    async def renew(self) -> None:
        await self._drop()
        self._open()

    async def close(self) -> None:
        await self._drop()
        await self.untouched.database.close()

    async def _drop(self) -> None:
        self.seen.close()
        await self.office.database.close()
        self.databases.drop(self.address)

    @property
    def is_office(self) -> bool:
        return self.key == "hoa"

    @property
    def order(self) -> Order:
        return Order(now=MONDAY, said_at=MONDAY, via="test", sender_id=self.person_id)

    async def ask(self) -> Call:
        async with self.office.look(self.order) as view:
            sender = None if self.person_id is None else view.chart.people[self.person_id]
        desk = Desk(office=self.office, commands=COMMANDS)
        return Call(desk=desk, order=self.order, channel="test", chat_id="c", user_id="u", sender=sender)

    def state(self) -> list[object]:
        return [self.seen.execute(query).fetchall() for query in CHANGES]

    async def tries(self, act: Callable[[Call], Awaitable[Reply]]) -> tuple[Refusal | None, bool]:
        """The refusal if it was one, in words; whether anything changed."""
        before = self.state()
        refused: Refusal | None = None
        try:
            said = (await act(await self.ask())).text
        except Refusal as refusal:
            refused = refusal
            async with self.office.look(self.order) as view:
                said = refusal_text(Scene(timezone=HANOI, chart=view.chart), refusal)
        assert said
        changed = self.state() != before
        assert not (refused and changed), "refused, and yet something has changed"
        return refused, changed


@pytest.fixture
async def bench(
    request: pytest.FixtureRequest, prepared: tuple[str, dict[str, int]], sqlite_databases: Databases
) -> AsyncIterator[Bench]:
    original, ids = prepared
    made = Bench(sqlite_databases, original, request.param, ids.get(request.param))
    yield made
    await made.close()


def test_every_command_is_tried() -> None:
    """What is done with a case stands above, with whom the table of rights lets do it; of any other command its own
    example will do."""
    assert {name for name, command in COMMANDS.items() if command.behind.has_code} <= set(TRIALS) <= set(COMMANDS)


def _trial(name: str) -> Trial:
    if name in TRIALS:
        return TRIALS[name]
    command = COMMANDS[name]
    example = command.usage.example
    return of_office(example, *command.rights, reads=not command.changes) if command.rights else all_linked(example)


@pytest.mark.parametrize("bench", PEOPLE, indirect=True)
async def test_only_what_the_table_allows_succeeds(bench: Bench) -> None:
    for name in COMMANDS:
        trial = _trial(name)
        typed = parse_command(trial.text)
        assert typed is not None
        expected = await _expected(bench, trial, name)
        refused, changed = await bench.tries(lambda ask, typed=typed: commands.run(ask, typed))  # type: ignore[misc]
        if trial.confirm and not refused:
            refused, changed = await bench.tries(
                lambda ask, trial=trial: commands.run_text(ask.with_text(trial.confirm))  # type: ignore[misc]
            )
        assert not changed or COMMANDS[name].changes, name
        if trial.never or (trial.loose and not changed):
            assert not changed, name
        elif trial.reads:
            assert (refused is None, changed) == (expected, False), (name, refused)
        else:
            assert changed == expected, (name, refused)
            assert (refused is None) == expected, (name, refused)
        if changed:
            await bench.renew()


async def _expected(bench: Bench, trial: Trial, name: str) -> bool:
    async with bench.office.look(bench.order) as view:
        if bench.person_id is None:
            return COMMANDS[name].is_open_to_strangers
        return await trial.allowed(view, view.chart.people[bench.person_id])


@pytest.mark.parametrize("bench", PEOPLE, indirect=True)
async def test_a_button_is_useless_to_anybody_but_its_addressee(bench: Bench) -> None:
    async with bench.office.look(bench.order) as view:
        owed = await duties_in_hand.open_duties(view.connection)
    for count, duty in enumerate(owed):
        for verb in sorted(ACTING if count % 3 else set(LABELS) - {"link"}):
            data = f"{verb}:{duty.id}:{duty.turn}"
            refused, changed = await bench.tries(
                lambda ask, data=data: pressing.run_press(ask, data)  # type: ignore[misc]
            )
            if verb == "dondoc":  # more than the table is asked of who may: nobody is pressed twice, or presses oneself
                assert not changed or await _may_press(bench, duty.id, Permission.PRESS, Move.ACKNOWLEDGE), data
            elif verb not in ACTING:
                assert not changed, data
            else:
                assert changed == await _may_press(bench, duty.id, *ACTING[verb]), (data, duty, refused)
            if changed:
                await bench.renew()


@pytest.mark.parametrize("bench", PEOPLE, indirect=True)
async def test_only_the_office_takes_an_account_back_by_button(bench: Bench) -> None:
    _, changed = await bench.tries(lambda ask: pressing.run_press(ask, "link:6:6"))
    assert changed == bench.is_office


async def _may_press(bench: Bench, duty_id: int, permission: Permission, move: Move) -> bool:
    if bench.person_id is None:
        return False
    async with bench.untouched.look(bench.order) as view:
        duty = await duties.duty_by_id(view.connection, duty_id)
        assert duty is not None
        case = (await cases_of(view.connection, [duty.case_id]))[duty.case_id]
        try:
            seen = await find_case(view, case.code)
        except UnknownCase:
            return False
        done = permission is Permission.ACKNOWLEDGE and duty.acknowledged_at is not None
        return may(permission, seen.relations[duty_id]) and (duty.kind, duty.phase) in MOVES[move] and not done


@pytest.mark.parametrize("bench", ["stranger"], indirect=True)
async def test_a_stranger_learns_only_how_to_be_invited(bench: Bench) -> None:
    for name in (name for name, command in COMMANDS.items() if not command.is_open_to_strangers):
        refused, changed = await bench.tries(
            lambda ask, name=name: commands.run(ask, parse_command(_trial(name).text))  # type: ignore[misc,arg-type]
        )
        assert isinstance(refused, NotLinked)
        assert not changed
