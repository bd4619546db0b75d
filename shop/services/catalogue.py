"""Which products and variants a customer's words are about: pure functions over the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Sequence

from shop.model.money import Money
from shop.model.product import Product, Variant
from shop.services.reading.matching import Lexicon
from shop.services.reading.prices import NO_LIMITS, Limits, read_limits, without_limits
from shop.services.reading.sayings import CHEAP, DEAR, JOINT, extreme
from shop.services.reading.wishes import choose, read_options
from shop.services.reading.words import COLOURS, EXACT, FILLER, fold, phrase_words, stem, tokens

_TALK = frozenset(
    """looking look find search show see sell stock available availability buy cheap cheapest expensive price prices
    cost costs much many tell details detail describe information info difference between compare comparison
    versus vs better best worse recommend suggest come offer offers different left ship right now currently online
    store shop still kind types options variants under below above over less more than budget money good nice
    great something anything everything all every other another""".split()
)
_NAME, _CATEGORY, _TEXT = 4, 2, 1


@dataclass(frozen=True)
class Query:
    """What is searched for, read from the customer's words."""

    text: str
    limits: Limits = NO_LIMITS
    order: Literal["cheapest", "dearest"] | None = None

    @classmethod
    def read(cls, text: str, currency: str) -> Query:
        return cls(without_limits(text), read_limits(text, currency), extreme(fold(text)))


@dataclass(frozen=True)
class Hit:
    """A product with those of its available variants that fit, in the order asked for, else the cheapest first."""

    product: Product
    variants: tuple[Variant, ...]

    @property
    def price(self) -> Money:
        return self.variants[0].price


def named_in(text: str, products: Sequence[Product]) -> list[Product]:
    """Products named in `text`, in order of mention; several for one name where it does not tell them apart."""
    return [products[i] for i in positions_named(text, tuple(product.name for product in products))]


def positions_named(text: str, names: tuple[str, ...]) -> list[int]:
    """Where in `names` those stand that the text mentions."""
    lexicon = _lexicon(names)
    found: list[int] = []
    for part in JOINT.split(re.sub(r"\b(?:vs\.?|versus|or|with|than|against|from)\b", ",", fold(text))):
        words = [w for w in lexicon.words_of(part or "") if w not in _TALK and any(_scores(lexicon, w))]
        found += [i for i in lexicon.best(words) if i not in found]
    return found


def _scores(lexicon: Lexicon, word: str) -> list[float]:
    """A colour is no slip for a name ("black" for "blocks"), and neither is a short word ("car" for "card")."""
    scores = lexicon.scores(word)
    sure = EXACT in scores or (word not in COLOURS and len(stem(word)) > 3)
    return scores if sure else [0.0] * len(scores)


@lru_cache(maxsize=4)
def _lexicon(names: tuple[str, ...]) -> Lexicon:
    return Lexicon([[name] for name in names], names)


def points_elsewhere(text: str, products: Sequence[tuple[str, str]]) -> bool:
    """ "The most expensive backpack" means none of a list of lamps. `products`: name and category of each listed."""
    folded = fold(text)
    match = CHEAP.search(folded) or DEAR.search(folded)
    after = tokens(folded[match.end() :])[:1] if match else []
    known = Lexicon([list(each) for each in products], [])
    return any(w not in FILLER and w not in _TALK and not any(known.scores(w)) for w in after)


def names_something(text: str) -> bool:
    """Whether any word of weight is left to search for."""
    bare = CHEAP.sub(" ", DEAR.sub(" ", fold(without_limits(text))))
    return any(word not in FILLER and word not in _TALK for word in tokens(bare))


def search(query: Query, products: Sequence[Product]) -> list[Hit]:
    """Best fitting first, or by price where the query asks for that; only products with a fitting variant."""
    hits = [Hit(p, fitting_variants(query, p)) for p in matching(query.text, products)]
    hits = [hit for hit in hits if hit.variants]
    if query.order:
        hits.sort(key=lambda hit: hit.price.minor, reverse=query.order == "dearest")
    return hits


def fitting_variants(query: Query, product: Product) -> tuple[Variant, ...]:
    wish = read_options(without_name(query.text, product), product.option_values())
    wish.extreme = wish.extreme or query.order
    return tuple(v for v in choose(product, None, wish) if query.limits.allow(v.price))


def without_name(text: str, product: Product) -> str:
    """So that "water bottle" wishes for no option called water."""
    own = {stem(w) for w in phrase_words(product.name)}
    values = {stem(w) for vs in product.option_values().values() for v in vs for w in phrase_words(v)}
    return re.sub(r"[a-z]+", lambda m: "" if stem(m.group(0)) in own - values else m.group(0), fold(text))


def matching(text: str, products: Sequence[Product]) -> list[Product]:
    """The products that share most words of weight with `text`: a name counts more than a description."""
    bare = CHEAP.sub(" ", DEAR.sub(" ", fold(text)))
    fields = [_fields(product) for product in products]
    names = Lexicon([f[0] for f in fields], [p.name for p in products])
    categories = Lexicon([f[1] for f in fields], [])
    texts = Lexicon([f[2] for f in fields], [])
    words = [w for w in names.words_of(bare) if w not in _TALK]
    if not words:
        return list(products)
    scores = [0.0] * len(products)
    for word in words:
        weighed = zip(_scores(names, word), _scores(categories, word), texts.scores(word))
        for index, (name, category, described) in enumerate(weighed):
            scores[index] += max(_NAME * name, _CATEGORY * category, _TEXT * (described if described == 1.0 else 0.0))
    top = max(scores, default=0.0)
    order = sorted(range(len(products)), key=lambda i: (-scores[i], products[i].name))
    return [products[i] for i in order if top and scores[i] >= 0.85 * top]


def _fields(product: Product) -> tuple[list[str], list[str], list[str]]:
    values = [value for variant in product.variants for value in variant.options.values()]
    details = [*product.details, *product.details.values()]
    return [product.name], [product.category], [product.description, *details, *dict.fromkeys(values)]
