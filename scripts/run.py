"""Everything up with one command, and down again with Ctrl-C. Runs in the app environment."""

from __future__ import annotations

import itertools

from scripts.environment import ACTIONS_PORT, ENGINE_PORT, GATEWAY_PORT, free_port
from scripts.processes import Supervisor, action_server, engine, gateway, prepare_shop
from scripts.say import interruptible, say, stop
from scripts.train import train


def main() -> None:
    ports = {key: free_port(key) for key in (ENGINE_PORT, ACTIONS_PORT, GATEWAY_PORT)}
    for first, second in itertools.combinations(ports, 2):
        if ports[first] == ports[second]:
            stop(f"{first} and {second} are both {ports[first]}: give each a port of its own.")
    engine_port, actions_port, gateway_port = ports.values()
    prepare_shop()
    model = train()
    say("starting (about 20 s) …")
    door = f"http://127.0.0.1:{gateway_port}"
    done = f"""ready; Ctrl-C stops it.
  the demo shop with the chat   {door}/demo
  the agents' desk              {door}/desk   ({_logins()})
  the chat API                  {door}/openapi.json
  in the terminal               make shell"""
    processes = [
        action_server(actions_port), engine(engine_port, actions_port, model), gateway(gateway_port, engine_port),
    ]  # fmt: skip
    raise SystemExit(Supervisor(processes, done).run())


def _logins() -> str:
    """The demo's agents, as the seeding made them; a shop of one's own has its own."""
    from shop.seed.demo_desk import PASSWORD, demo_agents

    names = ", ".join(agent.email for agent in demo_agents())
    return f"demo: {names}, password {PASSWORD}"


if __name__ == "__main__":
    interruptible(main)
