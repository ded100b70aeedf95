"""The set phrases of press and office, as lines of a page show them: datelines, credits, bylines, date lines, addresses.

Shared by the segmenter, which sorts lines with them, and the describers, which read them. Each pattern is a sentence of
alternatives; `any_of` keeps the words as lists that a reader of newspapers can check and extend.
"""

from __future__ import annotations

import re

from generator.dates import CLOCK, DATE, PLACE, english_day
from generator.hanzi import simplified, words
from generator.interface_forms import is_dated_row
from generator.layout import width
from generator.names import are_names, is_name, is_transcribed
from generator.page_data import FULL_DAY, RECORD, is_page_data, tells_much
from generator.wordlists import HAN as HAN
from generator.wordlists import any_of as any_of
from generator.wordlists import word_set as word_set

INSTRUMENTS = "声明 公报 宣言 公告 协定 备忘录 议定书 条约"  # Simplified: what states sign or issue together
AGENCIES = (
    "新华社 中新社 中评社 中央社 法新社 路透社 美联社 塔斯社 俄新社 共同社 韩联社 埃菲社 安莎社 德新社 合众社 彭博社"
)

_MEDIA = any_of(
    AGENCIES,
    "新華社 中評社 美聯社 韓聯社 合眾社 路透 中新网 新华网 人民网 央视 央视网",
    rf"{HAN}{{1,8}}(?:通讯社|通訊社|社|网|網|日报|日報|晚报|晚報|报|報|电台|電台|新闻)",
)
_OWN = any_of("本报 本報 本刊 本台 本网 本網 本社")
_DAY = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿]{1,3})\s*[日号號]"
_MONTH = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
_YEAR = r"[0-9〇○零一二三四五六七八九]{4}年"
_WIRE = any_of("专 專 急 综合 綜合 外 更新 快 特 体育 記者") + r"?[电電讯訊]"
_FILED = any_of("综合 綜合 即時 專題 专题") + "?" + any_of("报道 報道 報導 报导 专电 專電 電 电")
_PLACES = r"[\u4e00-\u9fffA-Za-z·／/、．.“”「」\s]{0,24}?"  # a ship has marks around its name
_BY_WIRE = any_of("综合 綜合 综合外电 綜合外電 外电 外電") + "?" + any_of("报道 報道 報導 报导")
_NO_WIRE = "(?![说說称稱指认認视視话話影台臺力子网網站商讯訊报報池脑腦动動信源器梯缆纜磁能线線息号號询詢告邀贺賀唁请請复復])"  # 电 begins a word: 5月3日电视台

_SAID_BY = rf"{HAN}*(?:最新|最近|今[日天]|昨[日天]|[的从從记記获獲得发發传傳来來报報称稱据據]|方面)"

INLINE_DATELINE = re.compile(
    rf"""[【\[（(]?\s*(?:
        {_MEDIA}{_PLACES}(?:{_YEAR})?(?:{_MONTH})?{_DAY}\s*{any_of("上午 下午 晚 夜 凌晨")}?\s*{_WIRE}   # 新华社北京11月17日电
      | {_MEDIA}{_PLACES}(?:{_YEAR})?{_MONTH}{_DAY}\s*(?:综合|綜合)?{any_of("报道 報道 报导 報導 消息")}(?=\s*[】\]])       # 【云州网3月25日综合报道】
      | {_OWN}[\u4e00-\u9fff·／/、\s]{{0,12}}?(?:(?:{_MONTH})?{_DAY}\s*)?{_WIRE}                        # 本报北京讯
      | (?![据據]{HAN}{{1,8}}[网網]站?消息){_MEDIA}(?:{any_of("讯 訊 专讯 專訊 特讯 特訊")}|消息(?![，,]))               # 据某部官网消息 tells a source
      | {_MEDIA}(?!{_SAID_BY}){HAN}{{2,6}}(?:(?:{_MONTH})?{_DAY})?消息(?=[:：])                          # 路透社马尼拉消息：
      | [〔［（(【\[]\s*(?:{_OWN}|{_MEDIA})(?:{_PLACES}(?:{_MONTH})?{_DAY}\s*)?{_BY_WIRE}(?=\s*[】\]〕］）)])
      | [（(]{HAN}{{2,8}}(?:{_MONTH})?{_DAY}(?:综合|綜合|专|專)?[讯訊电電](?=[)）])                            # （吉隆坡8日讯）
      | 【{HAN}{{0,6}}《{HAN}{{2,12}}》(?:{HAN}{{1,6}})?(?:{_MONTH})?{_DAY}{any_of("文章 报道 報道 报导 報導 社论 社論 评论 評論 消息")}(?=】)   # 【某国《某报》网站1月10日文章】
      | [据據]?(?:{_MEDIA}[\u4e00-\u9fff·／/]{{2,12}}?|{any_of(AGENCIES, "新華社 中評社")})[电電](?=[\s　（(])        # 据新华社内罗毕电, 据新华社电
      | [〔［（(【\[]\s*{any_of("本報 本报 中央社 实習 實習")}?(?:特派)?{any_of("记者 記者")}             # 〔記者某某／台北報導〕
            [\u4e00-\u9fff、·\s]{{2,24}}[／/｜|]\s*[\u4e00-\u9fff、]{{2,10}}{_FILED}
    )(?:\s*[】\]〕］]|\s*[）)]|(?=[\s　（(【:：,，/／]|$|记者|記者|通讯员|据|讯)
      |(?<=[日号號][电電]){_NO_WIRE}(?=[\u4e00-\u9fff“「《0-9]))  # a wrap took the space""",
    re.VERBOSE,
)

