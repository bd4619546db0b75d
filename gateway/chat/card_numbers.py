"""Card numbers and their security codes, in the shadow of a message: see `redaction`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum import luhn

from gateway.chat.secret import TAKEN, Secret

# What the big brands print on 15 or 16 digits, then everything else that may be a card's.
_BRAND = re.compile(
    r"(?P<major>4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35[2-8]\d{13}|"
    r"6(?:011|5\d\d|4[4-9]\d)\d{12})|4(?:\d{12}|\d{18})|220[0-4]\d{12,15}|3(?:0[0-59]|[689]\d)\d{11}(?:\d\d)?|"
    r"35[2-8]\d{14,16}|5[0678]\d{11,17}|6\d{12,18}|8[12]\d{14,17}|9792\d{12}"
)
_PRINTED = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 1), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3)}
# Numbers that are no part of a card: an order's, a phone's, a date's.
_APART = re.compile(
    r"(?<![^\W_])w ?#?[0-9]{7}(?![0-9])|\+[0-9](?:[ ().\-/]{0,2}[0-9]){6,14}(?![ ().\-/]{0,2}[0-9])|"
    r"(?<![0-9./\-])(?:[0-3]?[0-9]([./\-])[0-3]?[0-9]\1(?:19|20)[0-9]{2}|(?:19|"
    r"20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?![./\-]?[0-9])"
)
_LIGHT = re.compile(r"(?:_|[^\w\x01•$€£¥%+#@=]){0,6}")
_NO_GAP = re.compile(
    r"[\x01•$€£¥%+#@=]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|dirhams?|aed|sar|kg|cm|mm|ml|uhr|am|pm)\b"
)
_BEFORE_CARD = {"no", "nr", "cc", "cb", "mc", "n", "num"}
_EXPIRY = re.compile(
    r"[\s,;|/()\-–]{0,6}(?:(?:exp\w*|valid\w*|thru|until|date|gueltig|gultig|ablauf\w*|bis|jusqu|au|fin|caduca\w*|"
    r"vence|venc|hasta|تاريخ|الانتهاء|ينتهي|صالحه|حتي)\b[\s.:,]*){0,4}(?P<date>(?:0?[1-9]|"
    r"1[0-2]) ?[/.\-] ?(?:20)?[2-4][0-9])(?![0-9])(?:[\s,;|/\-–]{1,4}(?P<code>[0-9]{3,4})(?![^\W_]|[.,/\-]?[0-9]|"
    r"\s?(?:[$€£%]|eur|usd)))?"
)
_NAMES = re.compile(
    r"\b(?:(?P<card>cards?|visa|master ?card|amex|american express|maestro|credit|debit|paid|pay|payment|charged|"
    r"cartes?|paye\w*|paiement|(?:kredit|bank|debit)?karten?(?:nummer)?|bezahl\w*|zahl\w*|tarjetas?|pag(?:o|ue|ado|ar)|"
    r"\w{0,2}بطاق\w*|فيزا|ماستر\w*|\w{0,2}دفع\w*)|(?P<goods>track\w*|parcels?|packages?|shipments?|shipping|deliver\w*|"
    r"consignment|waybill|carrier|courier|ups|usps|fedex|dhl|dpd|gls|hermes|evri|yodel|royal mail|colissimo|chronopost|"
    r"la poste|mondial relay|correos|seur|aramex|sendung\w*|paket\w*|lieferung\w*|versand\w*|colis|suivi|livraison|"
    r"expedition|envios?|paquetes?|seguimiento|rastre\w*|guia|entrega|\w{0,3}(?:تتبع|شحن|طرد|طرود|توصيل)\w{0,4}|ean\w*|"
    r"gtin|upc|isbn|bar ?codes?|codes?[- ]barres?|strichcode|codigo de barras|\w{0,2}باركود|imei|iccid|serial|"
    r"seriennummer|serie)|(?P<phone>phone|mobile|call me|whatsapp|tel\w{0,6}|handy\w*|movil|fax|\w{0,3}(?:هاتف|"
    r"جوال)\w{0,2}))\b"
)
# Words that lead from a name to its number, or from one part of a number to the next.
_SMALL = set(
    "says said shows sagt dit dice number numbers no nr num numero numeros nummer nummern n id ids code codes ref "
    "reference digit digits cifras chiffres is are was ist sind war lautet lauten est sont es son the my this that "
    "these it its s a an der die das mein meine le la les mon ma mes un el los las mi mis su with mit avec con for "
    "fur pour para of de des du del from von by par por here hier and und et y e or oder ou o on back auf then dann "
    "puis luego followed gefolgt suivi seguido next ensuite suite rest resto last first second third fourth letzten "
    "ersten derniers premiers ultimos primeros half part more weiter fin despues danach رقم الرقم ارقام رقمه رقمها هو "
    "هي و ثم بعدها وبعدها والباقي البقيه اخر اول مع من عند ال الخاص الخاصه بي بها عن في".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_LETTERS = re.compile(r"[\W\d_]")
_SENTENCE_ENDS = re.compile(r"(?<!\bn[or])[.!?؟](?:\s|$)")


@dataclass(frozen=True)
class _Run:
    """Digits in a row. `gap`, to the run before: "none" (another number) "light" "joined" "words"."""

    start: int
    end: int
    digits: str
    gap: str
    between: str
    glued: bool


def card_numbers(shadow: str) -> Iterator[Secret]:
    runs = _runs(_APART.sub(lambda found: TAKEN * len(found[0]), shadow))
    ranked = [(rank, i, j) for i, j, digits in _windows(runs) if (rank := _rank(runs, i, j, digits))]
    used: set[int] = set()
    for rank, i, j in sorted(ranked, reverse=True):
        if used.isdisjoint(range(i, j + 1)) and not _is_other(shadow, runs[i : j + 1], rank):
            used.update(range(i, j + 1))
            digits = "".join(run.digits for run in runs[i : j + 1])
            yield Secret(runs[i].start, runs[j].end, "card", f"•••• {digits[-4:]}")
            if beside := _EXPIRY.match(shadow, runs[j].end):
                yield Secret(*beside.span("date"), "", "••/••")
                if beside["code"]:
                    yield Secret(*beside.span("code"), "cvv")


def _runs(shadow: str) -> list[_Run]:
    runs: list[_Run] = []
    for found in re.finditer("[0-9]+", shadow):
        between = shadow[runs[-1].end if runs else 0 : found.start()]
        letters = _NO_LETTERS.split(between[-20:])[-1]
        glued = (
            bool(letters) and letters not in _BEFORE_CARD and (len(letters) < 3 or (bool(runs) and letters == between))
        )
        gap = "none" if glued or not runs else _gap(between)
        runs.append(_Run(*found.span(), found[0], gap, between, glued or shadow[found.end() :][:1].isalpha()))
    return runs


def _gap(between: str) -> str:
    if _LIGHT.fullmatch(between):
        return "light"
    words = _WORD.findall(between[:50])
    if not 0 < len(words) < 6 or len(between) > 40 or _NO_GAP.search(between):
        return "none"
    return "joined" if _SMALL.issuperset(words) else "words"


def _windows(runs: list[_Run]) -> Iterator[tuple[int, int, str]]:
    """The runs that have as many digits together as a card."""
    for i in range(len(runs)):
        digits = ""
        for j in range(i, len(runs)):
            digits += runs[j].digits
            if (j > i and runs[j].gap == "none") or len(digits) > 19:
                break
            if len(digits) >= 13:
                yield i, j, digits


@dataclass(frozen=True, order=True)
class _Rank:
    """How much digits look like a card's, the weightiest first: an even row, grouped as printed, a big brand's."""

    whole: bool
    printed: bool
    closed: bool
    major: bool
    single: bool
    length: int


def _rank(runs: list[_Run], i: int, j: int, digits: str) -> _Rank | None:
    """None where the digits cannot be a card's."""
    brand = _BRAND.fullmatch(digits)
    if (not brand and j - i > 4) or not luhn.is_valid(digits):
        return None
    parts = runs[i : j + 1]
    even = len({run.between for run in parts[1:]}) < 2
    closed = parts[0].gap != "light" and (j + 1 == len(runs) or runs[j + 1].gap != "light")
    printed = _sizes(parts) in _PRINTED and even and all(run.gap == "light" for run in parts[1:])
    if not (brand or (i == j and not parts[0].glued) or (printed and closed)):
        return None
    return _Rank(even and closed, printed, closed, bool(brand and brand["major"]), i == j, len(digits))


