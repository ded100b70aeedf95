"""Who published and who reported: agency, newspaper or site, reporters. Only what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.dates import DATE
from generator.describe.naming import Names, People
from generator.describe.reading import Part, Reading, Unit
from generator.describe.reports import is_author, signed_article
from generator.formulas import AGENCIES, any_of, reporters_in_row
from generator.names import is_name
from generator.repairs.running_head import PAPER, is_sure, kinds, parts
from generator.words import aligned, is_place_name, simplified

_AGENCY = re.compile(any_of(AGENCIES))
_WIRE_SITE = re.compile(r"(中新|新华|新華)[网網](.*[电電])")  # an agency's site dates its wires like the agency
_OTHER_AGENCY = re.compile(  # 俄罗斯卫星通讯社: any that dates its wires, not a house that prints or sells
    r"[【\[（(〔\s据據]*(?P<name>(?!本社)[\u4e00-\u9fff]{1,7}?(?:通讯|通訊)?(?<![报報版志誌行作公旅])社)(?=[^社]*[0-9〇一二三四五六七八九十]\s*[日号號]\s*\S{0,2}[电電讯訊])"
)
_PUBLISHER = re.compile(
    r"(?:来源|來源|稿源|信息来源|文章来源|新闻来源|出处|出處|(?<![\u4e00-\u9fff])(?:转自|轉自)|Source)\s*[:：]\s*[（(]?(?P<name>(?:(?![12][0-9]{3}[-/.年])[^\s　|｜（(）):：]){2,24}?)"
    r"(?=$|[\s　|｜）)]|[12][0-9]{3}[-/.年]|(?:编辑|編輯|责编|責編|作者|记者|記者)[:：]|(?<=[^\s　|｜）):：]{24}))"
)
WIRED = re.compile(  # at the end of the last paragraph: （新華社電 記者許望舒）
    r"(?:^|(?<=[。！？”」]))[（(](?:来源|來源|据|據|供稿)?\s*[:：]?\s*[\u4e00-\u9fff]{2,3}社(?:[电電讯訊稿供][^（）()。；]{0,30}|[\s　]*(?:记者|記者|报道组|報道組|報導組)[^（）()。；]{2,30}|)[)）][\s　|｜]*$"
    r"|(?<=[。！？”」])[\s　]*[据據](?:新[华華]|中新|中[央评評]|法新|路透|美[联聯]|塔斯|共同|[韩韓][联聯])社[^。；，]{0,12}$"  # …。据新华社
)
_TAKEN_FROM = re.compile(  # 以下文章来源于某某观察 ，作者某某
    r"(?:以下|本)(?:文章|文)(?:内容|內容)?(?:来源于|來源於|来自|來自|转载自|轉載自|转自|轉自)\s*[:：]?\s*【?(?P<name>[^\s　，,。；【】]{2,16})"
)
_NOBODY = re.compile(
    r"(?:互联)?网络?(?:整理|收集|转载)?|未知|不详|佚名|(?:本站)?(?:原创|整理|转载|编辑|编译)|本站|(?=[a-z]*[0-9])[a-z0-9]+"
)
_PAPER = re.compile(
    rf"^(?:{DATE}[\s　]*)?[《\s]*(?P<name>[\u4e00-\u9fff]{{1,8}}(?:日报|日報|晚报|晚報|时报|時報|早报|早報|晨报|晨報|周报|快报|青年报|都市报|参考消息|报|報))[》\s　]"
    r"|^[《\s]*(?P<alone>[\u4e00-\u9fff]{2,6}(?:[日晚时時早晨][报報]|青年[报報]|都市[报報]))[》\s]*$"  # nothing beside it
)
_LETTERSPACED = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{1,3}[\u4e00-\u9fff])+")  # 云 州 日 报
_NO_PAPER = re.compile(
    "^(?:[公通简簡战戰捷喜海情预預年汇匯申举舉警]|[^日晚早晨时時周週]{0,2}[公通简簡])[报報]$"
)  # 公报, 工作简报
_AFTER_DATE = re.compile(
    r"(?:[0-9日][\s　|｜]+|[0-9]{2}[:：][0-9]{2})(?P<name>[\u4e00-\u9fff]{2,8}(?:报|報|[晨晚周週]刊|[网網]站?|官[网網]|客户端|客戶端))(?=$|[\s　]*[【（(]?(?:记者|記者|作者)|[\s　]+第)"
)
_PLAUSIBLE = re.compile(
    r"(?!.{3,}[报報网網社]$|.*(?:电视台|電視台|编辑部|編輯部)$)(?!综合|綜合|整理|报道|報導|编辑|編輯|本报|图文|摄影)(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·・][\u4e00-\u9fff]{1,10})+|[A-Z][A-Za-z.\- ]{2,30})"
)
_BEFORE_DATE = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,10}(?:网站?|網站?|官网|官網|在线|在線|客户端|客戶端|[日晚时早晨][报報]|時報|周刊|週刊|杂志|雜誌|电视台|電視台))[\s　|｜·]+[12][0-9]{3}[-/.年]"
)
_OWN_WIRE = re.compile(  # 【文匯網訊】, 海外网9月29日电, 某某在线报道（记者…, 【某某新闻台】
    r"[【\[（(〔]?(?P<name>(?![本该該电電])(?:[\u4e00-\u9fff]{1,8}?(?:[网網]|[报報](?![道导導])|在线|在線)(?=[专專特]?[讯訊](?!息)|[电電报報]|[^网網报報]*[0-9一二三四五六七八九十]日\S{0,2}[电電讯訊])"
    r"|[A-Za-z]*[\u4e00-\u9fff]{2,8}(?:台|卫视|衛視)(?=】)))(?!消息)"
)
_COMPILED = re.compile(  # below a report: （某某新闻网／综合报道）
    r"(?:^|(?<=[。！？”」]))[（(](?P<name>[\u4e00-\u9fff]{2,8}(?:[网網报報台]))\s*[／/]\s*(?:综合|綜合)?(?:报道|報道|报导|報導)[)）]$"
)
_CITED = re.compile(rf"^[（(]?\s*《\s*(?P<name>[\u4e00-\u9fff]{{2,12}})\s*》\s*(?:[（(]|{DATE})")
_REPOSTED = re.compile(  # （某某北京时间2010年1月7日 转载）
    rf"[（(](?P<name>[\u4e00-\u9fff]{{2,8}}?)(?:北京时间|北京時間)?{DATE}\s*(?:转载|轉載|首发|首發|刊登|刊出|发布|發布)[)）]"
)
_ARTICLE = re.compile(
    r"(?:原载|原載|摘自|选自|转自)\s*[:：]?\s*《?(?P<name>[^》（()）\s]{2,20}?)》?(?:\d|[（(]|[）)]|$)"
)
SIGNED = re.compile(
    r"[（(](?:作者)?(?P<name>[\u4e00-\u9fff·]{2,12}?)(?:[，,、]|[系为為是](?=\S{2}))[^。；（）()]{2,30}[)）]"
)
_REPORTERS = re.compile(
    r"[（(](?:[^（）()]{0,8}?)(?:记者|記者|通讯员|通訊員|特派员|报道组|報道組|報導組)[\s　:：]*(?P<names>[^（）()]{2,60}?)[)）]"
)
_REPORTING = re.compile(  # 本报华盛顿10月29日电记者某某、某某报道：
    r"[\s　]*(?:本报|特派|特约)*(?:记者|通讯员)[\s　:：]*(?P<names>[^：。（）]{2,60}?)(?:综合|摄影|从[^：。]{2,6})?报道[：:]"
)
_BYLINE_ROLE = re.compile(
    r"[□■◇◆●○▲△\s　（(【]*(?:《?[\u4e00-\u9fff]{1,8}(?:报|社|网|电视台|周刊|杂志|评论)》?[\s　／/-]*|本报|本刊|本网|驻[\u4e00-\u9fff]{2,6}|特派|特约|实习|见习|首席){0,5}"
    r"(?:记者|記者|通讯员|通訊員|特派员|作者|文(?!章)|撰文|撰稿|采写|评论员|評論員)\s*[:：/／]?[\s　]*"
)
_LABELLED = re.compile(
    r"(?:作者|记者|記者|撰文|撰稿|采写|採寫|采访|採訪|(?<![\u4e00-\u9fff])(?:[图圖][/／]?)?文(?!章)(?:[/／][图圖])?)\s*[:：]\s*(?P<names>[\u4e00-\u9fff·、 ]{2,30}?)(?=$|[\s　|｜）)])"
)
_NUMERALS = "[〇○零一二三四五六七八九十廿]"
_WIRED_BY = re.compile(  # 中央社記者某某台北25日電, 本報記者某某吉隆坡十四日電
    rf"""(?:记者|記者)(?P<names>[\u4e00-\u9fff、]{{2,24}}?)
    (?=[／/｜|] | [0-9]{{1,4}}[年月日] | 專電|专电
      | (?:(?:{_NUMERALS}{{4}}年)?{_NUMERALS}{{1,3}}月)?{_NUMERALS}{{1,3}}[日號号](?:[專专急快]|综合|綜合)?[电電讯訊])""",
    re.VERBOSE,
)
_ROW = r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s　、]+[\u4e00-\u9fff]{2,4}){0,3})"
# Who wrote or filed a text, by the form of a line or of the edge of a paragraph. What stands there must be names.
_OF_LEAD = re.compile(
    rf"^[^，。]{{2,80}}[日号號](?:[专專急快]|综合|綜合)?[电電讯訊][\s　]*[（(](?:(?:记者|記者)[\s　]*|文[/／])?{_ROW}[）)]"
)  # …3日电（某某 某某）
_OF_LINE = (
    re.compile(
        rf"^[\s　]*作者(?:信息|简介|簡介)?(?:[\s　]*[:：][\s　]*|[\s　]+){_ROW}(?=[，,（(\s　]|$)"
    ),  # 作者：某某，某大学
    re.compile(
        rf"(?:记者|記者){_ROW}[／/][\u4e00-\u9fff]{{2,8}}?(?:报道|報道|报导|報導|专电|專電)"
    ),  # 記者某某／臺北報導
)
_OF_END = re.compile(
    rf"[。！？”」][（(]{_ROW}[）)][（(][\u4e00-\u9fff]{{2,8}}[报報网網社][）)]$"
)  # …。（某某）（某报）
_OF_COLUMN = re.compile(r"^(?P<names>[\u4e00-\u9fff]{2,4})(?:专栏|專欄|观点|觀點|专文|專文)[:：]")  # 某某專欄：
_INNER_ROLE = re.compile(
    r"[\s　、，,和与]*[□■◇◆●○▲△]?\s*(?:本报|本報|特约|特約|特派|实习|實習|见习|[驻駐][\u4e00-\u9fff]{2,6}?)*(?:记者|記者|通讯员|通訊員|实习生|實習生)[\s　:：]*(?=[\u4e00-\u9fff]{2})"
)
_WIDE = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]{1,3}[\u4e00-\u9fff]){1,2}(?![\u4e00-\u9fff])"
)  # 张  帆
_FILED = re.compile(
    r"(?:[0-9]{1,2}日)?(?:综合|綜合|连线|連線|即時|專題)?(?:摄影|攝影)?(?:报道|報道|报导|報導|专电|專電|电|電)[）)】\]］〕]?$"
)
_OFFICE = re.compile(r"(?:大使|主席|总统|总理|部长|主任|教授|研究员|院长|校长|会长|代表|司长|秘书长|长)[\s　]+\S+$")
_WORDS = re.compile(r"(?:[\s　、，,/]|[和与](?!$))+")  # a last 和 joins nothing: 苏仲和 is one name
_ROLE_WORD = re.compile(
    r"(?:本报|实习|特约|首席|见习|[驻駐].{2,4})?(?:记者|記者|通讯员|通訊員|摄影|报道|報導|整理|文|（.*）)$"
)


def agency_of(reading: Reading) -> Part:
    """The news agency, in its short form, from a dateline, a credit or a byline."""
    part = Part()
    places = [(reading.line_of(field), field.text) for field in reading.fields("credit", "byline", "dateline")]
    if reading.dispatched:
        places.insert(0, (reading.line_of(reading.dispatched[0]), reading.dispatched[1]))
    if reading.body and (signed := WIRED.search(reading.body[-1].text)):
        places.append((reading.line_of(reading.body[-1], signed.start()), signed.group()))
    for line, text in places:
        other = _OTHER_AGENCY.match(text) if text == reading.dispatch else None
        name = _short_form(text) or (other["name"] if other else None)
        if name:
            part.put("agency", name, (line, text))
            break
    return part


def _short_form(text: str) -> str | None:
    """The usual short form of the known agency, or agency's site, that these words name."""
    match = _AGENCY.search(simplified(_WIRE_SITE.sub(r"\1社\2", text)))
    return match.group() if match else None


