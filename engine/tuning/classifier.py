"""The classifier's weights in the order in which they are read.

scikit-learn multiplies with the transposed weights, and SciPy copies all of them (tens of megabytes) for each sentence
unless the transposed ones lie in rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier

_original = LogisticRegressionClassifier.load.__func__


def load(cls: Any, *args: Any, **kwargs: Any) -> LogisticRegressionClassifier:
    loaded: LogisticRegressionClassifier = _original(cls, *args, **kwargs)
    if getattr(loaded.clf, "coef_", None) is not None:
        loaded.clf.coef_ = np.asfortranarray(loaded.clf.coef_)
    return loaded


def apply() -> None:
    LogisticRegressionClassifier.load = classmethod(load)
