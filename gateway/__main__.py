"""Opens the public door: python -m gateway."""

from __future__ import annotations

import logging
import sys

import uvicorn

from gateway.app import create_app
from gateway.request_ids import RequestIds
from gateway.settings import GatewaySettings
from shop.model.policy import PolicyError
from shop.settings import SettingsError


def main() -> None:
    handler = logging.StreamHandler()
    handler.addFilter(RequestIds())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(request_id)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        settings = GatewaySettings.from_env()
        app = create_app(settings)
    except (SettingsError, PolicyError) as error:
        sys.exit(str(error))
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_config=None, access_log=False, server_header=False,
        timeout_keep_alive=75, timeout_graceful_shutdown=20,
    )  # fmt: skip


if __name__ == "__main__":
    main()
