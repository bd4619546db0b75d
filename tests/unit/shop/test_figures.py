"""How the day goes at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from shop.model.people import Agent
from shop.model.records import Conversation, Ticket
from shop.services.figures import Figures, spread
from tests.unit.shop.conftest import NOW, Stage


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@dataclass
class Day:
    stage: Stage
    figures: Figures
    count: int = 0

    def ticket(self, opened: float, claimed: float | None = None, resolved: float | None = None, **more: Any) -> Ticket:
        """Minutes ago; Anna's once it is claimed."""
        self.count += 1
        ticket = Ticket(
            f"T{self.count}", "live", "orders", "wish", "", f"talk-{self.count + 100}", created_at=ago(opened)
        )
        if claimed is not None:
            ticket.state, ticket.agent_id, ticket.claimed_at = "claimed", "anna", ago(claimed)
        if resolved is not None:
            ticket.state, ticket.resolved_at, ticket.outcome = "resolved", ago(resolved), "solved"
        for name, value in more.items():
            setattr(ticket, name, value)
        self.stage.edit(lambda work: work.records.add(ticket))
        return ticket

    def conversation(self, ticket: Ticket | None = None, rating: int | None = None, **more: Any) -> None:
        self.count += 1
        talk = Conversation(f"chat-{self.count}", channel="web", turns=2, created_at=ago(30), updated_at=ago(20))
        talk.rating, talk.ticket_id = rating, ticket.id if ticket else ""
        for name, value in more.items():
            setattr(talk, name, value)
        self.stage.edit(lambda work: work.records.add(talk))

    def today(self, now: datetime | None = None) -> dict[str, Any]:
        return self.figures.today(now)

    def of(self, agent: str) -> dict[str, Any]:
        return next(each for each in self.today()["agents"] if each["id"] == agent)


@pytest.fixture
def day(stage: Stage) -> Day:
    def sit_down(work: Any) -> None:
        work.people.add(Agent("anna", "anna@shop.example", "Anna", "agent", "", ["en"], seen_at=ago(1)))
        work.people.add(Agent("bob", "bob@shop.example", "Bob", "agent", "", ["en"], seen_at=ago(30)))
        work.people.add(Agent("carl", "carl@shop.example", "Carl", "agent", "", ["en"], active=False))

    stage.edit(sit_down)
    return Day(stage, Figures(stage.tools))


def test_a_day_on_which_nothing_happened_has_no_durations(day: Day) -> None:
    today = day.today()
    nothing = {"count": 0, "median": None, "p90": None}
    assert [today[name] for name in ("handled", "handling", "until_claimed")] == [
        0, nothing, {"live": nothing, "case": nothing},
    ]  # fmt: skip


def test_the_day_begins_at_midnight_where_the_shop_is(day: Day) -> None:
    since = day.today(datetime(2026, 5, 21, 2, 0, tzinfo=timezone.utc))["since"]  # still the 20th in New York
    assert since.astimezone(timezone.utc) == datetime(2026, 5, 20, 4, 0, tzinfo=timezone.utc)


def test_open_tickets_are_counted_by_what_they_wait_for(day: Day) -> None:
    day.ticket(5)
    day.ticket(6, claimed=2)
    day.ticket(7, kind="case")
    day.ticket(8, kind="case")
    found = day.today()["open"]
    assert [found[name] for name in ("live_waiting", "live_claimed", "cases_waiting", "cases_claimed")] == [1, 1, 2, 0]


def test_the_longest_wait_is_of_who_waits_now(day: Day) -> None:
    day.ticket(5)
    day.ticket(3)
    day.ticket(50, claimed=1)
    assert day.today()["open"]["longest_wait"] == 300


def test_a_case_of_last_week_is_the_oldest_one(day: Day) -> None:
    day.ticket(7 * 24 * 60, kind="case")
    assert day.today()["open"]["oldest_case"] == 7 * 24 * 3600


def test_the_wait_until_a_claim_is_measured(day: Day) -> None:
    for minutes in (1, 2, 9):
        day.ticket(20 + minutes, claimed=20)
    assert day.today()["until_claimed"]["live"] == {"count": 3, "median": 120, "p90": 540}


def test_the_wait_until_the_first_answer_is_measured(day: Day) -> None:
    day.ticket(20, claimed=18, answered_at=ago(16))
    assert day.today()["until_answered"]["live"]["median"] == 240


def test_cases_do_not_lengthen_the_wait_of_live_customers(day: Day) -> None:
    day.ticket(600, claimed=20, kind="case")
    assert day.today()["until_claimed"]["live"]["count"] == 0


def test_what_was_resolved_today_was_handled(day: Day) -> None:
    day.ticket(40, claimed=30, resolved=20)
    day.ticket(40, claimed=30)
    assert day.today()["handled"] == 1


def test_what_was_resolved_yesterday_is_yesterdays(day: Day) -> None:
    day.ticket(3000, claimed=2990, resolved=2900)
    assert day.today()["handled"] == 0


def test_who_left_the_queue_was_not_handled(day: Day) -> None:
    day.ticket(40, resolved=20, outcome="customer_left")
    assert day.today()["handled"] == 0


def test_the_handling_time_runs_from_the_claim_to_the_end(day: Day) -> None:
    day.ticket(40, claimed=30, resolved=20)
    assert day.today()["handling"]["median"] == 600


def test_ratings_have_a_mean(day: Day) -> None:
    for rating in (5, 4):
        day.conversation(rating=rating)
    assert day.today()["ratings"] == {"count": 2, "mean": 4.5}


def test_a_rating_counts_for_the_agent_who_had_the_conversation(day: Day) -> None:
    day.conversation(day.ticket(40, claimed=30, resolved=20), rating=3)
    day.conversation(rating=5)
    assert day.of("anna")["ratings"] == {"count": 1, "mean": 3.0}


def test_each_agent_has_their_own_figures(day: Day) -> None:
    day.ticket(40, claimed=30, resolved=20)
    day.ticket(40, claimed=30)
    found = day.of("anna")
    assert [found[name] for name in ("claimed", "handled", "handling_median")] == [1, 1, 600]


def test_who_was_heard_of_just_now_is_online(day: Day) -> None:
    assert [(each["name"], each["online"]) for each in day.today()["agents"]] == [("Anna", True), ("Bob", False)]


def test_the_share_that_needed_no_person_is_of_conversations_in_which_something_was_said(day: Day) -> None:
    day.conversation()
    day.conversation()
    day.conversation()
    day.conversation(day.ticket(10))
    day.conversation(turns=0)
    assert day.today()["conversations"] == {"count": 4, "without_person": 3, "share_without_person": 0.75}


def test_conversations_of_development_are_not_counted(day: Day) -> None:
    day.conversation(channel="")
    assert day.today()["conversations"]["share_without_person"] is None


def test_nine_of_ten_took_no_longer_than_the_ninetieth_percentile() -> None:
    assert spread(range(1, 11)) == {"count": 10, "median": 6, "p90": 9}
