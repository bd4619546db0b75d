"""Who gets in at the desk, and what every change must carry."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.gateway.desk.conftest import Seat, Talk

Sit = Callable[..., Seat]


def test_the_page_comes_with_a_policy_that_runs_nothing_from_elsewhere(seat: Sit) -> None:
    page = seat().client.get("/desk")
    assert page.status_code == 200 and "<script type=" in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_the_cookie_is_for_the_desk_alone_and_out_of_scripts_reach(seat: Sit) -> None:
    cookie = seat().sign_in("anna@shop.example").headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/desk", "max-age="))


def test_a_wrong_password_is_refused_in_the_same_words_as_an_unknown_e_mail(seat: Sit) -> None:
    answers = [seat().sign_in(email, "a wrong password") for email in ("anna@shop.example", "nobody@shop.example")]
    assert [each.status_code for each in answers] == [401, 401]
    assert len({each.json()["detail"] for each in answers}) == 1


def test_five_wrong_passwords_lock_the_account_for_a_while(seat: Sit) -> None:
    answers = [seat().sign_in("anna@shop.example", "a wrong password").status_code for _ in range(5)]
    locked = seat().sign_in("anna@shop.example")
    assert answers == [401] * 5
    assert locked.status_code == 429 and locked.json()["type"].endswith(":locked")
    assert int(locked.headers["retry-after"]) > 60


def test_one_address_may_try_ten_times_a_minute(seat: Sit) -> None:
    answers = [seat().sign_in(f"nobody{i}@shop.example", "x").status_code for i in range(11)]
    assert answers[-1] == 429 and 429 not in answers[:-1]


def test_a_page_of_another_site_signs_nobody_in(seat: Sit) -> None:
    body = {"email": "anna@shop.example", "password": "a password for tests"}
    answer = seat().client.post("/desk/api/session", json=body, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["me", "tickets", "tickets/T100001", "figures", "intents", "canned", "events"])
def test_without_a_session_nothing_is_told(seat: Sit, path: str) -> None:
    assert seat().get(path).status_code == 401


@pytest.mark.parametrize("token", ["", "guessed"])
def test_a_change_without_the_right_token_is_refused(seat: Sit, talk: Talk, token: str) -> None:
    anna = seat("anna")
    anna.csrf = token
    for path in (f"tickets/{talk.ticket}/claim", "available"):
        assert anna.post(path, on=True).status_code == 403


def test_the_token_of_one_session_is_no_use_in_another(seat: Sit, talk: Talk) -> None:
    anna, ben = seat("anna"), seat("ben")
    anna.csrf = ben.csrf
    assert anna.post(f"tickets/{talk.ticket}/claim").status_code == 403


def test_signing_out_ends_the_session(seat: Sit) -> None:
    anna = seat("anna")
    kept = anna.client.cookies.get("shopdesk_desk", path="/desk")
    assert anna.client.request("DELETE", "/desk/api/session", headers={"X-CSRF-Token": anna.csrf}).status_code == 204
    anna.client.cookies.set("shopdesk_desk", kept, path="/desk")
    assert anna.get("me").status_code == 401


def test_an_agent_says_whether_they_take_customers(seat: Sit) -> None:
    anna = seat("anna")
    assert anna.post("available", on=False).status_code == 204
    assert anna.get("me").json()["agent"]["available"] is False


def test_only_leads_see_figures_and_change_prepared_answers(seat: Sit) -> None:
    anna, lea = seat("anna"), seat("lea")
    reply = {"language": "en", "title": "Hello", "text": "Hi {customer}"}
    assert (anna.get("figures").status_code, anna.post("canned", **reply).status_code) == (403, 403)
    assert (lea.get("figures").status_code, lea.post("canned", **reply).status_code) == (200, 201)
    assert [each["title"] for each in anna.get("canned").json()] == ["Hello"]
