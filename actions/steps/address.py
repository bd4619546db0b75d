"""Where things shall go: words for an address, or one that the shop knows already."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Sequence

from actions.replies import Reply
from actions.step import Heard, Step, buttons
from actions.talk import Talk
from shop.model.customer import Address
from shop.services.reading.addresses import PartialAddress, read_address

# Where somebody who writes in this language lives, when the address names no country and fits none of the shop's.
_HOMES = {"fr": "FR", "de": "DE", "es": "ES"}


class NewAddress(Step):
    """The value is an Address as a dict; parts given one after the other are joined in `address_parts`."""

    slot = "address"
    keeps = ("address_parts", "address_missing")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        said = " ".join(filter(None, (talk.filled.get("address_parts"), talk.said))) if asked else talk.said
        found = self._found(talk, said)
        if isinstance(found, Address):
            return Heard(asdict(found), plain=asked, also={"address_parts": None})
        if isinstance(found, PartialAddress) and found.parts and asked:
            talk.put("address_parts", said)
            talk.put("address_missing", list(found.missing))
        return None

    def _found(self, talk: Talk, said: str) -> Address | PartialAddress:
        """As it was written; where only the English says it ("my default address"), from that."""
        known, country = self._known(talk), talk.desk.policy.shop.country
        written = read_address(said, known, country)
        home = _HOMES.get(talk.turn.phrases.language)
        if not isinstance(written, Address) and written.parts and home is not None:
            abroad = read_address(said, known, home)
            written = abroad if isinstance(abroad, Address) else written
        if isinstance(written, Address) or talk.text == talk.said:
            return written
        pointed = read_address(talk.text, known, country)
        return pointed if isinstance(pointed, Address) or not written.parts else written

    def _known(self, talk: Talk) -> list[Address]:
        """The profile's address first, then those of other orders, each once."""
        found = [talk.desk.customer.address]
        for order in talk.desk.orders:
            if order.address not in found and order.number != talk.filled.get("order_number"):
                found.append(order.address)
        return found

    def slot_parts(self, talk: Talk) -> bool:
        return "address_parts" in talk.changed and bool(talk.filled.get("address_parts"))

    def settle(self, talk: Talk) -> Any | None:
        return None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        missing = talk.filled.get("address_missing")
        if missing and talk.filled.get("address_parts"):
            return [Reply.of("utter_ask_address_rest", missing=missing)]
        current = talk.order.address if talk.order else talk.desk.customer.address
        others = [address for address in self._known(talk) if address != current]
        return [Reply.of("utter_ask_new_address", *buttons([a.one_line() for a in others], 3))]