def publisher_of(reading: Reading, mastheads: list[tuple[int, str]]) -> Part:
    """Newspaper or site, where a source line or the page's masthead names it."""
    part = Part()
    lines = [(reading.line_of(field), field.text) for field in reading.fields("credit", "dateline", "note", "byline")]
    for line, text in lines:
        match = (
            _PUBLISHER.search(text)
            or _TAKEN_FROM.match(text)
            or _AFTER_DATE.search(text)
            or _BEFORE_DATE.match(text)
            or _CITED.match(text)
            or _REPOSTED.fullmatch(text)
            or _COMPILED.search(text)
            or _ARTICLE.search(text)
        )
        name = match["name"].rstrip("】]》") if match else ""
        if name and not _AGENCY.fullmatch(simplified(name)) and not _NOBODY.fullmatch(simplified(name)):
            part.put("publisher", name, (line, text))
            return part
    for line, text in mastheads:
        if name := _paper_of(text):
            part.put("publisher", name, (line, text))
            return part
    below = _COMPILED.search(reading.body[-1].text) if reading.body else None
    if below:
        part.put("publisher", below["name"], reading.at(reading.body[-1], *below.span()))
        return part
    own = _OWN_WIRE.match(reading.dispatch or "")
    if own and reading.dispatched and not _short_form(f"{own['name']}电"):
        part.put("publisher", own["name"], (reading.line_of(reading.dispatched[0]), reading.dispatched[1]))
    return part