def _is_other(shadow: str, parts: list[_Run], rank: _Rank) -> bool:
    """Called something else, several numbers of an order or an item, or numbers in the midst of other words."""
    kind, near = _called(shadow, parts[0].start, parts[-1].end)
    if kind == "goods" and (near or not (rank.major or rank.printed)):
        return True
    sizes = _sizes(parts)
    if (kind == "phone" and not rank.major and rank.length <= 15) or (
        kind != "card" and len(parts) > 1 and {7, 10}.issuperset(sizes)
    ):
        return True
    places = [sum(sizes[: n + 1]) for n, run in enumerate(parts[1:]) if run.gap == "words"]
    return any(place % 4 and place != 10 for place in places)


def _sizes(parts: list[_Run]) -> tuple[int, ...]:
    return tuple(len(run.digits) for run in parts)


def _called(shadow: str, start: int, end: int) -> tuple[str, bool]:
    """What the words around a number call it, and whether they do so directly."""
    ahead = shadow[max(0, start - 80) : start]
    names = list(_NAMES.finditer(ahead))
    near = bool(names) and _leads(ahead[names[-1].end() :])
    if names and (near or names[-1].lastgroup == "card"):
        return str(names[-1].lastgroup), near
    behind = shadow[end : end + 40]
    name = _NAMES.search(behind)
    if name and _leads(behind[: name.start()]):
        return str(name.lastgroup), True
    return (str(names[-1].lastgroup), False) if names else ("", False)


