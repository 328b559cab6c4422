"""What happens in the office of a walk: one move drawn by chance, by whoever would make it, by any of the roads."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

from actions.finding import told_apart
from domain.duties.duties import DecisionKind, Duty, DutyKind, Phase
from domain.office.people import Person, Role
from tests.scenarios.comings import NEWCOMERS, REASON, RENAMED, Picture, Town
from texts.buttons import STANCE_VERBS

CONFIRMED = 0.9  # of what is shown before it is done
MOST_CASES = 6  # of which people still speak
SAID = {
    "tiendo": "đã tổng hợp số liệu của năm đơn vị",
    "vuong": "Kho bạc chưa gửi số liệu; đề nghị Văn phòng đôn đốc",
    "xong": "Báo cáo số 45/BC-KT",
    "tuchoi": REASON,
    "xinchidao": "Xin ý kiến về phạm vi số liệu",
    "chidao": "Chỉ tính các dự án khởi công trong năm",
    "tralai": "thiếu phụ lục số liệu",
    "khongduyet": "không còn thời gian",
    "bosung": "đã gửi bản đồ hiện trạng",
    "thuhoi": "giao nhầm người",
    "tamdung": "chờ kết luận thanh tra",
    "nguyennhan": "khách quan; mưa lũ nên không đi thực địa được",
    "trinh": "\nCăn cứ: Điều 24 Luật Đầu tư công\nThực tiễn: 3 dự án chậm\nChính kiến: đề nghị điều chuyển vốn\n"
    "Vượt thẩm quyền: do Chủ tịch quyết định",
    "thongnhat": "đã thống nhất; biên bản số 15/BB",
}
STANCES = (
    "đồng ý",
    "có điều kiện; bổ sung nguồn kinh phí tại Điều 7",
    "không đồng ý; trái quy hoạch",
    "thiếu hồ sơ; bản đồ",
)

# What may be tried with a duty in its phase, and by whom it would be.
WORK = (
    *(("nhan", "holder"), ("tiendo", "holder"), ("xong", "holder"), ("xong", "holder"), ("giahan", "holder")),
    *(("vuong", "holder"), ("tuchoi", "holder"), ("chuyen", "holder"), ("xinchidao", "holder"), ("trinh", "holder")),
    *(("phancong", "head"), ("phancong", "head"), ("giaolai", "assigner"), ("tamdung", "assigner")),
    *(("thuhoi", "assigner"), ("sua", "assigner"), ("dutdiem", "assigner"), ("nguyennhan", "holder")),
    *(("nguyennhan", "assigner"), ("ghinhan", "assigner"), ("dondoc", "assigner")),
)
ASKED = (("ykien", "holder"), ("ykien", "holder"), ("ykien", "head"), ("phancong", "head"), ("giahan", "holder"))
BY_PHASE = {
    Phase.SUBMITTED: (("nghiemthu", "assigner"), ("nghiemthu", "holder"), ("tralai", "holder"), ("tralai", "assigner")),
    Phase.DRAFTED: (("ky", "head"), ("ky", "holder"), ("phancong", "head"), ("ykien", "head")),
    Phase.LACKING: (("bosung", "holder"), ("bosung", "assigner")),
    Phase.FREED: (("giaolai", "assigner"), ("giaolai", "holder"), ("thuhoi", "assigner")),
    Phase.PAUSED: (("tieptuc", "assigner"), ("tieptuc", "assigner"), ("thuhoi", "assigner")),
}
DECIDING = (("duyet", "holder"), ("duyet", "assigner"), ("khongduyet", "holder"), ("khongduyet", "assigner"))
DIRECTING = (("chidao", "holder"), ("chidao", "assigner"))
READING = (("nhan", "holder"),)
# A button asks for the word; behind these verbs it is done when pressed.
PRESSED = frozenset({"nhan", "nghiemthu", "duyet", "ky", *STANCE_VERBS.values()})
ON_PAPER = frozenset(
    {"nhan", "tiendo", "xong", "vuong", "giahan", "tuchoi", "chuyen", "trinh", "phancong", "ykien", "ky"}
)


class Stroll:
    """Moves of the people of a town, each drawn with `chance` from what could happen."""

    def __init__(self, town: Town, chance: random.Random, picture: Picture) -> None:
        self.town, self.chance, self.picture = town, chance, picture
        self.chart = picture.chart
        self.said = ""  # what was tried, for whoever reads of a fault

    async def move(self) -> None:
        self.town.confirms = self.chance.random() < CONFIRMED
        moves: tuple[tuple[int, Callable[[], Awaitable[None]]], ...] = (
            (30, self.work),
            (6, self.begin),
            (8, self.time_passes),
            (3, self.be_away),
            (2, self.come_back),
            (2, self.empower),
            (3, self.post),
            (1, self.erase),
            (2, self.account),
            (1, self.merge),
            (1, self.rename),
            (2, self.enter),
        )
        (happens,) = self.chance.choices([one for _, one in moves], [weight for weight, _ in moves])
        await happens()

    # Who

    @property
    def present(self) -> list[Person]:
        return [one for one in self.chart.people.values() if one.name and not one.has_left]

    @property
    def speaking(self) -> list[Person]:
        return [one for one in self.present if one.reachable]

    def key(self, person: Person) -> str:
        return self.town.name(person.id)

    def called(self, person: Person) -> str:
        return told_apart(self.chart, person)

    def unit(self) -> str:
        return self.chance.choice(self.chart.present_units).name

    def clerk(self) -> str | None:
        office = [one for one in self.speaking if one.is_a(Role.OFFICE)]
        return self.key(self.chance.choice(office)) if office else None

    async def says(self, key: str | None, text: str) -> None:
        if key is None:
            return
        self.said = f"{key}: {text}"
        await self.town.says(key, text)

    def day(self, least: int = 1, most: int = 25) -> str:
        day = self.town.now + timedelta(days=self.chance.randrange(least, most))
        while day.weekday() > 4:
            day += timedelta(days=1)
        return f"{day:%d/%m/%Y}"

    # Work

    async def begin(self) -> None:
        """A task, a question, a circular, a task that comes again."""
        givers = [one for one in self.speaking if one.is_a(Role.OFFICE, Role.LEADER, Role.HEAD, Role.ACTING_HEAD)]
        if not givers:
            return
        who = self.chance.choice(givers)
        to = self.chance.choice([self.unit(), self.unit(), self.called(self.chance.choice(self.present))])
        if not who.is_a(Role.OFFICE, Role.LEADER) and who.unit_id is not None:
            own = [*self.chart.members(who.unit_id), *self.chart.members(who.unit_id), self.chance.choice(self.present)]
            to = self.called(self.chance.choice(own))
        leaders = [one for one in self.present if one.is_a(Role.LEADER)]
        named = who.is_a(Role.OFFICE) and leaders and self.chance.random() < 0.8
        giver = f"\nNgười giao: {self.called(self.chance.choice(leaders))}" if named else ""
        part = f"\nPhối hợp: {self.unit()}" if self.chance.random() < 0.4 else ""
        again = "\nLặp lại: hằng tuần" if self.chance.random() < 0.15 else ""
        task = f"/giaoviec\nChủ trì: {to}\nViệc: Báo cáo giải ngân\nSản phẩm: Báo cáo\nHạn: {self.day()}{part}"
        asked = f"Hỏi:\n- {self.unit()}: liên quan\nHạn: {self.day(3)}"
        question = f"/xinykien\nNội dung: Dự thảo quy chế\nĐề xuất: Ban hành\n{asked}"
        circular = f"/phobien\nNội dung: Quy chế làm việc\nGửi: {to}\nHạn: {self.day(3)}"
        form = self.chance.choice([f"{task}{giver}{again}", f"{task}{giver}", f"{question}{giver}", circular])
        await self.says(self.key(who), form)

    def _tried(self, duty: Duty) -> tuple[tuple[str, str], ...]:
        if duty.phase in BY_PHASE:
            return BY_PHASE[duty.phase]
        if duty.kind is DutyKind.DECISION:
            return DIRECTING if duty.decision is DecisionKind.DIRECTION else DECIDING
        return {DutyKind.OPINION: ASKED, DutyKind.READING: READING}.get(duty.kind, WORK)

    def _who(self, duty: Duty, part: str) -> Person | None:
        """Whose move it is, or who makes it in that place; now and then anybody."""
        case = self.picture.case_of(duty)
        head = self.chart.post_in_charge_of(duty.unit_id)
        owner = {
            "holder": self.chart.people.get(duty.holder_id),
            "head": head,
            "assigner": self.chart.people.get(case.assigner_id),
        }[part]
        registrar = self.chart.people.get(case.registrar_id)
        meant = [] if owner is None else [owner, owner, self.chart.acting_for(owner)]
        if part == "assigner" and registrar is not None:
            meant += [registrar, self.chart.acting_for(registrar)]
        if head is not None:
            meant.append(self.chart.acting_for(head))
        meant += self.chart.signers_for(duty.unit_id, case.field)
        speaking = [one for one in meant if one.reachable and not one.has_left]
        if not speaking or self.chance.random() < 0.08:
            speaking = self.speaking
        return self.chance.choice(speaking) if speaking else None

    async def work(self) -> None:
        """Something is tried with an open duty: typed, pressed, or reported on paper."""
        kept = sorted(self.picture.cases)[-MOST_CASES:]
        owed = [duty for duty in self.picture.open if duty.case_id in kept]
        if not owed:
            await self.begin()
            return
        duty = self.chance.choice(owed)
        verb, part = self.chance.choice(self._tried(duty))
        who = self._who(duty, part)
        if who is None:
            return
        code = self.picture.case_of(duty).code
        if verb == "ykien" and self.chance.random() < 0.3:
            verb = self.chance.choice(list(STANCE_VERBS.values()))
        if (verb in PRESSED and self.chance.random() < 0.5) or verb in STANCE_VERBS.values():
            data = f"{verb}:{duty.id}:{duty.turn}"
            self.said = f"{self.key(who)} presses {data} of {code}"
            await self.town.presses(self.key(who), data)
            return
        unit = self.chart.units[duty.unit_id].name if duty.unit_id is not None else ""
        line = self._line(verb, f"{code} {unit};" if unit and self.chance.random() < 0.3 else code, duty)
        silent = [one for one in self.present if not one.reachable]
        if verb in ON_PAPER and silent and self.chance.random() < 0.3 and duty.holder_id in {one.id for one in silent}:
            await self.says(self.clerk(), f"/ghigiay {self.called(self.chart.person(duty.holder_id))}; {line}")
            return
        await self.says(self.key(who), line)

    def _line(self, verb: str, code: str, duty: Duty) -> str:
        """The command as it is typed; of `code` the unit is left out where the command takes none."""
        bare = code.partition(" ")[0]
        if verb in {"nhan", "nghiemthu", "ky", "tieptuc", "dondoc", "ghinhan", "duyet"}:
            return f"/{verb} {code.rstrip(';')}"
        members = [one for one in self.present if self.chart.is_within(one.unit_id, duty.unit_id or 0)]
        party = self.chance.choice([self.unit(), self.called(self.chance.choice(self.present))])
        lines = {
            "giahan": f"{code} {self.day(5, 40)}; chờ số liệu của Kho bạc",
            "dutdiem": f"{code} {self.day(2, 40)}; việc tồn từ lâu",
            "sua": f"{bare} Hạn: {self.day(2, 40)}",
            "ykien": f"{code} {self.chance.choice(STANCES)}",
            "phancong": f"{code} {self.called(self.chance.choice(members or self.present))}",
            "giaolai": f"{bare} {party}; {REASON}",
            "chuyen": f"{bare} {party}; {REASON}",
        }
        return f"/{verb} {lines.get(verb) or f'{code} {SAID[verb]}'}"

    async def time_passes(self) -> None:
        length = timedelta(minutes=self.chance.choice((1, 60, 300, 1440, 2880, 5760)))
        down = self.chance.random() < 0.3
        self.said = f"{length} pass{', the program being down' if down else ''}"
        await self.town.lives_on(length, down=down)

    # People

    async def be_away(self) -> None:
        speaking = self.speaking
        if len(speaking) < 2:
            return
        who, there = self.chance.sample(speaking, 2)
        head = self.chart.post_in_charge_of(who.unit_id)
        near = [one for one in self.chart.members(who.unit_id or 0) if one != who] + (
            [head] if head not in {None, who} else []
        )
        there = self.chance.choice([there, *near])
        first = self.town.now + timedelta(days=self.chance.choice((0, 0, 1)))
        last = first + timedelta(days=self.chance.choice((1, 2, 5)))
        text = f"/vangmat {first:%d/%m/%Y} - {last:%d/%m/%Y}; {self.called(there)}"
        await self.says(self.key(who), text)
        if first.date() == self.town.now.date():
            await self.town.lives_on(timedelta(minutes=1))

    async def come_back(self) -> None:
        away = [one for one in self.speaking if any(gone.person_id == one.id for gone in self.chart.absences)]
        if away:
            await self.says(self.key(self.chance.choice(away)), "/vangmat hủy")

    async def empower(self) -> None:
        heads = [one for one in self.speaking if one.is_a(Role.HEAD, Role.ACTING_HEAD)]
        if not heads:
            return
        who = self.chance.choice(heads)
        theirs = [one for one in self.chart.members(who.unit_id or 0) if one != who]
        if theirs:
            to = self.called(self.chance.choice(theirs))
            until = self.town.now + timedelta(days=self.chance.choice((2, 10)))
            span = f"{self.town.now:%d/%m/%Y} - {until:%d/%m/%Y}"
            await self.says(self.key(who), f"/uyquyen {to}; {self.chance.choice(('tất cả; ' + span, 'hủy'))}")

    async def post(self) -> None:
        """Somebody is moved, promoted, or demoted."""
        who = self.chance.choice(self.present)
        unit = self.chart.units[who.unit_id].name if who.unit_id is not None else self.unit()
        roles = self.chance.choice(("thủ trưởng", "cấp phó", "chuyên viên", "phụ trách", ""))
        keeps = [word for role, word in ((Role.LEADER, "lãnh đạo"), (Role.OFFICE, "văn phòng")) if who.is_a(role)]
        roles = ", ".join(part for part in (roles, *keeps) if part) or "chuyên viên"
        if self.chance.random() < 0.5:
            unit = self.unit()
        await self.says(self.clerk(), f"/canbo {self.called(who)}; {unit}; Chức vụ; {roles}; chuyển")

    async def erase(self) -> None:
        who = self.chance.choice(self.present)
        await self.says(self.clerk(), f"/xoacanbo {self.called(who)}; nghỉ hưu")

    async def enter(self) -> None:
        free = [name for name in NEWCOMERS if all(one.name != name for one in self.chart.people.values())]
        if not free:
            return
        role = self.chance.choice(("chuyên viên", "cấp phó", "thủ trưởng"))
        clerk = self.clerk()
        await self.says(clerk, f"/canbo {free[0]}; {self.unit()}; Chức vụ; {role}")
        if self.town.refusal is None and clerk is not None:
            await self.town.links(f"p{len(self.town.ids)}", free[0], by=clerk)

    async def account(self) -> None:
        """Somebody blocks the bot, lets it write again, or loses the account."""
        who = self.chance.choice(self.present)
        key = self.key(who)
        office = [one for one in self.speaking if one.is_a(Role.OFFICE)]
        if not who.reachable:
            self.said = f"{key} can be written to again"
            await self.town.blocks(key, blocked=False)
        elif who not in office or len(office) > 1:
            self.said = f"{key} blocks the bot"
            await self.town.blocks(key, blocked=True)

    async def merge(self) -> None:
        if len(self.chart.present_units) > 3:
            unit, into = self.chance.sample(self.chart.present_units, 2)
            await self.says(self.clerk(), f"/sapnhap {unit.name}; {into.name}; Nghị quyết 12/NQ-HĐND")

    async def rename(self) -> None:
        free = [
            name for name in RENAMED if all(name not in {one.name, *one.former} for one in self.chart.units.values())
        ]
        if free:
            await self.says(self.clerk(), f"/doiten {self.unit()}; {free[0]}")