def _paper_of(masthead: str) -> str | None:
    """The paper that a page's head names: before all else, or among its parts, in whatever order they stand.

    >>> _paper_of("2021.04.15 星期四  云江晨报"), _paper_of("读者来信    云江周报  2022年3月18日  第8版"), _paper_of("第8版 简报")
    ('云江晨报', '云江周报', None)
    """
    spaced = _LETTERSPACED.fullmatch(masthead.strip())
    match = _PAPER.match(re.sub(r"\s", "", masthead) if spaced else masthead)
    name = (match["name"] or match["alone"]) if match else None
    if name and not _NO_PAPER.search(name):
        return name
    named = (text.strip("《》") for kind, text in parts(masthead) if kind == PAPER)
    return next(named, None) if is_sure(kinds(masthead)) else None


def authors_of(reading: Reading, kind: str, people: People) -> Part:
    """Reporters and authors named in a dateline's brackets, a byline or a credit."""
    part = Part()
    article = signed_article(reading)
    name = Names(reading.plain, people.forms).of(article.who) if article else None
    if article and name:
        part.put("authors", (reading.printed(name),), reading.at(article.unit, article.start, article.end))
        return part
    opening = reading.dispatched[0] if reading.dispatched else reading.paragraphs[0] if reading.paragraphs else None
    for block in (opening, reading.body[-1]) if opening else ():
        match = _REPORTERS.search(block.text if block is reading.body[-1] else block.text[:120])
        if match and re.search(rf"(?:[0-9]|{_NUMERALS})[日号號]\s*(?:[專专急快]|综合|綜合)?[电電]", match["names"]):
            continue  # 中央社記者某某台北25日電
        if match and (reading.dispatch or block.text.rstrip(" |｜").endswith((")", "）"))):
            part.put("authors", _names(match["names"]), (reading.line_of(block, match.start()), match.group()))
            return part
    if reading.dispatched and reading.dispatch:
        first = reading.dispatched[0]
        after = first.text.partition(reading.dispatch)[2]
        told = _REPORTING.match(aligned(after))
        names = _names(after[told.start("names") : told.end("names")]) if told else _wired(reading.dispatch)
        if names:
            part.put(
                "authors", names, (reading.line_of(first), reading.dispatch + (after[: told.end()] if told else ""))
            )
            return part
    for field in reading.fields("dateline", "credit", "note", "byline"):
        match = _LABELLED.search(field.text)
        source = _PUBLISHER.search(field.text)
        if match and not (source and source["name"] == match["names"].strip()):  # 来源：某某文库　作者：某某文库
            names = (*_names(match["names"]), *_beside(field.text[match.end() :]))
            part.put("authors", names, (reading.line_of(field), field.text))
            return part
    for field in reading.fields("byline", "note", "credit"):
        if row := reporters_in_row(field.text):
            part.put("authors", row, (reading.line_of(field), field.text))
            return part
        match = _BYLINE_ROLE.match(aligned(field.text))
        names = _names(_unfiled(field.text[match.end() :].rstrip("）)】］〕] "))) if match else ()
        if not match and kind in ("feature", "other", "news") and field.role == "byline":
            last = field.text.replace("\u3000", " ").split()[-1]
            names = (last,) if len(field.text.split()) > 1 and _OFFICE.search(field.text) else _names(field.text)
        if names and all(match or is_author(name) for name in names):
            part.put("authors", names, (reading.line_of(field), field.text))
            return part
    for unit, match in _in_form(reading):
        names = _names(match["names"])
        if names and all(map(is_author, names)):
            part.put("authors", names, (reading.line_of(unit, match.start()), match.group().strip()))
            return part
    return _signed(part, reading) if kind in ("feature", "other", "interview") else part