# -- credits and bylines --------------------------------------------------------------------------------------------

_FROM = any_of(
    "来源 來源 本文来源 本文來源 内容来源 內容來源 文稿来源 文稿來源 稿源 信息来源 信息來源 文章来源 文章來源 新闻来源 新聞來源 资料来源 資料來源 出处 出處 文章出处 文章出處 原稿出处 原稿出處 消息来源 消息來源 原载 原載 转自 轉自 摘自 发布机构 发布单位 供稿 据 據 Source"
)
_CREDIT = re.compile(
    rf"""[（(【\[]?\s*(?:{_FROM}\s*[:：]?\s*)?(?:
        {_MEDIA}[^，。！？]{{0,20}}(?:{_MONTH})?{_DAY}\s*{_WIRE}
      | {_MEDIA}\s*{DATE}[日号號]?\s*{_FILED}
      | [据據]{_MEDIA}{any_of("消息 报道 報道 報導 讯 訊 电 電")}?
    )\s*[）)】\]]?
    | [（(【\[]?\s*{_FROM}\s*[:：《|｜]\s*[^。！？]{{1,40}}[）)】\]]?
    | (?:以下|本)(?:文章|文)(?:内容|內容)?(?:来源于|來源於|来自|來自|转载自|轉載自|摘自|选自|選自)\s*[:：]?[^。；]{{2,24}}
    | 《{HAN}{{2,12}}》\s*[（(]\s*{DATE}[^（）()]{{0,16}}[)）]
    | [（(]\s*《{HAN}{{2,12}}》\s*[,，]?\s*{DATE}[^（）()。]{{0,16}}[)）]
    | [（(](?:{_FROM}|选自)[^。！？]{{2,30}}[）)]
    | [（(]?(?:记者|記者)\s*{HAN}{{2,4}}(?:[、，]{HAN}{{2,4}})*\s*[／/]\s*{HAN}{{0,6}}(?:报道|报导|報導|報道|专访|專訪|专题|摄影|攝影|电|電)[）)]?   # 記者 某某／綜合報導
    """,
    re.VERBOSE,
)
_SOURCE = re.compile(  # a line of nothing but the name of who printed the text first
    any_of(
        AGENCIES,
        "新華社 中評社 新华网 新華網 人民网 人民網 中新网 中新網 中国新闻网 中國新聞網 央视网 央视新闻 环球网 光明网 国际在线 中国网 澎湃新闻 观察者网",
        f"{HAN}{{2,6}}(?:新闻社|新聞社|通讯社|通訊社)",
        "人民日报 人民日報 光明日报 经济日报 解放军报 中国青年报 环球时报 参考消息 外交部网站 中国政府网 新华社客户端 人民日报客户端 新华社新媒体",
    )
)
_REPORTER = (
    any_of(
        "本报 本報 本刊 本网 本網 本台 新华社 新華社 中新社 人民网 新华网 央视 特派 特约 特約 首席 见习 实习",
        f"[驻駐]{HAN}{{2,6}}",
    )
    + "*"
    + any_of("记者 記者 通讯员 通訊員 特派员 评论员 評論員 撰稿 撰稿人 特派记者")
)
_PERSON = rf"(?:{HAN}{{2,4}}|{HAN}\s{HAN}|{HAN}{{1,8}}(?:[·・]{HAN}{{1,10}})+)"
_MARK = r"[□■◇◆●○▲△•]"
_SET_WIDE = rf"(?:{HAN}{{2,4}}|{HAN}(?:[ \u3000]{{1,3}}{HAN}){{1,2}}|{HAN}{{1,8}}(?:[·・]{HAN}{{1,10}})+)"
_ROLE = rf"(?:《?{_MEDIA}》?[\s／/-]*){{0,3}}{_REPORTER}"  # 聯合報／特派記者
_FILED_AT = rf"(?:[\s／/]*(?:发自|發自){HAN}{{2,8}}|[\s／/]*{HAN}{{2,6}}(?:[-－—·、]{HAN}{{2,6}})?(?:{_DAY})?\s*{any_of('連線 连线')}?{_FILED}|[\s／/]+{any_of('摄影 攝影')}?{any_of('报道 報道 報導 文')})"
# Who reported, and from where: `■本报特约记者  白小川  通讯员  柳  青`, `大公報記者　黃渡海城報道`
_REPORTED = re.compile(
    rf"""[（(【\[［〔]?\s*{_MARK}?\s*{_ROLE}(?P<apart>\s*[:：]\s*|\s*)(?P<first>{_SET_WIDE}?)
        (?:[\s、，,/]*+[和与]?[\s、，,/]*+{_MARK}?[\s、，,/]*+(?:(?<=[\s、，,/和与□■◇◆●○▲△•]){_ROLE}\s*[:：]?\s*)?(?<=[\s、，,/和与者员員:：]){_SET_WIDE}?){{0,7}}
        {_FILED_AT}?\s*[）)】\]］〕]?""",
    re.VERBOSE,
)
_SIGNED = any_of(
    "作者 签名人 簽名人 签署人 发起人 发起者 联署人 联名 记者 記者 文 撰文 口述 采写 采访 整理 译者 譯者 译 譯 翻译 翻譯 撰稿 文字 署名"
)
_BYLINE = re.compile(
    rf"""[（(【\[]?\s*(?:
        [□■◇◆●○▲△]?\s*{_REPORTER}\s*[:：]?\s*{_PERSON}(?:[\s、，,/|和与]+(?:{_REPORTER})?\s*{_PERSON}){{0,6}}
            (?:\s*{any_of("文 报道 報道 報導 整理 采写 采访")})?
      | {_SIGNED}\s*[:：/／]\s*[^，。！？]{{2,40}}
      | {_REPORTER}
      | {_PERSON}\s*{any_of("译 譯 著 撰 撰文 整理")}
    )\s*[）)】\]]?""",
    re.VERBOSE,
)

