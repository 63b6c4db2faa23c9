"""Vietnamese in old writings as others have written it down, and the sentences that were meant.

``TCVN3_BY_ICONV: Final = (
"""

from __future__ import annotations

from typing import Final

from judge_desk.exchange.submissions.old_writing import Writing

TCVN3_BY_ICONV: Final = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậ"
    "èỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ"
)
SENTENCES: Final = (
    (
        Writing.TCVN3,
        "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc",
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
    ),
    (
        Writing.TCVN3,
        "T«i yªu tiÕng n\u00adíc t«i tõ khi míi ra ®êi, ng\u00adêi ¬i",
        "Tôi yêu tiếng nước tôi từ khi mới ra đời, người ơi",
    ),
    (
        Writing.VNI,
        "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM\nÑoäc laäp - Töï do - Haïnh phuùc",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ),
    (
        Writing.VNI,
        "Toâi yeâu tieáng nöôùc toâi töø khi môùi ra ñôøi,\nNgöôøi ôi, Tieáng Vieät coøn, nöôùc ta coøn!",
        "Tôi yêu tiếng nước tôi từ khi mới ra đời,\nNgười ơi, Tiếng Việt còn, nước ta còn!",
    ),
)
PROSE: Final = (
    "Sáng kiến được áp dụng từ tháng 3 tại bộ phận một cửa của xã, nhằm giảm thời gian chờ đợi của người dân khi nộp"
    " hồ sơ hộ tịch, đất đai và bảo trợ xã hội. Cán bộ quét mã, hệ thống tự điền biểu mẫu, kỹ thuật viên chỉ kiểm tra."
    " Kết quả: tỷ lệ trả trước hạn đạt 98,5%, không còn hồ sơ trễ, mỗi ngày tiết kiệm khoảng 2 giờ đi lại."
)


def written_old(text: str, writing: Writing) -> str:
    """Write a text in an old writing, one of its letters after the other; what it has no letter for stays."""
    return "".join(_WRITTEN[writing].get(letter, letter) for letter in text)


_TCVN3: Final = {letter: chr(0xA1 + place) for place, letter in enumerate(TCVN3_BY_ICONV)}
_VNI_LETTERS: Final = "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ"
_VNI_WRITTEN: Final = tuple(
    each
    for row in (
        "aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë",
        "eù eø eû eõ eï eâ eá eà eå eã eä",
        "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï",
        "uù uø uû uõ uï ö öù öø öû öõ öï",
        "í ì æ ó ò yù yø yû yõ î ñ",
    )
    for each in row.split()
)
_VNI: Final = dict(zip(_VNI_LETTERS, _VNI_WRITTEN, strict=True))
_VPS_LETTERS: Final = "áàảãạâấầẩẫậăắằẳẵặéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựíìỉĩịýỳỷỹỵđ"
_VPS_WRITTEN: Final = bytes.fromhex(
    "e1e0e4e3e5 e2c3c0c4c5c6 e6a1a2a3a4a5 e9e8c8ebcb ea898a8bcd8c f3f2d5f586 f4d3d2b087b6 d6a7a9aaabae faf9fbdbf8"
    " dcd9d8babbbf edecccefce 9aff9bcf9c c7"
).decode("latin-1")
_WRITTEN: Final = {
    Writing.TCVN3: _TCVN3,
    Writing.VNI: _VNI | {letter.upper(): written.upper() for letter, written in _VNI.items()},
    Writing.VPS: dict(zip(_VPS_LETTERS, _VPS_WRITTEN, strict=True)),
}