def _in_form(reading: Reading) -> Iterator[tuple[Unit, re.Match[str]]]:
    """Where a line, the lead, the end or the title has the form in which an author is named."""
    lines: list[Unit] = [*reading.fields("byline", "dateline", "credit", "note"), *reading.body[:5]]
    looked: list[tuple[re.Pattern[str], list[Unit]]] = [
        (_OF_LEAD, list(reading.paragraphs[:2])),
        *((pattern, lines) for pattern in _OF_LINE),
        (_OF_END, list(reading.body[-1:])),
        (_OF_COLUMN, list(reading.fields("title"))),
    ]
    for pattern, units in looked:
        for unit in units:
            if match := pattern.search(unit.text[:120] if pattern is _OF_LEAD else unit.text):
                yield unit, match


def _beside(rest: str) -> Iterator[str]:
    """The names that stand beside a labelled one, each behind a space: `作者：甲某 乙某  编辑：丙某`."""
    for word in re.match(r"(?:[ \u3000][\u4e00-\u9fff·]{2,4}(?=$|[\s|｜])(?!\s*[:：]))*", rest)[0].split():  # type: ignore[index]
        if not is_name(word):
            return
        yield word


def _signed(part: Part, reading: Reading) -> Part:
    """An author who says below the text who he is: `（屠某某，退休翻译）`."""
    last: list[Unit] = [*reading.fields("note", "byline", "credit"), *reading.body[-1:]]
    for unit in last:
        match = SIGNED.fullmatch(unit.text.strip())
        if match and is_name(aligned(match["name"])):
            part.put("authors", (match["name"],), (reading.line_of(unit), unit.text))
            return part
    return part


