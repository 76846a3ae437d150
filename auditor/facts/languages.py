"""The language that a text is written in, told by its script and its commonest words."""

import re

from auditor.facts.lexicon import normal

KANA = re.compile(r"[\u3040-\u30ff]")
HAN = re.compile(r"[\u3400-\u9fff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
OTHER_SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]"), "el": re.compile(r"[\u0370-\u03ff]"), "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"), "th": re.compile(r"[\u0e00-\u0e7f]"),
}
SIMPLIFIED = frozenset(
    "们这个为来国时说对会经发电动还后过开样关应间实话问见现进点门无种条几东长儿头书机车马鱼鸟龙员单货购"
    "运费户权联系务权价优"
)
TRADITIONAL = frozenset(
    "們這個為來國時說對會經發電動還後過開樣關應間實話問見現進點門無種條幾東長兒頭書機車馬魚鳥龍員單貨購"
    "運費戶權聯繫務價優"
)
COMMON = {
    "en": "the and of to you your for with that this are we our is be have from will not or as it by can on",
    "de": "der die das und ist nicht sie wir mit für auf den dem ein eine zu von ihre ihr auch werden oder sich bei im des",
    "fr": "de en un à le la les des et est vous votre nous pour dans une sur avec pas que qui du au ce sont vos par ou nos",
    "es": "de la un en a sin desde el los las y es que para con una su por del no se al como más sus este tu en usted o",
    "it": "il di e che la per un una con non sono del della nel gli le i si da al più come anche dei alla",
    "pt": "de a o os as e que para com uma não do da em por dos das se ao na no mais você seu sua são como",
    "nl": "de het een en van voor met niet zijn op dat u je wij uw naar bij ook te is of door worden deze onze",
    "sv": "och att det som en på är av för med till den har inte om ett vi du kan din eller från",
    "da": "og at det er en til på af for med den har ikke som vi du kan din eller fra et der",
    "pl": "i w na z do się nie jest że o to dla od przez oraz po jak lub są za",
}
WORDS = {language: frozenset(words.split()) for language, words in COMMON.items()}
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 6000
FEWEST_LETTERS = 12
FEWEST_WORDS = 12
CJK_SHARE = 0.2
COMMON_SHARE = 0.14
AHEAD = 1.25


def detected_language(text: str) -> str:
    """The language of a text: en de fr es it pt nl sv da pl ja ko zh-Hans zh-Hant ru el ar he th; "" when unsure."""
    sample = normal(text[:SAMPLE])
    letters = sum(map(str.isalpha, sample))
    if letters < FEWEST_LETTERS:
        return ""
    kana, han, hangul = (len(script.findall(sample)) for script in (KANA, HAN, HANGUL))
    if kana + han + hangul > letters * CJK_SHARE:
        return _of_cjk(sample, kana, han, hangul)
    for language, script in OTHER_SCRIPTS.items():
        if len(script.findall(sample)) > letters / 2:
            return language
    return _of_words(WORD.findall(sample))


def _of_cjk(sample: str, kana: int, han: int, hangul: int) -> str:
    if hangul > kana + han:
        return "ko"
    if kana > (kana + han) / 10:
        return "ja"
    simplified = sum(char in SIMPLIFIED and char not in TRADITIONAL for char in sample)
    traditional = sum(char in TRADITIONAL and char not in SIMPLIFIED for char in sample)
    if simplified == traditional:
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _of_words(words: list[str]) -> str:
    if len(words) < FEWEST_WORDS:
        return ""
    counted = {language: sum(word in common for word in words) for language, common in WORDS.items()}
    best, second = sorted(counted, key=lambda language: counted[language], reverse=True)[:2]
    sure = counted[best] >= len(words) * COMMON_SHARE and counted[best] >= counted[second] * AHEAD
    return best if sure else ""
