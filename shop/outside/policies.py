"""Policies from YAML files: policy.yml, or policy.<name>.yml for the shop that the database holds."""

from __future__ import annotations

from pathlib import Path

import yaml

from shop.model.policy import Policy, PolicyError
from shop.ports import UnitOfWork


class FilePolicies:
    """Reads a file again when it has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, tuple[float, Policy]] = {}

    def current(self, work: UnitOfWork) -> Policy:
        """Looked up once in a unit of work: the profile does not change within it."""
        known: Policy | None = getattr(work, "policy_in_force", None)
        if known is None:
            profile = work.records.profile()
            known = self.named(profile.policy if profile is not None else "default")
            work.policy_in_force = known  # type: ignore[attr-defined]
        return known

    def named(self, name: str) -> Policy:
        path = self.folder / ("policy.yml" if name == "default" else f"policy.{name}.yml")
        try:
            changed = path.stat().st_mtime
        except FileNotFoundError:
            raise PolicyError(
                f"{path.name} is missing in {self.folder}: this database was made for that shop"
            ) from None
        known = self._read.get(name)
        if known is None or known[0] != changed:
            known = (changed, self._load(path))
            self._read[name] = known
        return known[1]

    def _load(self, path: Path) -> Policy:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        try:
            return Policy.from_mapping(raw if isinstance(raw, dict) else {})
        except PolicyError as error:
            raise PolicyError(f"{path.name}: {error}") from None
