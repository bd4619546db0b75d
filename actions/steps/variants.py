"""What each chosen line is to become: another variant of the same product, one line after the other."""

from __future__ import annotations

from typing import Any, Sequence

from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.steps.naming import wants_all
from actions.talk import Talk
from shop.model.order import OrderLine
from shop.model.product import Product, Variant
from shop.model.refusals import OtherProduct, VariantNotAvailable
from shop.services.reading.choosing import Choice
from shop.services.reading.fitting import Wish, best, choose
from shop.services.reading.wishes import read_options

_MOST = 6


class Variants(Step):
    """`swaps` is complete only when every line has a variant; until then `wishes` holds line → variant.

    `offered`: line → variant ids to choose from; `wish_words`: line → what was said of it so far.
    """

    slot = "swaps"
    keeps = ("wishes", "offered", "wish_words")

    def __init__(self, question: str) -> None:
        self.question = question

    def applies(self, talk: Talk) -> bool:
        return bool(talk.filled.get("lines"))

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None or talk.order is None:
            return None
        wishes = dict(talk.filled.get("wishes") or {})
        lines = self._chosen(talk)
        asked_for = self._open(talk, lines, wishes)
        found: dict[str, str] = {}
        stays: list[str] = []
        for line, words in self._spread(talk, lines, asked_for if asked else None):
            variant = self._wanted(talk, line, self._all_words(talk, line, words))
            if variant is not None and wants_all(words) and self._is_worse(talk, line, variant, words):
                stays.append(line.id)
            elif variant is not None and variant != wishes.get(line.id):
                found[line.id] = variant
        if not found and asked and asked_for is not None and not self._wish(talk, asked_for, talk.text):
            taken = self._from_offer(talk, asked_for)
            found = {asked_for.id: taken} if taken is not None else {}
        if found and stays:
            talk.put("lines", [line.id for line in lines if line.id not in stays])
        return self._with(talk, {**wishes, **found}) if found else None

    def _is_worse(self, talk: Talk, line: OrderLine, variant_id: str, words: str) -> bool:
        """ "All to the cheapest": a line that nothing cheaper can replace stays as it is."""
        wish, product = self._wish(talk, line, words), talk.desk.products.get(line.product_id)
        variant = product.variant(variant_id) if product is not None else None
        if wish is None or variant is None or wish.extreme is None:
            return False
        dearer = variant.price.minor - line.price.minor
        return dearer >= 0 if wish.extreme == "cheapest" else dearer <= 0

    def _with(self, talk: Talk, wishes: dict[str, str]) -> Heard:
        """Complete wishes are swaps; incomplete ones are kept, and the next line is asked about."""
        talk.put("wishes", wishes)
        return Heard(self._swaps(talk), plain=True)

    def _offer(self, talk: Talk, line: OrderLine) -> list[str]:
        return list((talk.filled.get("offered") or {}).get(line.id) or [])

    def _put_offer(self, talk: Talk, line: OrderLine, variants: Sequence[Variant]) -> None:
        talk.put("offered", {**(talk.filled.get("offered") or {}), line.id: [v.id for v in variants]})

    def _all_words(self, talk: Talk, line: OrderLine, words: str) -> str:
        """A wish may come in pieces: "clicky", then "full size"; "the dearest" is one of those wished for before."""
        before = (talk.filled.get("wish_words") or {}).get(line.id, "")
        if line.id in (talk.filled.get("wishes") or {}) and not self._only_extreme(talk, line, words):
            before = ""
        return ", ".join(filter(None, (before, words)))

    def _only_extreme(self, talk: Talk, line: OrderLine, words: str) -> bool:
        wish = self._wish(talk, line, words)
        return wish is not None and wish == Wish(extreme=wish.extreme)

    def _swaps(self, talk: Talk) -> list[list[str]] | None:
        wishes, lines = talk.filled.get("wishes") or {}, self._chosen(talk)
        if not lines or any(line.id not in wishes for line in lines):
            return None
        return [[line.id, wishes[line.id]] for line in lines]

    def _chosen(self, talk: Talk) -> list[OrderLine]:
        ids = talk.filled.get("lines") or []
        return [line for line in (talk.order.lines if talk.order else []) if line.id in ids]

    def _open(self, talk: Talk, lines: Sequence[OrderLine], wishes: dict[str, str]) -> OrderLine | None:
        return next((line for line in lines if line.id not in wishes), None)

    def _from_offer(self, talk: Talk, line: OrderLine) -> str | None:
        product = talk.desk.products.get(line.product_id)
        variants = [v for v in (product.variants if product else []) if v.id in self._offer(talk, line)]
        choices = [
            Choice(v.id, talk.turn.phrases.options(v.options), list(v.options.values()), v.price) for v in variants
        ]
        picked = talk.pick(choices)
        return picked.one.value if picked.kind == "picked" and picked.one else None

    def _spread(self, talk: Talk, lines: Sequence[OrderLine], only: OrderLine | None) -> list[tuple[OrderLine, str]]:
        """Which words of the text speak of which line: those from its name to the next name."""
        places = {line.id: self._place(talk, line) for line in lines}
        named = sorted((line for line in lines if places[line.id] >= 0), key=lambda line: places[line.id])
        others = self._others(talk, lines)
        before = talk.text[: min((places[line.id] for line in named), default=len(talk.text))]
        if wants_all(before) and len(lines) > len(named):
            return self._of_all(talk, lines, named, before, places)
        if len(named) + len(others) < 2:
            target = only or (named[0] if named else self._only_fitting(talk, lines))
            return [(target, talk.text)] if target is not None else []
        stops = sorted([*(places[line.id] for line in named), *others, len(talk.text)])
        ends = [next(stop for stop in stops if stop > places[line.id]) for line in named]
        return [(line, talk.text[places[line.id] : end]) for line, end in zip(named, ends)]

    def _of_all(
        self, talk: Talk, lines: Sequence[OrderLine], named: list[OrderLine], before: str, places: dict[str, int]
    ) -> list[tuple[OrderLine, str]]:
        """ "All items to the dearest, the shoes in the same size": what is said of all holds for each."""
        ends = [*(places[line.id] for line in named[1:]), len(talk.text)]
        own = {line.id: talk.text[places[line.id] : end] for line, end in zip(named, ends)}
        return [(line, f"{before} {own.get(line.id, '')}".strip()) for line in lines]

    def _others(self, talk: Talk, lines: Sequence[OrderLine]) -> list[int]:
        """Where the text names things of the customer's other orders, and speaks of those."""
        ours = {line.name for line in lines}
        foreign = [line for order in talk.desk.orders for line in order.lines if line.name not in ours]
        return [place for line in foreign if (place := self._place(talk, line)) >= 0]

    def _only_fitting(self, talk: Talk, lines: Sequence[OrderLine]) -> OrderLine | None:
        """The one line that the words can speak of: only it comes in such versions."""
        able = lines if len(lines) == 1 else [line for line in lines if self._wish(talk, line, talk.text)]
        return able[0] if len(able) == 1 else None

    def _wish(self, talk: Talk, line: OrderLine, words: str) -> Wish | None:
        product = talk.desk.products.get(line.product_id)
        return (read_options(words, product.option_values(), line.options) or None) if product is not None else None

    def _place(self, talk: Talk, line: OrderLine) -> int:
        """Where the text names the line: by its whole name, or by the word that says what it is."""
        matches = talk.message.catalogue if talk.message else ()
        found = [int(m["start"]) for m in matches if m.get("kind") == "product" and m.get("name") == line.name]
        if found:
            return found[0]
        text = talk.text.lower()
        whole = text.find(line.name.lower())
        return whole if whole >= 0 else text.find(line.name.lower().split()[-1].rstrip("s"))

    def _wanted(self, talk: Talk, line: OrderLine, words: str) -> str | None:
        """The one variant that is meant; several are kept to be offered. Raises VariantNotAvailable for none."""
        product = talk.desk.products.get(line.product_id)
        if product is None:
            return None
        current = self._so_far(talk, line, product)
        wish = read_options(words, product.option_values(), current.options)
        if wish.item_id is not None:
            if product.variant(wish.item_id) is None:
                raise OtherProduct(name=line.name)
            return wish.item_id
        if not wish:
            return None
        again = current.id != line.variant_id  # the version chosen before may be named once more
        fitting = best(product, current, wish, again)
        every = [v for v in choose(product, current, wish, again) if v.id != line.variant_id]
        if len(fitting) == 1 and (len(every) == 1 or wish.extreme or _keeps(current, fitting[0], wish)):
            self._put_words(talk, line, words)
            return fitting[0].id
        fitting = every
        self._put_offer(talk, line, fitting[:_MOST])
        if not fitting:
            raise VariantNotAvailable(name=line.name, options=wish.wanted)
        self._put_words(talk, line, words)
        return None

    def _so_far(self, talk: Talk, line: OrderLine, product: Product) -> Variant:
        """What "no, the blue one" changes: the version chosen before, else the one that was bought."""
        chosen = product.variant(str((talk.filled.get("wishes") or {}).get(line.id, "")))
        bought = product.variant(line.variant_id) or Variant(line.variant_id, product.id, line.options, line.price)
        return chosen or bought

    def slot_parts(self, talk: Talk) -> bool:
        """ "In navy" leaves fewer to choose from: a part of the answer."""
        return "wish_words" in talk.changed and talk.filled.get(self.slot) is None

    def _put_words(self, talk: Talk, line: OrderLine, words: str) -> None:
        talk.put("wish_words", {**(talk.filled.get("wish_words") or {}), line.id: words})

    def settle(self, talk: Talk) -> Any | None:
        return self._swaps(talk)

    def ask(self, talk: Talk) -> Sequence[Reply]:
        line = self._open(talk, self._chosen(talk), talk.filled.get("wishes") or {})
        if line is None:
            return []
        product = talk.desk.products.get(line.product_id)
        variants = self._to_offer(talk, line, product)
        self._put_offer(talk, line, variants)
        facts = [{"options": v.options, "price": v.price} for v in variants]
        titles = [talk.turn.phrases.options(v.options) for v in variants]
        return [
            Reply.of(
                self.question, *buttons(titles), name=line.name, options=line.options, price=line.price, variants=facts
            )
        ]

    def _to_offer(self, talk: Talk, line: OrderLine, product: Product | None) -> list[Variant]:
        if product is None:
            return []
        kept = self._offer(talk, line)
        narrowed = [v for v in product.available if v.id in kept]
        others = [v for v in product.available if v.id != line.variant_id]
        same = {v.id: sum(v.options.get(k) == value for k, value in line.options.items()) for v in others}
        return narrowed or sorted(others, key=lambda v: (-same[v.id], v.price.minor))[:_MOST]


def _keeps(current: Variant, variant: Variant, wish: Wish) -> bool:
    """Whether all that was not spoken of stays as it is; if not, the customer chooses."""
    spoken = {
        *wish.wanted,
        *wish.relative,
        *wish.most,
        *wish.indifferent,
        *wish.excluded,
        *(name for name, _ in wish.preferred),
    }
    return all(variant.options.get(name) == value for name, value in current.options.items() if name not in spoken)
