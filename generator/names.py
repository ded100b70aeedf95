"""What a personal name looks like: for recognising bylines and speakers, never for inventing one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from opencc import OpenCC

from generator.hanzi import simplified, words

_EVERYDAY = 100  # counts in `data/words.tsv` of a word that every text has
_SIMPLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉"
    "宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧"
    "殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋"
    "楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟肖覃仝邸苟初付代修鹿昝覃粟由禚"
    "迟栗辜游亓逯芦揭晁呙郇卞隋冼邝漆甯眭矫谌隽雒钭遆澹"
)
# how foreign names are written in Chinese: the characters of the usual transcription tables
_SOUNDS = (
    "阿埃艾安昂奥澳巴芭白拜班邦包鲍保北贝本比彼毕宾伯博布查柴达大戴丹当道德登邓迪狄蒂丁东杜敦多顿厄恩尔法凡范方费芬丰佛夫弗福富盖"
    "甘冈高戈哥格葛根贡古瓜圭贵哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简健江杰金京久居卡开凯坎康考柯科可克肯孔库夸奎昆拉莱赖兰郎朗劳"
    "勒雷蕾黎里理丽利莉连廉良列林琳龄刘留柳龙隆娄卢鲁露路吕伦罗洛马玛迈麦曼芒毛茂梅门蒙孟米密敏明缪莫墨默姆木穆拿纳娜乃奈南内嫩能妮"
    "尼年宁牛纽农努诺欧帕派潘庞培佩彭皮平泼普齐奇琪恰强乔切钦琴青琼丘曲屈让饶热日茹儒瑞若撒萨塞赛三桑瑟森沙莎山珊尚绍舍申圣施"
    "石史什士世仕舒朔斯丝松苏素孙所索塔泰坦汤唐陶特腾提田铁廷亭通图土托瓦万汪旺威韦维卫魏温文翁沃乌吾伍武西希锡悉席夏香肖谢辛欣兴"
    "末何烈卜罕汗娅黛妲玫珀茜萝缇蓓薇妲婕嘉佳谦勃噶嘎卓措央旺次仁平顿珠增曲达瓦布赞诗戴吴勇休许旭雪逊雅亚延扬杨耶叶伊依宜易因英尤幼于约宰赞泽曾扎詹张章珍芝治朱竹兹子宗祖佐丸与那岭"
    "茨娃菲涅契津京坤腊摩瑙冯蔡策楚姬珂蓬哲雍钱宋"
)


def _both(chars: str) -> frozenset[str]:
    """Characters in their Simplified and Traditional forms."""
    return frozenset(chars) | frozenset(OpenCC("s2t").convert(chars))


_SURNAMES = _both(_SIMPLE)
_COMPOUND = re.compile(
    r"欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|宇文|长孙|長孫|司徒|司空|夏侯|闻人|南宫|南宮|申屠|端木|独孤|獨孤|拓跋"
    r"|闻人|聞人|钟离|鍾離|澹台|澹臺|淳于|轩辕|軒轅|鲜于|鮮于|呼延|万俟|赫连|赫連|闾丘|閭丘|亓官|纳兰|納蘭|完颜|完顏"
)
_FOREIGN = re.compile(r"[\u4e00-\u9fffA-Z]{1,8}(?:[·・‧•][\u4e00-\u9fffA-Z]{1,10}){1,4}")
_SOUND = "[" + "".join(sorted(_both(_SOUNDS))) + "]"
DOTTED = re.compile(rf"{_SOUND}{{1,8}}(?:[·・‧•]别?{_SOUND}{{1,8}})+")  # 别洛夫: elsewhere 别 is a word
_SOUNDING = re.compile(rf"{_SOUND}{{2,7}}")
_PARTICLES = "的了着過过們们與与及或是有此這这那說说嗎吗呢吧"
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")


def is_name(text: str) -> bool:
    """Does this look like one person's name: a Chinese surname with one or two more characters, or a dotted name?

    >>> [is_name(t) for t in ("王毅", "欧阳明德", "弗拉基米尔·普京", "合作篇", "丁 一", "会议成果")]
    [True, True, True, False, True, False]
    """
    bare = text.replace(" ", "").replace("\u3000", "") if len(text) <= 5 else text
    if _FOREIGN.fullmatch(bare):
        return not _names_things(bare)
    if not _HAN.fullmatch(bare) or any(char in _PARTICLES for char in bare):
        return False
    return (bare[0] in _SURNAMES and len(bare) <= 3) or (bool(_COMPOUND.match(bare)) and len(bare) >= 3)


def _names_things(text: str) -> bool:
    """Are all parts of a dotted text words of every day (`过去·现在·未来`), which transcribe no name?"""
    parts = [simplified(part) for part in re.split("[·・‧•]", text)]
    return all(len(part) == 2 and words().get(part, 0) >= _EVERYDAY and not sounds_foreign(part) for part in parts)


def sounds_foreign(text: str) -> bool:
    """Is a text written only in the characters that transcribe foreign names?

    >>> sounds_foreign("席蒂拉克"), sounds_foreign("会议成果")
    (True, False)
    """
    return bool(_SOUNDING.fullmatch(text))


def is_transcribed(text: str) -> bool:
    """Is a word that no dictionary has a name in the sounds of another language?

    >>> is_transcribed("丹增顿珠"), is_transcribed("会议成果"), is_transcribed("丹麦")
    (True, False, False)
    """
    return 3 <= len(text) <= 8 and sounds_foreign(text) and simplified(text) not in words()


@cache
def _joined() -> re.Pattern[str]:
    lines = files("generator").joinpath("data/joined_names.tsv").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(re.escape(line) for line in lines if line and not line.startswith("#")))


def joined_names(text: str) -> Iterator[tuple[int, int]]:
    """Where states are named (in Simplified form) whose one name has an `and` in it (`data/joined_names.tsv`).

    >>> list(joined_names("古巴和特立尼达和多巴哥"))
    [(3, 11)]
    """
    return (match.span() for match in _joined().finditer(text))


def are_names(text: str) -> bool:
    """Is this a run of names with nothing else, divided by spaces or 、?"""
    words = [word for word in re.split(r"[\s\u3000、，,]+", text) if word]
    if is_name(text):
        return True
    pairs = len(words) > 1 and all(len(word) == 1 for word in words)  # 王 毅: one name set wide
    named = sum(is_name(word) for word in words)
    return bool(words) and not pairs and (named == len(words) or named >= max(3, 0.8 * len(words)))