# -- offices and signatures -----------------------------------------------------------------------------------------

_HIGH = (
    "主席 总统 總統 总理 總理 首相 国王 國王 部长 部長 外长 外長 大臣 秘书长 秘書長 总书记 總書記 大使",
    "女王 大公 国务卿 國務卿 总干事 總幹事 干事长 书记 書記 委员长 委員長 议长 議長 省长 市长 省長 市長 县长 州长 局长 局長 主任",
    "司长 司長 代表 发言人 發言人 总裁 總裁 行长 行長 校长 校長 院长 院長 会长 會長 理事长 理事長 董事长 董事長 社长 社長 委员 委員",
    "特使 专员 專員 高级代表 领事 領事 总领事 教授 研究员 研究員 院士 博士 上将 将军 先生 女士",
)
_OFFICE = any_of(*_HIGH)
_STRONG_OFFICE = re.compile(any_of(_HIGH[0]) + "$")
_OFFICE_ENDS = "长長员員師师家事席统統理相记記使授士官任监監裁人者"
_OFFICE_NAME = re.compile(rf"[^，。！？；：]{{0,40}}{_OFFICE}[\s　]*{_PERSON}{any_of('先生 女士 阁下 閣下')}?")
_NAME_OFFICE = re.compile(rf"{_PERSON}[\s　]+[^，。！？；：]{{2,30}}{_OFFICE}")
_TRANSCRIBED = re.compile(r"[\u4e00-\u9fff·]{2,10}")
SIGNING_BODY = re.compile(
    r"[^，。！？；：]{2,24}"
    + any_of(
        "办公室 辦公室 编辑部 編輯部 委员会 委員會 政府 局 厅 廳 部 处 處 署 院 馆 館 社 公司 协会 協會 学会 學會 大使馆 大使館",
        "秘书处 秘書處 大学 大學 学院 研究所 中心 联盟 聯盟 组织 組織 基金会 村委会",
        f"全体{HAN}{{2,4}}",
    )
)

