"""Everything up with one command, and down again with Ctrl-C. Runs in the app environment."""

from __future__ import annotations

from scripts.environment import ACTIONS_PORT, ENGINE_PORT, free_port
from scripts.processes import Supervisor, action_server, engine, prepare_shop
from scripts.say import interruptible, say, stop
from scripts.train import train


def main() -> None:
    engine_port, actions_port = free_port(ENGINE_PORT), free_port(ACTIONS_PORT)
    if engine_port == actions_port:
        stop(f"{ENGINE_PORT} and {ACTIONS_PORT} are both {engine_port}: give each a port of its own.")
    prepare_shop()
    model = train()
    say("starting (about 20 s) …")
    done = f"ready: talk to it with `make shell` in another terminal or by POST to http://127.0.0.1:{engine_port}/webhooks/rest/webhook; Ctrl-C stops it."
    raise SystemExit(Supervisor([action_server(actions_port), engine(engine_port, actions_port, model)], done).run())


if __name__ == "__main__":
    interruptible(main)
