"""Makes `domain.yml` and `domain/*.yml` one domain for every plain rasa command, and reads the data once."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from engine.training_files import read_training_files


class ShopImporter(RasaFileImporter):
    """Adds the folder `domain` beside the domain file, whatever path the command was given."""

    @cached_method
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return read_training_files(self._nlu_files, language or "en")

    @cached_method
    def get_domain(self) -> Domain:
        path = Path(self._domain_path or "domain.yml")
        folder = path.with_suffix("") if path.suffix == ".yml" else path
        domain = Domain.load(str(path))
        if path.is_file() and folder.is_dir():
            domain = domain.merge(Domain.load([str(file) for file in sorted(folder.glob("*.yml"))]))
        return domain
