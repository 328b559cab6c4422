from __future__ import annotations

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken

from bot.clock import StandingClock
from bot.trial.telegram import BotApi

from .conftest import AN, BINH, GROUP, STRANGER

# PTB warns of asking raw methods, and of a type that changes in a later version.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBUserWarning")

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


def keyboard(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )


async def test_a_message_is_shown_with_its_markup_and_buttons(api: BotApi, bot: Bot, clock: StandingClock) -> None:
    buttons = keyboard([("Đã nhận", "ack:1"), ("Tiến độ", "prog:1")], [("Lịch sử", "hist:1")])
    sent = await bot.send_message(AN, "<b>NV-1</b> &lt;gấp&gt;", parse_mode="HTML", reply_markup=buttons)
    (message,) = api.messages(AN)
    assert (message.text, message.html) == ("NV-1 <gấp>", "<b>NV-1</b> &lt;gấp&gt;")
    assert message.buttons == [[("Đã nhận", "ack:1"), ("Tiến độ", "prog:1")], [("Lịch sử", "hist:1")]]
    assert (message.from_bot, message.date) == (True, clock.now())
    assert (sent.message_id, sent.date, sent.text) == (message.message_id, clock.now(), "NV-1 <gấp>")
    assert sent.entities[0].type == "bold"


