"""Passwords that somebody tells, in the shadow of a message: see `redaction`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gateway.chat.secret import TAKEN, Secret

_WORD = re.compile(r"[^\W\d_]+")
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


def passwords(shadow: str) -> Iterator[Secret]:
    for name in _PASSWORD.finditer(shadow):
        said = _SAID.match(shadow, name.end())
        if said and _is_secret(said["value"], said["link"], shadow[said.end() :][:12]):
            yield Secret(*_bare(said), "password")
            continue
        ahead = max(0, name.start() - 100)
        mine = _IS_MINE.search(shadow[ahead : name.start()])
        if mine and _is_secret(mine["value"], None, ""):
            start, end = _bare(mine)
            yield Secret(ahead + start, ahead + end, "password")


def _bare(said: re.Match[str]) -> tuple[int, int]:
    """The place of the value without the signs around it."""
    value = said["value"]
    return said.end("value") - len(value.lstrip(_AROUND)), said.start("value") + len(value.rstrip(_AROUND))


def _is_secret(value: str, link: str | None, rest: str) -> bool:
    """A word that was given as the password, rather than one that tells about it ("is wrong", "reset")."""
    word = value.strip(_AROUND + "!")
    words = _WORD.findall(word)
    spoken = bool(words) and words[0] in _SPOKEN and all(each.isalpha() or each in " '’" for each in word)
    if not word or TAKEN in word or set(word) <= {"•"} or spoken:
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
