"""What every export says of itself: how the texts were made, and whose they are."""

from __future__ import annotations

MACHINE = ("机器整理", "机器整理：改动、分篇、著录、标注")
RIGHTS = (
    "文献的文字保留作者与出版者的一切权利；本档案没有取得授权，也不授予任何人使用的权利。"
    "The text keeps all rights of its author and publisher; the archive grants none."
)
MARKUP = (
    "著录、规范记录、校勘记、标注由本档案作成，与生成程序同以 MIT 许可发布；该许可不及于文献的文字。"
    "Metadata, authorities, apparatus and markup are this archive's, under the MIT licence of its generator, which does "
    "not extend to the text."
)
PAGE = "不属任何文献的版面文字与重复抓取 · page furniture and repeated copies, outside every document"
PROJECT = (
    "抓取所得的文本，整理为可读、可引、可核对的档案；原件一字不改，每处改动都有记录。",
    "Scraped texts, made readable and citable. The witness is never changed; every change is recorded here.",
)
EDITORIAL = (
    "lb 的 n 是原件行号，milestone unit=column 的 n 是行与列，从 1 起，按码位计；milestone unit=end 是文件末行的行尾。"
    "choice 中 sic、orig 是原件，corr、reg 是整理后的文字；surplus 与 fw 只见于原件，supplied 只由编者补出；不在 choice "
    "中的 sic 由编者确认原文如此。gap 的 desc 说明缺文，不是文字。break=no 的 lb 是版面折行。空白也是文字：各段之内照录，各段之间不计。",
    "ana names the rule of an edit and the reason, on its first element. Without corr, reg, supplied, note and the "
    "desc of a gap: the witness. Without note, surplus, fw, the desc of a gap and the sic and orig of a choice: the reading "
    "text. Line ends are not told apart "
    "(LF, CRLF, CR); the file with the digest given is the witness.",
)
