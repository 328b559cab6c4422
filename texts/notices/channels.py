"""What the office is told of the channels themselves: who may use them, how many messages they carry."""

from __future__ import annotations

from actions.delivery.outgoing import RenderedNotice
from domain.office.people import Person
from domain.payloads.office import ChannelFullNotice, QuotaNotice
from texts.notices.parts import said
from texts.scene import Scene
from texts.words import channel_name


def _channel_full(_scene: Scene, saying: RenderedNotice[ChannelFullNotice], _recipient: Person) -> str:
    told = saying.payload
    return (
        f"Bot {channel_name(told.channel)} đã đủ {told.limit} người, là mức gói hiện tại cho phép: người liên kết sau sẽ bị từ chối. "
        "Thu hồi liên kết của người không còn dùng (<code>/thulienket</code> và họ tên), mời qua kênh khác, hoặc nâng gói."
    )


def _quota(scene: Scene, saying: RenderedNotice[QuotaNotice], _recipient: Person) -> str:
    told = saying.payload
    name, anew = channel_name(told.channel), told.anew_at.astimezone(scene.timezone)
    used = f"Bot {name} đã gửi {told.sent} trong {told.limit} tin được phép của tháng này ({told.level} %)."
    if told.level >= 100 and told.sent < told.limit:
        return (
            f"{name} báo bot đã hết số tin được phép, dù Dondoc mới đếm {told.sent} trong {told.limit} tin của tháng này. Mỗi giờ "
            f"Dondoc thử lại; đến khi gửi được, ai có kênh khác thì nhận ở đó, ai chỉ có {name} phải chờ. Việc gấp xin báo trực "
            "tiếp; mời dùng thêm kênh khác: /moi"
        )
    if told.level >= 100:
        return (
            f"{used} Đến {anew:%d/%m/%Y} {name} không gửi được nữa: ai có kênh khác thì nhận ở đó, ai chỉ có {name} phải chờ. "
            "Việc gấp xin báo trực tiếp; mời dùng thêm kênh khác: /moi"
        )
    return (
        f"{used} Từ nay nhắc việc thường được gộp, mỗi người một tin một ngày; tin khẩn và trả lời vẫn gửi ngay. "
        f"Hết mức thì {name} không gửi được đến {anew:%d/%m/%Y}: nên mời dùng thêm kênh khác (/moi) hoặc nâng gói."
    )


TEXTS = (
    said(ChannelFullNotice, "kênh đã đủ người", _channel_full),
    said(QuotaNotice, "số tin trong tháng của kênh", _quota),
)
