"""How the day goes at the desk, in figures for those who lead it."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Iterable, Sequence
from zoneinfo import ZoneInfo

from shop.model.people import Agent
from shop.model.policy import Policy
from shop.model.records import Ticket
from shop.ports import UnitOfWork
from shop.services.base import Service

# An end in which nobody of the desk had a part.
_LEFT = "customer_left"


class Figures(Service):
    def today(self, now: datetime | None = None) -> dict[str, Any]:
        """Since midnight in the shop's time zone. Durations are in seconds, None where there is nothing to measure.

        {since, open {live_waiting, live_claimed, cases_waiting, cases_claimed, longest_wait, oldest_case},
        until_claimed {live, case}, until_answered {live, case}: each {count, median, p90}, of what was claimed or
        first answered today; handled, handling {count, median, p90}, ratings {count, mean},
        conversations {count, without_person, share_without_person},
        agents [{id, name, role, online, claimed, handled, handling_median, ratings {count, mean}}] by name}
        """
        with self.tools.open_work() as work:
            now = now or self.tools.clock.now()
            since = midnight(self.tools.policies.current(work), now)
            unresolved = work.people.unresolved()
            tickets = list({t.id: t for t in [*unresolved, *work.people.tickets_since(since)]}.values())
            handled = [t for t in tickets if _within(t.resolved_at, since, now) and t.outcome != _LEFT]
            rated = work.people.ratings_by_agent(since)
            here = {agent.id for agent in [a for a in work.people.agents() if a.is_online(now)]}
            agents = [a for a in work.people.agents() if a.active]
            return {
                "since": since,
                "open": _open(unresolved, now),
                "until_claimed": _by_kind(t for t in tickets if _within(t.claimed_at, since, now)),
                "until_answered": _by_kind((t for t in tickets if _within(t.answered_at, since, now)), answered=True),
                "handled": len(handled),
                "handling": spread(_handling(handled)),
                "ratings": _mean(rated),
                "conversations": _conversations(work, since),
                "agents": [_of_agent(a, a.id in here, unresolved, handled, rated) for a in agents],
            }


def midnight(policy: Policy, now: datetime) -> datetime:
    """When the day began where the shop is."""
    local = now.astimezone(ZoneInfo(policy.hours.timezone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def spread(seconds: Iterable[float]) -> dict[str, Any]:
    """`p90`: nine of ten took no longer."""
    values = sorted(seconds)
    if not values:
        return {"count": 0, "median": None, "p90": None}
    ninth = values[math.ceil(len(values) * 0.9) - 1]
    return {"count": len(values), "median": round(median(values)), "p90": round(ninth)}


def _within(moment: datetime | None, since: datetime, now: datetime) -> bool:
    return moment is not None and since <= moment <= now


def _open(unresolved: Sequence[Ticket], now: datetime) -> dict[str, Any]:
    def of(kind: str, state: str) -> list[Ticket]:
        return [t for t in unresolved if (t.kind, t.state) == (kind, state)]

    waiting, cases = of("live", "open"), of("case", "open")
    return {
        "live_waiting": len(waiting), "live_claimed": len(of("live", "claimed")),
        "cases_waiting": len(cases), "cases_claimed": len(of("case", "claimed")),
        "longest_wait": _longest(waiting, now), "oldest_case": _longest(cases, now),
    }  # fmt: skip


def _longest(tickets: Sequence[Ticket], now: datetime) -> int | None:
    return max((_seconds(t.created_at, now) for t in tickets if t.created_at is not None), default=None)


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, round((end - start) / timedelta(seconds=1)))


def _by_kind(tickets: Iterable[Ticket], answered: bool = False) -> dict[str, Any]:
    """From the opening of each ticket to its claim, or to its first answer."""
    took: dict[str, list[float]] = {"live": [], "case": []}
    for ticket in tickets:
        end = ticket.answered_at if answered else ticket.claimed_at
        if ticket.created_at is not None and end is not None:
            took[ticket.kind].append(_seconds(ticket.created_at, end))
    return {kind: spread(values) for kind, values in took.items()}


def _handling(tickets: Iterable[Ticket]) -> list[float]:
    return [_seconds(t.claimed_at, t.resolved_at) for t in tickets if t.claimed_at and t.resolved_at]


def _mean(rated: Iterable[tuple[str, int, float]]) -> dict[str, Any]:
    found = list(rated)
    count = sum(each for _, each, _ in found)
    return {"count": count, "mean": round(sum(total for _, _, total in found) / count, 2) if count else None}


def _conversations(work: UnitOfWork, since: datetime) -> dict[str, Any]:
    """Of the website, begun today, in which the customer said something."""
    count, alone = work.people.web_conversations_since(since)
    return {"count": count, "without_person": alone, "share_without_person": round(alone / count, 3) if count else None}


def _of_agent(
    agent: Agent,
    is_online: bool,
    unresolved: Sequence[Ticket],
    handled: Sequence[Ticket],
    rated: Sequence[tuple[str, int, float]],
) -> dict[str, Any]:
    mine = [t for t in handled if t.agent_id == agent.id]
    return {
        "id": agent.id, "name": agent.name, "role": agent.role, "online": is_online,
        "claimed": len([t for t in unresolved if t.state == "claimed" and t.agent_id == agent.id]),
        "handled": len(mine), "handling_median": spread(_handling(mine))["median"],
        "ratings": _mean(each for each in rated if each[0] == agent.id),
    }  # fmt: skip