async def test_message_numbers_increase_in_each_chat_by_itself(bot: Bot) -> None:
    numbers = [(await bot.send_message(chat, "a")).message_id for chat in (AN, AN, BINH, AN)]
    assert numbers == [1, 2, 1, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("   ", "Message text is empty"),
        ("<b></b>", "Message text is empty"),
        ("a" * 4097, "Message is too long"),
        ("👍" * 2049, "Message is too long"),
        ("<b>a", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_texts_that_telegram_refuses(api: BotApi, bot: Bot, text: str, words: str) -> None:
    with pytest.raises(BadRequest, match=r".") as refusal:
        await bot.send_message(AN, text, parse_mode="HTML")
    assert refusal.value.message.lower() == words.lower()
    assert api.messages(AN) == []


async def test_the_length_counts_after_parsing(api: BotApi, bot: Bot) -> None:
    await bot.send_message(AN, f"<b>{'👍' * 2047}</b>&lt;&amp;", parse_mode="HTML")
    assert len(api.messages(AN)[0].text) == 2049


async def test_captions_are_bounded(bot: Bot) -> None:
    await bot.send_document(AN, b"x", caption="a" * 1024, filename="a.txt")
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(AN, b"x", caption="a" * 1025, filename="a.txt")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "a", "callback_data": ""}, "Button_data_invalid"),
        ({"text": "a", "callback_data": "đ" * 33}, "Button_data_invalid"),
        ({"text": "", "callback_data": "a"}, "non-empty"),
        ({"callback_data": "a"}, "non-empty"),
        ({"text": "a"}, "Text buttons are unallowed"),
        ({"text": "a", "callback_data": "a", "url": "https://a.vn"}, "exactly one"),
    ],
)
async def test_keyboards_that_telegram_refuses(bot: Bot, button: dict[str, str], words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.do_api_request(
            "sendMessage", {"chat_id": AN, "text": "a", "reply_markup": {"inline_keyboard": [[button]]}}
        )


async def test_callback_data_of_64_bytes_passes(api: BotApi, bot: Bot) -> None:
    await bot.send_message(AN, "a", reply_markup=keyboard([("a", "đ" * 32)]))
    assert api.messages(AN)[0].buttons == [[("a", "đ" * 32)]]


async def test_who_cannot_be_written_to(api: BotApi, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(STRANGER, "a")
    await api.add_person(STRANGER, "Lạ", started=False)
    with pytest.raises(Forbidden, match="initiate"):
        await bot.send_message(STRANGER, "a")
    await api.say(STRANGER, "/start")
    await bot.send_message(STRANGER, "a")
    await api.block(STRANGER)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(STRANGER, "a")
    await api.unblock(STRANGER)
    await bot.send_message(STRANGER, "a")


async def test_a_group_that_moved_says_where(api: BotApi, bot: Bot) -> None:
    await api.add_group(-5, "Phòng Kế hoạch")
    await api.migrate_group(-5, GROUP)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-5, "a")
    assert moved.value.new_chat_id == GROUP
    assert (await bot.send_message(GROUP, "a")).chat.type == "supergroup"


async def test_a_wrong_token_is_unauthorized(api: BotApi, bot: Bot) -> None:
    api.token = "123456:other"
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_a_method_out_of_the_table_is_not_found(bot: Bot) -> None:
    with pytest.raises(InvalidToken):  # how PTB reads 404
        await bot.send_dice(AN)


@pytest.mark.parametrize(
    ("method", "given", "words"),
    [
        ("sendMessage", {"text": "a"}, "Chat_id is empty"),
        ("sendMessage", {"chat_id": AN}, "Message text is empty"),
        ("sendMessage", {"chat_id": AN, "text": "a", "reply_markup": "{"}, "Can't parse reply keyboard markup"),
        ("sendMessage", {"chat_id": AN, "text": {"a": 1}, "disable_notification": 5}, "."),
        ("sendMessage", {"chat_id": AN, "text": "a", "parse_mode": "Markdown"}, "Unsupported parse_mode"),
        ("sendDocument", {"chat_id": AN}, "There is no document in the request"),
        ("sendDocument", {"chat_id": AN, "document": "nothing"}, "Wrong file identifier"),
        ("editMessageText", {"chat_id": AN, "message_id": "x", "text": "a"}, 'Invalid value of parameter "message_id"'),
        ("getFile", {"file_id": "nothing"}, "Invalid file_id"),
        ("setMyDescription", {"description": "a" * 513}, "Description is too long"),
        ("setWebhook", {"url": "http://a.vn"}, "Bad webhook"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}, "Text is too long"),
    ],
)
async def test_missing_and_wrong_parameters(bot: Bot, method: str, given: dict[str, object], words: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await bot.do_api_request(method, given)


async def test_unknown_parameters_are_ignored_and_noted(api: BotApi, bot: Bot) -> None:
    await bot.do_api_request("sendMessage", {"chat_id": AN, "text": "a", "colour": "red"})
    assert api.unknown_parameters == [("sendMessage", "colour")]


async def test_ptb_sends_nothing_that_telegram_does_not_know(api: BotApi, bot: Bot) -> None:
    await bot.send_message(AN, "a", disable_notification=True, reply_markup=keyboard([("a", "b")]))
    await bot.send_document(AN, b"x", caption="a", filename="a.txt")
    assert api.unknown_parameters == []


async def test_an_answer_shows_what_it_answers(api: BotApi, bot: Bot) -> None:
    asked = await api.say(AN, "câu hỏi")
    sent = await bot.send_message(AN, "a", reply_parameters=ReplyParameters(asked))
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "câu hỏi"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(AN, "a", reply_parameters=ReplyParameters(77))
    await bot.send_message(AN, "a", reply_parameters=ReplyParameters(77, allow_sending_without_reply=True))


async def test_editing(api: BotApi, bot: Bot) -> None:
    sent = await bot.send_message(AN, "cũ", reply_markup=keyboard([("a", "a")]))
    await bot.edit_message_reply_markup(AN, sent.message_id, reply_markup=keyboard([("b", "b")]))
    assert api.messages(AN)[0].buttons == [[("b", "b")]]
    await bot.edit_message_text("<i>mới</i>", AN, sent.message_id, parse_mode="HTML")
    (message,) = api.messages(AN)
    assert (message.html, message.buttons, message.edited) == ("<i>mới</i>", [], True)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("<i>mới</i>", AN, sent.message_id, parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("a", AN, 77)
    own = await api.say(AN, "của tôi")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("a", AN, own)


async def test_files_go_out_and_come_back_by_id(api: BotApi, bot: Bot) -> None:
    sent = await bot.send_document(AN, b"bao cao", filename="báo cáo.docx", caption="<b>x</b>", parse_mode="HTML")
    assert sent.document
    assert sent.document.file_name == "báo cáo.docx"
    again = await bot.send_document(BINH, sent.document.file_id)
    assert again.document
    assert await (await bot.get_file(again.document.file_id)).download_as_bytearray() == b"bao cao"
    (message,) = api.messages(AN)
    assert (message.file_name, message.html) == ("báo cáo.docx", "<b>x</b>")


async def test_pictures(api: BotApi, bot: Bot) -> None:
    sent = await bot.send_photo(AN, PNG, caption="ảnh")
    assert await (await bot.get_file(sent.photo[0].file_id)).download_as_bytearray() == PNG
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(AN, b"no picture")
    assert len(api.messages(AN)) == 1


async def test_the_command_menu(api: BotApi, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("viec", "Việc của tôi")])
    assert api.values["commands"] == {"default:": [{"command": "viec", "description": "Việc của tôi"}]}
    for command, description in (("Việc", "a"), ("", "a"), ("a" * 33, "a"), ("a", ""), ("a", "b" * 257)):
        with pytest.raises(BadRequest, match=r"(?i)bot_command"):
            await bot.do_api_request("setMyCommands", {"commands": [{"command": command, "description": description}]})
    with pytest.raises(BadRequest, match=r"(?i)too_much"):
        await bot.set_my_commands([BotCommand(f"c{n}", "a") for n in range(101)])
    await bot.delete_my_commands()
    assert api.values["commands"] == {"default:": []}


async def test_the_rest_of_the_methods_answer(api: BotApi, bot: Bot) -> None:
    assert (await bot.get_me()).id == 123456
    assert (await bot.get_chat(AN)).first_name == "An"
    assert await bot.send_chat_action(AN, "typing")
    assert await bot.set_my_description("a")
    assert await bot.set_my_short_description("a")
    assert await bot.log_out()
    assert await bot.close()
