"""Answers about opinions and circulars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from actions.opinions.reconciliations import Settled
from actions.opinions.summaries import Summary
from domain.duties.duties import Outcome, Phase
from domain.duties.opinions import AnswerState, Reconciliation, Stance
from tests.handlers.samples.answers import answered_with, opinion_card, seen_by_an
from tests.handlers.samples.cases import ANSWERED, ASKED, CIRCULAR, OPINION, READING, WORDS
from tests.handlers.samples.cast import CLERK, DUC, KHANH, PEOPLE, SCENE, at
from texts.duty_words import STANCES
from texts.opinions import boards, opinion_confirmations, summaries


def summary() -> Summary:
    card = opinion_card()
    silent, waiting = card.seen.duties[1], replace(ASKED, id=98, unit_id=4, holder_id=CLERK)
    (answer,), (late,) = card.answers[ANSWERED.id], card.answers[99]
    lacked = replace(answer, id=3, stance=Stance.LACKING, state=AnswerState.REPLACED, words_id=4, said_at=at(1))
    return Summary(
        case=replace(OPINION, round=3, excess="Dự thảo đã thay đổi căn bản"),
        at=at(10),
        duties=(ANSWERED, silent, waiting),
        answers={ANSWERED.id: [lacked, answer], 99: [late]},
        deemed=card.deemed,
        reconciled={},
        words=WORDS,
        late_readers=frozenset(),
    )


def settled_summary() -> Summary:
    shown = summary()
    settled = Reconciliation(
        duty_id=ANSWERED.id, by_id=CLERK, at=at(10), words_id=7, file_sha256="abc", file_name="bien-ban.pdf"
    )
    return replace(shown, duties=(ANSWERED,), reconciled={ANSWERED.id: settled})


def readers() -> Summary:
    read = replace(
        READING, id=31, holder_id=KHANH, unit_id=3, phase=Phase.CLOSED, outcome=Outcome.READ, closed_at=at(9)
    )
    return replace(
        summary(), case=CIRCULAR, duties=(READING, read), answers={}, deemed={}, late_readers=frozenset({31})
    )


def summary_file(shown: Summary) -> str:
    """A document's words, a row of its table to a line."""
    sheet = summaries.sheet(SCENE, shown, agency="UBND huyện")
    table = [" | ".join(cell.replace("\n", " / ") or "–" for cell in row) for row in (sheet.columns, *sheet.rows)]
    return escape("\n".join((sheet.file_name, sheet.agency, sheet.title, *sheet.above, *table, *sheet.below)))


def opinions_answers() -> Iterator[tuple[str, str]]:
    yield "ý kiến đã gửi", opinion_confirmations.answered(SCENE, answered_with(AnswerState.FINAL, Stance.AGREE))
    yield (
        "ý kiến dự thảo",
        opinion_confirmations.answered(SCENE, answered_with(AnswerState.DRAFT, Stance.CONDITIONAL, PEOPLE[DUC])),
    )
    yield "ý kiến muộn", opinion_confirmations.answered(SCENE, answered_with(AnswerState.LATE, Stance.DISAGREE))
    for stance in Stance:
        yield (
            f"câu chữ chung chung, {STANCES[stance]}",
            opinion_confirmations.answered(SCENE, answered_with(AnswerState.SENT_BACK, stance)),
        )
    empty = replace(answered_with(AnswerState.FINAL, Stance.DISAGREE), is_empty=True)
    yield "ý kiến đã gửi, chung chung", opinion_confirmations.answered(SCENE, empty)
    deputy = replace(answered_with(AnswerState.DRAFT, Stance.AGREE, PEOPLE[DUC]), by_deputy=True)
    yield "ý kiến dự thảo của cấp phó", opinion_confirmations.answered(SCENE, deputy)
    yield "đã báo thiếu hồ sơ", opinion_confirmations.answered(SCENE, answered_with(None, Stance.LACKING))
    yield "đã bổ sung hồ sơ", opinion_confirmations.supplied(SCENE, OPINION, ASKED)
    yield "bảng theo dõi ý kiến", boards.board(SCENE, summary())
    yield "bảng theo dõi, đã thống nhất", boards.board(SCENE, settled_summary())
    yield "bảng theo dõi phổ biến", boards.board(SCENE, readers())
    yield "bản tổng hợp gửi kèm", opinion_confirmations.summary(OPINION)
    yield "tệp tổng hợp ý kiến", summary_file(summary())
    yield "tệp danh sách đã đọc", summary_file(readers())
    settled = Settled(seen=seen_by_an(OPINION, ANSWERED), duties=(ANSWERED,), waiting=())
    yield "đã thống nhất", opinion_confirmations.reconciled(SCENE, settled)
    more = replace(settled, waiting=(replace(ANSWERED, unit_id=2),))
    yield "đã thống nhất, còn đơn vị khác", opinion_confirmations.reconciled(SCENE, more)
