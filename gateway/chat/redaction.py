"""Takes out of a message what must never be stored: card numbers, their security codes, bank accounts, passwords.

Everything is looked for in a shadow of the text (lower case, no accents, the digits of every script as 0-9, nothing
unseen), whose places lead back into the text. What only looks alike stays: order, parcel, item and phone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from stdnum import iban, luhn, numdb

from gateway.chat.cleaning import unmasked


@dataclass
class Redacted:
    """`found`: "card" "cvv" "iban" "password", each once, in the order of the text."""

    text: str
    found: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Secret:
    """Places in the shadow; what the text holds there instead; no kind: masked, but not worth a word."""

    start: int
    end: int
    kind: str
    mask: str = "•••"


def redact(text: str) -> Redacted:
    """Masks that are there already stay as they are. Meant for cleaned text, yet no text makes it fail."""
    shadow, places = unmasked(text)
    secrets: list[_Secret] = []
    for find in (_ibans, _cards, _codes, _passwords):
        for secret in list(find(shadow)):
            if _TAKEN in shadow[secret.start : secret.end]:
                continue
            secrets.append(secret)
            shadow = shadow[: secret.start] + _TAKEN * (secret.end - secret.start) + shadow[secret.end :]
    secrets.sort(key=lambda each: each.start)
    parts, done = [], 0
    for secret in secrets:
        parts += [text[done : places[secret.start]], secret.mask]
        done = max(places[secret.end - 1] + 1, places[secret.end])
    kinds = dict.fromkeys(each.kind for each in secrets if each.kind)
    return Redacted("".join([*parts, text[done:]]), list(kinds))


_TAKEN = "\x01"


# --- bank accounts

_IBAN_BEGINS = re.compile(r"(?<![^\W_])([a-z]{2})[\s.\-]{0,2}[0-9]{2}")


def _ibans(shadow: str) -> Iterator[_Secret]:
    done = 0
    for begins in _IBAN_BEGINS.finditer(shadow):
        whole = _iban_of(begins[1])
        found = whole.match(shadow, begins.start()) if whole and begins.start() >= done else None
        if found and iban.is_valid(number := re.sub(r"[\W_]", "", found[0]).upper(), check_country=False):
            done = found.end()
            yield _Secret(found.start(), done, "iban", f"{number[:2]} •••• {number[-4:]}")


@lru_cache(maxsize=1024)
def _iban_of(country: str) -> re.Pattern[str] | None:
    known = numdb.get("iban").info(country.upper())[0][1]
    length = 4 + sum(int(each) for each in re.findall(r"\d+", known.get("bban", "")))
    return re.compile(rf"[a-z0-9](?:[\s.\-/]{{0,2}}[a-z0-9]){{{length - 1}}}(?![^\W_])") if known else None


# --- cards

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


def _cards(shadow: str) -> Iterator[_Secret]:
    runs = _runs(_APART.sub(lambda found: _TAKEN * len(found[0]), shadow))
    ranked = [(rank, i, j) for i, j, digits in _windows(runs) if (rank := _rank(runs, i, j, digits))]
    used: set[int] = set()
    for rank, i, j in sorted(ranked, reverse=True):
        if used.isdisjoint(range(i, j + 1)) and not _is_other(shadow, runs[i : j + 1], rank):
            used.update(range(i, j + 1))
            digits = "".join(run.digits for run in runs[i : j + 1])
            yield _Secret(runs[i].start, runs[j].end, "card", f"•••• {digits[-4:]}")
            if beside := _EXPIRY.match(shadow, runs[j].end):
                yield _Secret(*beside.span("date"), "", "••/••")
                if beside["code"]:
                    yield _Secret(*beside.span("code"), "cvv")


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


def _codes(shadow: str) -> Iterator[_Secret]:
    for name in _CODE_NAME.finditer(shadow):
        ahead = max(0, name.start() - 40)
        after, before = _CODE_AFTER.match(shadow, name.end()), _CODE_BEFORE.search(shadow[ahead : name.start()])
        if after and _leads(after["between"]):
            yield _Secret(*after.span("code"), "cvv")
        elif before and _leads(before["between"]):
            yield _Secret(ahead + before.start("code"), ahead + before.end("code"), "cvv")


# --- passwords

_PASSWORD = re.compile(
    r"\b(?:pass ?words?|pass ?wort|pass ?phrases?|passwd|pass ?codes?|kenn ?wort|mots? de passe|mdp|contrasenas?|"
    r"clave (?:de acceso|secreta)|(?:mi|la) clave|pwd|psw|pw|pass(?=\s?[:=])|[وبلف]?(?:ال)?كلمه ?(?:ال)?(?:مرور|"
    r"سر)\w{0,2}|[وبلف]?(?:ال)?رقمي? السري|(?:ال)?باسو{1,2}رد)\b"
)
_VALUE = (
    r"[\"“„«'‘`(]?(?P<value>[\w.+\-]{1,64}@[\w.\-]{1,64}\s*[/|]\s*\S{1,128}|(?<=[\"“„«])[^\"”“»\n]{1,64}(?=[\"”“»])|"
    r"[^\s\"“„«]\S{0,127})"
)
_SAID = re.compile(
    r"(?:(?:\s+(?:for|of|to|on|at|in|with|zu|zum|fur|von|bei|de|du|des|pour|sur|para|del|en|الخاصه|الخاص|حساب\w*|في|"
    r"ل\w+)\b[^.,!?؟\n:=\x01\"]{0,40}?)?(?P<link>(?:\s*(?:[:=]>?|->|→)|'s\b|\s+(?:is|was|will be|should be|ist|war|"
    r"lautet|sei|est|etait|sera|es|era|هي|هو|كانت)\b){1,3})\s*|\s+(?:(?:to|as|auf|in|en|a|par|por|الي)\s+)?)" + _VALUE
)
_IS_MINE = re.compile(
    r"(?P<value>\S{5,64})\s+(?:is|was|ist|war|est|es)\s+(?:my|the|mein|das|mon|le|mi|la)\s+(?:\w{1,9} )?$"
)
_NO_SECRET = re.compile(
    r"[^\s@]+@[^\s@]+\.[a-z]+|https?:\S+|www\.\S+|#?w?[0-9]{7}|[0-9]{10}|[0-9]{1,4}([./\-][0-9]{1,4}){1,3}|"
    r"\+?[0-9()\-]*"
)
_SPOKEN = set(
    "isn t not no nt wrong incorrect expired invalid right correct working work works doesn doesnt isn isnt wont "
    "never always still now being the a an my your our too very so to in on at for from with and or but i it if how "
    "what where when why who that this there they lost gone forgotten stolen weak strong bad old new short long safe "
    "secure unknown different required needed necessary missing empty fine ok okay reset change changed recovery help "
    "please yes cannot can could does did is was link issue issues problem problems something else saved hidden "
    "private personal case sensitive accepted recognized recognised mandatory optional nicht kein keine falsch "
    "abgelaufen weg tun gesperrt ungultig vergessen verloren richtig korrekt zu sehr immer noch wieder funktioniert "
    "geht unbekannt blockiert geandert andern alt neu sicher unsicher schwach ich das der die mein bitte nie wurde "
    "wird hat leer pas ne n incorrecte faux fausse expire expiree invalide oublie oubliee perdu perdue bloque bloquee "
    "refuse refusee trop toujours bon bonne le la les mon ma je j c comment plus encore inconnu inconnue vide errone "
    "erronee reinitialise requis incorrecta incorrecto erronea erroneo equivocada equivocado caducada caducado caduco "
    "expirada expirado invalida invalido valida olvidada olvide olvidado perdida bloqueada bloqueado demasiado muy el "
    "mi yo como funciona sirve siempre se me ya vacia obligatoria لا لم غير ليست ليس خاطءه خاطيه خطا صحيحه منتهيه "
    "نسيت انتهت ضعيفه قديمه جديده مفقوده لن ما كيف هل".split()
)
_ON = re.compile(
    r"[\"'”“»)]*\s*(?:$|[\n.,;!?،؛؟(/]|(?:and|but|or|please|thanks?|und|aber|oder|bitte|danke|et|mais|ou|merci|y|pero|"
    r"o|e|gracias|و\w*)\b)"
)


def _passwords(shadow: str) -> Iterator[_Secret]:
    for name in _PASSWORD.finditer(shadow):
        said = _SAID.match(shadow, name.end())
        if said and _is_secret(said["value"], said["link"], shadow[said.end() :][:12]):
            yield _Secret(*_bare(said), "password")
            continue
        ahead = max(0, name.start() - 100)
        mine = _IS_MINE.search(shadow[ahead : name.start()])
        if mine and _is_secret(mine["value"], None, ""):
            start, end = _bare(mine)
            yield _Secret(ahead + start, ahead + end, "password")


def _bare(said: re.Match[str]) -> tuple[int, int]:
    """The place of the value without the signs around it."""
    value = said["value"]
    return said.end("value") - len(value.lstrip(_AROUND)), said.start("value") + len(value.rstrip(_AROUND))


def _is_secret(value: str, link: str | None, rest: str) -> bool:
    """A word that was given as the password, rather than one that tells about it ("is wrong", "reset")."""
    word = value.strip(_AROUND + "!")
    words = _WORD.findall(word)
    spoken = bool(words) and words[0] in _SPOKEN and all(each.isalpha() or each in " '’" for each in word)
    if not word or _TAKEN in word or set(word) <= {"•"} or spoken:
        return False
    odd = any(not (each.isalpha() or each in "'’-–") for each in word)
    if link and (":" in link or "=" in link or ">" in link or "→" in link):
        return True
    if link:
        ends = value[-1] in ".,;:!?،؛؟)" or _ON.match(rest)
        return odd or bool(ends and not word.endswith(("ed", "ing")))
    mixed = any(each.isalpha() for each in word) or len(word) not in (7, 10)
    return odd and mixed and len(word) > 4 and any(each.isdigit() for each in word) and not _NO_SECRET.fullmatch(word)


_AROUND = "\"'`.,;:?()[]{}<>«»“”„‘’،؛؟"