# -- dates, numbers, addresses --------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?:(?:文件|公文)(?:编号|編號)|文号|文號)\s*[:：]\s*\S{2,30}|第\s*[0-9]{1,4}/[12][0-9]{3}\s*[号號](?:通告|公告|通知|令|批示)?|[\u4e00-\u9fff（）()]{1,14}[〔\[（(][12][0-9]{3}[〕\]）)]\s*第?\s*[0-9]{1,4}\s*[号號]"
    r"|[〔\[（(][12][0-9]{3}[〕\]）)][\u4e00-\u9fff]{1,8}第?\s*[0-9]{1,5}\s*[号號]"  # （2015）部领字第118号
)
_SUBJECTS = re.compile(
    r"(?:关键[词字]|關鍵[詞字]|标签|標籤|标签云|Tags?|主题词|主題詞|进入专题|進入專題|所属专题|所屬專題)\s*[:：]\s*[^。]{2,60}"
)
_ASIDE = re.compile(r"[（(][^（）()。]{4,40}[）)]")
_HELD_AT = re.compile(
    r"(?:会议|會議|活动|活動|发布|發布)?(?:地点|地點|发布人|發布人|发布会主题|主题|主題)\s*[：:]\s*[^。？！：:]{2,50}"
)
_CLOCK_LINE = re.compile(  # 香港時間18時12分
    r"(?:[\u4e00-\u9fff]{2,4}(?:时间|時間)|(?:发布|發布|發佈|发稿|發稿)?(?:时间|時間)\s*[:：])\s*[0-9０-９]{1,2}\s*[时時点點:：]\s*[0-9０-９]{1,2}\s*分?"
)
_SIGNED_IN_BRACKETS = re.compile(r"[（(]\s*(?P<names>[\u4e00-\u9fff·、\s]{2,30})[）)]")  # （王  晨）
_DATED = any_of(
    "发布时间 发布日期 发表时间 發布時間 發佈時間 發布日期 發佈日期 發表時間 發表日期 发表日期 更新日期 张贴日期 張貼日期 刊登時間 更新时间 更新時間 时间 時間 日期 发表于 發表於 刊登日期 成文日期 公布日期",
    r"作者.{0,12} .{0,10}版\s",
)
_MINGUO_DAY = re.compile(
    rf"(?:{_DATED}\s*[:：]?\s*)?(?:民國|民国)?[0-9]{{2,3}}年[0-9]{{1,2}}月[0-9]{{1,2}}日{CLOCK}"
)  # 88年09月07日
_BESIDE = any_of(
    "来源 來源 作者 记者 編輯 编辑 责编 字号 浏览 阅读 点击 發表 发表 更新", f"{HAN}{{2,8}}(?:网|社|报社|报|網|報)"
)
_DATE_LINE = re.compile(
    rf"""[（(【\[［]?\s*
    (?:{_DATED}\s*[:：]?\s*)?
    (?:{PLACE}\s*[,，、·\s]\s*)?
    (?:公元)?{DATE}{CLOCK}
    (?:\s*[,，]?\s*[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][）)]?)?
    (?:\s*{any_of("上午 下午 晚 夜 凌晨 中午")})?
    (?:\s*[,，、·\s于於]\s*[于於在]?\s*{PLACE})?
    \s*[）)】\]］]?
    (?:[\s　|｜]+{_BESIDE}\s*[:：]?[^，。]{{0,40}})?""",
    re.VERBOSE,
)
VOCATIVE = re.compile(
    "(?:"
    + any_of("尊敬的 敬爱的 敬愛的 亲爱的 親愛的 各位 女士们 女士們 先生们 先生們 同志们 同志們 朋友们 朋友們 同胞们")
    + r"|[^，。！？：:]{1,16}"
    + any_of("阁下 閣下 先生 女士 总统 主席 总理 部长 同志 殿下 陛下")
    + r").{0,60}[：:，,！!、]"
    + r"|[^，。！？：:\s]{1,8}"  # 青年朋友们！
    + any_of("朋友 同学 同學 同事 同胞 同仁 伙伴 夥伴")
    + "[们們][：:！!]"
)
ADDRESS = re.compile(
    any_of("尊敬的 敬爱的 敬愛的 亲爱的 親愛的 各位 女士们 女士們 先生们 先生們 同志们 朋友们")
    + r"[^。；？]{0,40}[：:，,！!]"
)
CLOSING = re.compile(
    any_of(
        "预祝 預祝 谨祝 顺祝 恭祝 衷心 谢谢 謝謝 多谢 感谢 祝 此致 敬礼 敬禮 顺致 再见 干杯 万岁 特此 此复 妥否 以上 谨启 敬上",
        "关键词 關鍵詞 中图分类号 中圖分類號 摘要： 摘要: 本文关键词",
    )
    + "(?![酒词詞辞辭贺賀信])"
    + r"|(?:问|問|答|记者|記者)(?=[:：\s]|$)"
)
NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十百0-9]{1,4}[章节節編编條条款段部分讲講]"
    r"|[0-9０-９]{1,2}[、．.)）]|[①-⑳]"
)
GENERIC = re.compile(
    r"(?:前\s*言|序\s*言|序|引\s*言|引\s*子|导\s*言|導\s*言|绪\s*论|结\s*语|結\s*語|结束语|尾\s*声|后\s*记|後\s*記|跋"
    r"|附\s*[件录錄注][一二三0-9]*|编者按|編者按|按语|(?:内容|內容)?[摘提]\s*要|目\s*[录錄次]|注\s*[释釋]|参考文献|背景|问答"
    rf"|全文如下[:：]?|{HAN}{{1,3}}篇)"
)


