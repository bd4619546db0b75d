"""Which options of a product a customer wishes for, in free words."""

from __future__ import annotations

import re
from typing import Mapping, Sequence

from shop.services.reading.comparisons import Comparison, find_comparisons
from shop.services.reading.fitting import PRICE, Wish, best, choose
from shop.services.reading.mentions import MARKS, Finder, Mention, marked_tokens
from shop.services.reading.polarity import Clause, bound_of, clauses_of, is_negated, without_fallback
from shop.services.reading.sayings import CHEAP, DEAR, plain
from shop.services.reading.scales import beyond
from shop.services.reading.words import fold, stem

__all__ = ["Wish", "best", "choose", "read_options"]

_ITEM_ID = re.compile(r"(?<![#\w])\d{8,12}\b")
_NOTHING = ("no", "none")
_CORRECTS = frozenset("sorry mean meant actually wait oops correction".split())
_PLAIN_VALUES = ("yes", "no", "none")


def read_options(text: str, values: Mapping[str, Sequence[str]], current: Mapping[str, str] | None = None) -> Wish:
    """`values`: each option's name with its values; `current`: what the customer has now."""
    return _Reader(values, current or {}).read(plain(fold(text)))


class _Reader:
    def __init__(self, values: Mapping[str, Sequence[str]], current: Mapping[str, str]) -> None:
        self.values = values
        self.current = current
        self.finder = Finder(values)
        self.wish = Wish()
        self.corrected = False
        self.hard: list[tuple[str, str, int]] = []

    def read(self, text: str) -> Wish:
        text = self._whole(text)
        main, fallback = without_fallback(text)
        words = marked_tokens(main, self.values)
        clauses = clauses_of(words)
        self.corrected = bool(_CORRECTS & set(words))
        taken = self._indifferent(words, clauses)
        compared, used = find_comparisons(words, self.finder, self.current)
        mentions = self._resolved(words, frozenset(taken | used))
        for mention in mentions:
            self._place(mention, words, clauses)
        self._compare(compared, mentions)
        self._yes_or_no(words, taken)
        self._same(words, taken)
        self._settle()
        self._fall_back(fallback)
        return self.wish

    def _whole(self, text: str) -> str:
        """Takes what is said about the price or an item's number out of the text."""
        item = _ITEM_ID.search(text)
        self.wish.item_id = item.group(0) if item else None
        for pattern, extreme, direction in ((CHEAP, "cheapest", -1), (DEAR, "dearest", 1)):
            match = pattern.search(text)
            if match and match.group(0).startswith(("cheaper", "less", "lower", "more", "dearer", "pricier")):
                self.wish.relative[PRICE] = direction
            elif match:
                self.wish.extreme = "cheapest" if extreme == "cheapest" else "dearest"
            text = pattern.sub(" ", text)
        return _ITEM_ID.sub(" ", text)

    def _indifferent(self, words: Sequence[str], clauses: Sequence[Clause]) -> set[int]:
        """The indexes of words that only say that something does not matter."""
        taken: set[int] = set()
        for clause in clauses:
            inside = words[clause.start : clause.end]
            named = self.finder.options_in(inside) or [m.option for m in self.finder.find(inside)]
            if clause.indifferent:
                others = {"other", "else", "rest", "specs", "anything", "everything"} & set(inside)
                self.wish.indifferent |= set(named or (self.values if others else ()))
                taken |= set(range(clause.start, clause.end))
            elif clause.only_cares:
                self._keep(named)
                self.wish.indifferent |= set(self.values) - set(named)
                taken |= set(range(clause.start, clause.end))
            for index in range(clause.start, clause.end - 1):
                if words[index] in ("any", "whatever", "whichever", "regardless"):
                    near = self.finder.options_in(words[index + 1 : index + 4])
                    self.wish.indifferent |= set(near)
                    taken |= {index, index + 1} if near else set()
        return taken

    def _resolved(self, words: Sequence[str], taken: frozenset[int]) -> list[Mention]:
        """Each value with the one option that it belongs to here."""
        found = [m for m in self.finder.find(words, taken) if self._counts(m, words)]
        spans: dict[tuple[int, int], list[Mention]] = {}
        for mention in found:
            spans.setdefault((mention.start, mention.end), []).append(mention)
        sure = {ms[0].option for ms in spans.values() if len(ms) == 1}
        resolved = []
        for mentions in spans.values():
            one = self._one_of(mentions, words, sure)
            if one is not None:
                resolved.append(one)
            elif len({m.option for m in mentions}) > 1:
                self.wish.unclear.append((mentions[0].value, [m.option for m in mentions]))
        return resolved

    def _counts(self, mention: Mention, words: Sequence[str]) -> bool:
        """ "Yes", "no" and "none" are values only alone or next to their option's name."""
        if fold(mention.value) not in _PLAIN_VALUES:
            return True
        near = words[max(0, mention.start - 3) : mention.start]
        return len(words) <= 2 or (mention.option in self.finder.options_in(near) and fold(mention.value) == "none")

    def _one_of(self, mentions: list[Mention], words: Sequence[str], sure: set[str]) -> Mention | None:
        if len(mentions) == 1:
            return mentions[0]
        strongest = max(m.strength for m in mentions)
        left = [m for m in mentions if m.strength == strongest]
        distances = [(self._distance(m, words, [o.option for o in left]), m) for m in left]
        nearest = min(d for d, _ in distances)
        if nearest < 7:
            left = [m for d, m in distances if d == nearest]
        else:
            left = [m for m in left if m.option not in sure] or left
            if len(left) > 1:
                left = [m for m in left if self.current.get(m.option, m.value) != m.value] or left
        return left[0] if len(left) == 1 else None

    def _distance(self, mention: Mention, words: Sequence[str], rivals: Sequence[str]) -> int:
        """Words between the value and a word that only its option's name has, doubled; 9 where there is none near."""
        others = {w for o in rivals if o != mention.option for w in self.finder.option_words[o]}
        own = [w for w in self.finder.option_words[mention.option] if w not in others]
        shortest = 9
        for index, word in enumerate(words):
            if stem(word.removesuffix("d")) not in own and stem(word) not in own:
                continue
            between = words[mention.end : index] if index >= mention.end else words[index + 1 : mention.start]
            if not any(w in MARKS or w in ("and", "with", "but") for w in between):
                shortest = min(shortest, 2 * len(between) + (1 if index < mention.start else 0))
        return shortest

    def _place(self, mention: Mention, words: Sequence[str], clauses: Sequence[Clause]) -> None:
        clause = next(c for c in clauses if c.start <= mention.start < c.end)
        if clause.prefers:
            self.wish.preferred.append((mention.option, mention.value))
        elif is_negated(words, mention.start, clause.start):
            self.wish.excluded.setdefault(mention.option, set()).add(mention.value)
        else:
            direction = bound_of(words, mention.start, mention.end)
            beyond_it = beyond(self.values[mention.option], mention.value, -direction) if direction else []
            if direction and beyond(self.values[mention.option], mention.value, direction) + beyond_it:
                self.wish.excluded.setdefault(mention.option, set()).update(beyond_it)
            else:
                self.hard.append((mention.option, mention.value, mention.start))

    def _compare(self, compared: Sequence[Comparison], mentions: Sequence[Mention]) -> None:
        said = {m.option for m in mentions}
        for c in compared:
            steps = beyond(self.values[c.option], self.current.get(c.option, ""), c.direction)
            if c.kind == "exact":
                self.hard.append((c.option, c.value, 0))
            elif c.option in said:
                continue
            elif c.kind == "most":
                self.wish.most[c.option] = c.direction
            elif c.kind == "step" and steps:
                self.wish.wanted[c.option] = steps[0]
            else:
                self.wish.relative[c.option] = c.direction
                if c.nearest:
                    self.wish.nearest.add(c.option)

    def _yes_or_no(self, words: Sequence[str], taken: set[int]) -> None:
        """Options that a thing has or has not, told by their name: "not waterproof", "without backlight"."""
        for option, values in self.values.items():
            folded = {fold(v): v for v in values}
            lacking = next((v for f, v in folded.items() if f in _NOTHING or f.startswith("not ")), None)
            if lacking is None or any(o == option for o, _, _ in self.hard):
                continue
            own = self.finder.places_of(option, words)
            if not own or own[0] in taken or any(o == option for o, _ in self.wish.preferred):
                continue
            start = next((i + 1 for i in range(own[0] - 1, -1, -1) if words[i] in MARKS), 0)
            if is_negated(words, own[0], start):
                self.hard.append((option, lacking, own[0]))
            elif "yes" in folded:
                self.hard.append((option, folded["yes"], own[0]))
            elif not {"same", "keep"} & set(words[max(0, own[0] - 2) : own[0]]):
                self.wish.excluded.setdefault(option, set()).add(lacking)

    def _same(self, words: Sequence[str], taken: set[int]) -> None:
        for index, word in enumerate(words):
            if word in ("same", "keep", "keeping", "leave", "stay", "unchanged") and index not in taken:
                after = words[index + 1 : index + 5]
                end = next((i for i, w in enumerate(after) if w in MARKS or w in ("but", "in", "with")), len(after))
                self._keep(self.finder.options_in(after[:end]))

    def _keep(self, options: Sequence[str]) -> None:
        for option in options:
            if option in self.current and not any(o == option for o, _, _ in self.hard):
                self.wish.wanted.setdefault(option, self.current[option])

    def _settle(self) -> None:
        """One value wanted is wanted; two of one option are alternatives, the first named preferred."""
        for option in dict.fromkeys(o for o, _, _ in self.hard):
            named = list(dict.fromkeys(v for o, v, _ in self.hard if o == option))
            named = [v for v in named if v not in self.wish.excluded.get(option, ())] or named
            if len(named) == 1 or self.corrected:
                named = named[-1:]
                self.wish.wanted[option] = named[0]
                continue
            self.wish.excluded.setdefault(option, set()).update(set(self.values[option]) - set(named))
            self.wish.preferred += [(option, value) for value in named]

    def _fall_back(self, text: str) -> None:
        """ "…, otherwise white": what was wanted first is then only preferred to it."""
        other = read_options(text, self.values) if text else Wish()
        for option, value in other.wanted.items():
            first = self.wish.wanted.pop(option, None)
            named = [v for v in (first, value) if v is not None]
            self.wish.preferred += [(option, v) for v in named]
            self.wish.excluded.setdefault(option, set()).update(set(self.values[option]) - set(named))
