"""Makes `domain.yml` and `domain/*.yml` one domain for every plain rasa command."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter


class ShopImporter(RasaFileImporter):
    """Adds the folder `domain` beside the domain file, whatever path the command was given."""

    def get_domain(self) -> Domain:
        path = Path(self._domain_path or "domain.yml")
        folder = path.with_suffix("") if path.suffix == ".yml" else path
        domain = Domain.load(str(path))
        if path.is_file() and folder.is_dir():
            domain = domain.merge(Domain.load([str(file) for file in sorted(folder.glob("*.yml"))]))
        return domain
