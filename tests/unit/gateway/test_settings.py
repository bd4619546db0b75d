"""The door's environment: what it means, and that a mistake in it is named at the start."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.settings import SHORTEST_KEY, GatewaySettings
from shop.settings import ROOT, SettingsError

SECRET = "0123456789abcdef0123456789abcdef"
SAFE = {"SHOPDESK_PRODUCTION": "1", "SHOPDESK_SECRET": SECRET, "SHOPDESK_ENGINE_SECRET": "engine"}


def read(**environment: str) -> GatewaySettings:
    return GatewaySettings.from_env({"SHOPDESK_SECRET": SECRET, **environment})


def refusal(**environment: str) -> str:
    with pytest.raises(SettingsError) as refused:
        read(**environment)
    return str(refused.value)


def test_with_nothing_set_the_door_opens_on_this_machine_alone() -> None:
    found = read()
    assert (found.host, found.port, found.engines) == ("127.0.0.1", 8080, ["http://127.0.0.1:5005"])


def test_empty_variables_count_as_not_set() -> None:
    names = ("ENGINES", "ENGINE_SECRET", "CUSTOMER_KEY", "EMBED_ORIGINS", "PRODUCTION", "GATEWAY_HOST", "GATEWAY_PORT")
    assert read(**{f"SHOPDESK_{name}": "" for name in names}) == read()


def test_several_engines_stand_with_commas_between() -> None:
    found = read(SHOPDESK_ENGINES=" http://one:5005/ , https://two ,")
    assert found.engines == ["http://one:5005", "https://two"]


@pytest.mark.parametrize(
    "url",
    ["localhost:5005", "one", "ftp://one", "http://", "http://one/path", "//one", ",", " , ", "*", "http://one,*"],
)
def test_an_engine_that_is_no_address_is_named(url: str) -> None:
    assert "SHOPDESK_ENGINES" in refusal(SHOPDESK_ENGINES=url)


@pytest.mark.parametrize("port", ["0", "-1", "eighty", "80.5", "²", "65536", "99999999"])
def test_a_port_that_is_none_is_named(port: str) -> None:
    assert "SHOPDESK_GATEWAY_PORT" in refusal(SHOPDESK_GATEWAY_PORT=port)


@pytest.mark.parametrize("name", ["MESSAGES", "SESSIONS", "REQUESTS"])
@pytest.mark.parametrize("rate", ["0", "-5", "many", "1.5"])
def test_a_rate_that_is_no_whole_number_above_0_is_named(name: str, rate: str) -> None:
    assert f"SHOPDESK_{name}_PER_MINUTE" in refusal(**{f"SHOPDESK_{name}_PER_MINUTE": rate})


@pytest.mark.parametrize("key", ["SHOPDESK_SECRET", "SHOPDESK_CUSTOMER_KEY"])
def test_a_key_that_is_too_short_is_named_without_telling_it(key: str) -> None:
    said = refusal(**{key: "short-secret"})
    assert (key in said, str(SHORTEST_KEY) in said, "short-secret" in said) == (True, True, False)


@pytest.mark.parametrize("missing", ["SHOPDESK_SECRET", "SHOPDESK_ENGINE_SECRET"])
def test_in_production_no_secret_may_be_missing(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        GatewaySettings.from_env({name: value for name, value in SAFE.items() if name != missing})


@pytest.mark.parametrize("yes", ["1", "true", "TRUE", " yes "])
def test_production_is_written_in_several_ways(yes: str) -> None:
    assert GatewaySettings.from_env({**SAFE, "SHOPDESK_PRODUCTION": yes}).production


def test_in_production_no_site_may_show_the_widget_until_one_is_named() -> None:
    assert GatewaySettings.from_env(SAFE).embed_origins == []


def test_on_a_developers_machine_any_page_may_show_the_widget() -> None:
    assert read().embed_origins == ["*"]


def test_the_sites_that_may_show_the_widget_are_named_by_their_origins() -> None:
    found = read(SHOPDESK_EMBED_ORIGINS="https://shop.example, https://www.shop.example:8443/")
    assert found.embed_origins == ["https://shop.example", "https://www.shop.example:8443"]


@pytest.mark.parametrize("url", ["shop.example", "https://shop.example/page"])
def test_a_site_that_is_no_origin_is_named(url: str) -> None:
    assert "SHOPDESK_EMBED_ORIGINS" in refusal(SHOPDESK_EMBED_ORIGINS=url)


def test_a_developers_key_is_made_once(tmp_path: Path) -> None:
    first = GatewaySettings.from_env({"SHOPDESK_VAR": str(tmp_path / "var")}).key
    assert GatewaySettings.from_env({"SHOPDESK_VAR": str(tmp_path / "var")}).key == first


def test_a_developers_key_is_long_enough_and_nobody_elses_to_read(tmp_path: Path) -> None:
    key = GatewaySettings.from_env({"SHOPDESK_VAR": str(tmp_path)}).key
    mode = stat.S_IMODE((tmp_path / "gateway.key").stat().st_mode)
    assert (len(key) >= SHORTEST_KEY, mode) == (True, 0o600)


def test_a_door_with_a_wrong_environment_ends_with_one_sentence() -> None:
    wrong = {**os.environ, "SHOPDESK_SECRET": SECRET, "SHOPDESK_GATEWAY_PORT": "eighty"}
    ended = subprocess.run([sys.executable, "-m", "gateway"], cwd=ROOT, env=wrong, capture_output=True, text=True)
    said = ended.stderr.strip().splitlines()
    assert (ended.returncode, len(said), "SHOPDESK_GATEWAY_PORT" in said[-1]) == (1, 1, True)


def test_an_origin_with_a_query_is_named() -> None:
    assert "SHOPDESK_EMBED_ORIGINS" in refusal(SHOPDESK_EMBED_ORIGINS="https://shop.example?x=1")


def test_a_developers_key_that_was_half_written_is_made_again(tmp_path: Path) -> None:
    """A process that ended between making the file and filling it leaves nothing that signs with an empty key."""
    (tmp_path / "gateway.key").touch()
    assert len(GatewaySettings.from_env({"SHOPDESK_VAR": str(tmp_path)}).key) >= SHORTEST_KEY


def test_settings_show_no_secret() -> None:
    found = GatewaySettings.from_env({**SAFE, "SHOPDESK_CUSTOMER_KEY": "c" * SHORTEST_KEY})
    assert not any(secret in repr(found) for secret in (SECRET, "c" * SHORTEST_KEY, "'engine'"))