def _wired(dateline: str) -> tuple[str, ...]:
    """Reporters in a dateline, before its place and day (`中央社記者某某、某某台北25日電`)."""
    match = _WIRED_BY.search(dateline)
    if not match:
        return ()
    text = match["names"]
    if dateline[match.end() : match.end() + 1] in "／/｜|":
        return tuple(name for name in _names(text) if is_name(name))
    *first, last = text.split("、")
    cuts = [k for k in (4, 3, 2) if len(last) - k >= 2 and is_name(last[:k])]
    cut = next((k for k in cuts if is_place_name(last[k:])), next(iter(cuts), 0))
    return (*(name for name in first if is_name(name)), last[:cut]) if cut else ()


def _unfiled(text: str) -> str:
    """The names of a byline without the place that they report from (`黃寶儀廣州報道`, `某某／台北2日電`)."""
    filed = _FILED.search(text)
    if not filed:
        return text
    apart = re.search(r"[\s　／/|｜][^\s　／/|｜]*$", text[: filed.start()])
    if apart:
        return text[: apart.start()]
    last = re.split(r"[\s　、，,]", text[: filed.start()])[-1]
    cut = next((k for k in (3, 2, 4) if is_name(last[:k]) and is_place_name(last[k:])), len(last))
    return text[: filed.start() - len(last) + cut]


def _names(text: str) -> tuple[str, ...]:
    text = _INNER_ROLE.sub("、", _WIDE.sub(lambda match: re.sub(r"[\s　]", "", match.group()), text))
    words = [_ROLE_WORD.sub("", word) for word in _WORDS.split(text.strip())]
    joined = [word for word in words if word]
    if len(joined) == 2 and all(len(word) == 1 for word in joined):
        return ("".join(joined),)
    return tuple(dict.fromkeys(word for word in joined if _PLAUSIBLE.fullmatch(word)))