_OF_WRITER = re.compile(  # 作者为某某评论员
    r"(?:本文)?(?:作者|译者|譯者)(?:[\u4e00-\u9fff]{2,4})?(?:[为為系是]|现任|現任)[^，。：]{2,30}(?:[员員家授任师師长長使士]|学者|學者|作者|[编編][辑輯]|官)"
)


def line_kind(line: str) -> str | None:
    """The kind of a line that its words alone tell, or None.

    >>> [line_kind(t) for t in ("2020-06-19 00:35", "（新华社北京11月17日电）", "中华人民共和国主席 习近平", "前言")]
    ['dateline', 'credit', 'byline', None]
    """
    if line.count("。") > 0:
        return None
    if is_dated_row(line) or tells_much(line):
        return "dateline"
    if width(line) > 46:
        return None
    if english_day(line):
        return "dateline"
    if _DATE_LINE.fullmatch(line) or is_page_data(line):
        return "dateline" if FULL_DAY.search(line) or _DATE_LINE.fullmatch(line) else "credit"
    if (
        _CREDIT.fullmatch(line)
        or _SOURCE.fullmatch(line)
        or (INLINE_DATELINE.fullmatch(line) and not line.endswith(("讯", "訊")))
    ):
        return "credit"
    if RECORD.fullmatch(line):
        return "dateline" if FULL_DAY.search(line) else "note"
    signed = _SIGNED_IN_BRACKETS.fullmatch(line)
    if (signed and are_names(signed["names"].strip())) or _office_in_brackets(line) or _reporters_in_brackets(line):
        return "byline"
    if _MINGUO_DAY.fullmatch(line):
        return "dateline"
    if (
        _CLOCK_LINE.fullmatch(line)
        or _HELD_AT.fullmatch(line)
        or _NUMBER.fullmatch(line)
        or _ASIDE.fullmatch(line)
        or _SUBJECTS.fullmatch(line)
        or _OF_WRITER.fullmatch(line)
    ):
        return "note"
    return "byline" if _is_byline(line) or _office_and_name(_READ_OUT.sub("", line)) else None


_READ_OUT = re.compile("[\\s　]*（(?:代[读讀为為致]?|[书書]面|[宣代]?[读讀])+）$")  # 司长 某某（代读）


_ROW_MARK = re.compile(r"[●○■□◆◇★☆▲△•]")
_IN_ROW = re.compile(  # 本报驻海州、岱州特派特约记者 某某 某某; 某某 海州青年报记者 某某
    rf"""(?P<before>(?:(?!{HAN}*(?:记者|記者|通讯员|通訊員)){HAN}{{2,4}}[\s　、]+)*)
        (?P<role>(?:(?:{_MEDIA}|{_OWN})[·・]?){{0,3}}(?:[驻駐][\u4e00-\u9fff、]{{2,20}}?)?{any_of("特派 特约 特約 首席 见习 實習 实习")}*
            {any_of("记者 記者 通讯员 通訊員 特派员 撰稿人 实习生 實習生")})?
        (?:[\s　]+(?P<names>(?:{HAN}{{2,4}}|{HAN}+·{HAN}+)(?:[\s　、]+(?:{HAN}{{2,4}}|{HAN}+·{HAN}+))*))?""",
    re.VERBOSE,
)