def _leads(between: str) -> bool:
    return not _SENTENCE_ENDS.search(between) and _SMALL.issuperset(_WORD.findall(between))


# --- security codes

_CODE_NAME = re.compile(
    r"\b(?:cvv2?|cvc2?|cvn2?|csc|(?:card )?security (?:code|number)|card verification (?:code|value|number)|"
    r"code (?:de )?securite|cryptogrammes?(?: visuels?)?|(?:karten)?pruf(?:ziffern?|nummern?|code)|sicherheits(?:code|"
    r"nummer|ziffern?)|codigo (?:de )?seguridad|(?:ال)?(?:رمز|كود|رقم) (?:ال)?(?:امان|حمايه))\b"
)
_CODE_AFTER = re.compile(
    r"(?P<between>[^0-9\x01•]{0,30})(?P<code>[0-9](?:[ .\-]?[0-9]){2,3})(?![^\W_]|[.,][0-9]|\s?[€$£%])"
)
_CODE_BEFORE = re.compile(
    r"(?<![0-9./,\-])(?<!• )(?P<code>[0-9]{3,4})[ (=]{0,3}(?P<between>(?:[^\W\d_]{1,7} ){0,3})\(?$"
)


def security_codes(shadow: str) -> Iterator[Secret]:
    for name in _CODE_NAME.finditer(shadow):
        ahead = max(0, name.start() - 40)
        after, before = _CODE_AFTER.match(shadow, name.end()), _CODE_BEFORE.search(shadow[ahead : name.start()])
        if after and _leads(after["between"]):
            yield Secret(*after.span("code"), "cvv")
        elif before and _leads(before["between"]):
            yield Secret(ahead + before.start("code"), ahead + before.end("code"), "cvv")
