"""Where a parcel is, in words."""

from __future__ import annotations

from actions.phrasing import Phrases
from shop.model.tracking import ParcelView


def parcel_state(phrases: Phrases, seen: ParcelView) -> str:
    last = seen.last_event
    facts = {
        "expected_on": seen.parcel.expected_on,
        "days_late": str(seen.days_late),
        "days_silent": str(seen.days_silent),
        "last_event": phrases.part(f"event_{last.kind}", at=last.at, place=last.place) if last else "",
        "at": last.at if last else None,
        "place": last.place if last else "",
    }
    return phrases.part(f"situation_{seen.situation}", **facts)