def reporters_in_row(line: str) -> tuple[str, ...]:
    """The reporters who stand in a row, each under a mark or beside a role; none if anything else stands there.

    >>> reporters_in_row("●本报驻海州、云州特派特约记者 白小川 柳青山 ● 任重 ●本报记者 范小渡")
    ('白小川', '柳青山', '任重', '范小渡')
    >>> reporters_in_row("白小川 海州青年报记者 范小渡"), reporters_in_row("●记者节 ●读者来信"), reporters_in_row("渡口 记者 来信")
    (('白小川', '范小渡'), (), ())
    """
    cells = [cell.strip(" 　、") for cell in _ROW_MARK.split(line)]
    rows = [_IN_ROW.fullmatch(cell) or _IN_ROW.fullmatch(f" {cell}") for cell in cells if cell]
    if not any(row and row["role"] for row in rows) or (len(rows) == 1 and not (rows[0] and rows[0]["before"])):
        return ()
    found: list[str] = []
    for row in rows:
        here = re.split(r"[\s　、]+", f"{row['before'] or ''} {row['names'] or ''}".strip()) if row else []
        sure = sum(map(is_name, here))
        if not sure or sure < (0.5 if len(rows) > 1 else 1) * len(here):  # pen names stand among the names
            return ()
        found += here
    return tuple(found)


_UNDER_SIGN = re.compile(rf"[◎☉⊙□■]\s*(?:文[/／:：]?\s*)?(?P<name>{_SET_WIDE})")  # ◎柳青
_ASKED = re.compile(
    r"(?:记者|記者)[:：]\s*(?=\S{7})(?!(?:\S{2,4}[\s　、，,])*\S{2,4}$)"
)  # a question in a talk, cut by a column


def _is_byline(line: str) -> bool:
    """A reporter's line; where nothing sets the name apart, it must be one (`记者茶叙纪要` is a title)."""
    if reporters_in_row(line):
        return True
    named = _REPORTED.fullmatch(line)
    if named and (is_name(named["first"]) or (named["apart"] and _may_be_name(named["first"]))):
        return True
    if signed := _UNDER_SIGN.fullmatch(line):
        return is_name(signed["name"]) or _may_be_name(signed["name"])
    if not _BYLINE.fullmatch(line) or _ASKED.match(line):
        return False
    rest = re.sub(rf"^[（(【\[□■◇◆●○▲△\s]*{_REPORTER}", "", line).strip("）)】] ")
    return rest == line or not rest or bool(re.search(r"[\s　:：/／、]", rest)) or are_names(rest)


def _office_in_brackets(line: str) -> bool:
    """Does a line tell in brackets who speaks: `（外事办公室发言人 某某）`?"""
    return bool(re.fullmatch(r"[（(][^（()）]+[)）]", line)) and _office_and_name(line[1:-1])


def _reporters_in_brackets(line: str) -> bool:
    """Does a line tell in brackets who reported, by more than one role: `（记者 柳青山 通讯员 白小川）`, `（记者 柳青山 整理）`?"""
    return bool(re.fullmatch(r"[（(][^（()）。]+[)）]", line)) and len(_ROLES.findall(line)) > 1 and _is_byline(line)


_ROLES = re.compile(f"{_REPORTER}|{any_of('实习生 實習生 摄影 攝影 整理 采写 採寫')}")


def _may_be_name(text: str) -> bool:
    """May a word set apart behind `记者` be a name, with a surname that no list has?"""
    bare = re.sub(r"[\s　]", "", text)
    return len(bare) <= 3 and simplified(bare) not in words()


_LEADER = re.compile("[团團队隊组組馆館站台局厅廳司院校会會社区區县縣州市省][长長]$|(?:代表|[专專]家|[学學]者)$")


def _office_and_name(line: str) -> bool:
    """An office and a name set apart by a space, in either order: `中华人民共和国主席 习近平`."""
    words = line.replace("\u3000", " ").split()
    if len(words) < 2 or NUMBERED.match(line):
        return False
    if _STRONG_OFFICE.search(words[-2]) and len(words) == 2 and _TRANSCRIBED.fullmatch(words[-1]):
        return True
    if len(words) == 2 and _LEADER.search(words[0]) and is_transcribed(words[1]):
        return True
    if is_name(words[-1]) and (_OFFICE_NAME.fullmatch(line) or (len(words) == 2 and words[0][-1] in _OFFICE_ENDS)):
        return True
    return bool(_NAME_OFFICE.fullmatch(line)) and is_name(words[0])
