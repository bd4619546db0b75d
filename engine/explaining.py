"""Why a message was understood as it was, and what the dialogue would do next: for people who look into it."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import GraphComponent
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.encoder.component import VECTOR, SentenceEncoder
from engine.nlu.intents.component import IntentClassifier
from engine.nlu.reading import SENSE_TEXT, MessageReader

WORDS, SENTENCES, CANDIDATES = 8, 5, 5


async def explain(
    processor: MessageProcessor, text: str, tracker: DialogueStateTracker | None = None
) -> dict[str, Any]:
    """All that was found in `text` and where each of it comes from; `tracker`: the conversation that it belongs to."""
    from rasa.core.channels.channel import UserMessage

    known = tracker or DialogueStateTracker("explained", processor.domain.slots)
    read = await processor.parse_message(UserMessage(text), known.copy())
    evidence = nearest_and_words(processor, read.get("text") or text, read["intent"]["name"])
    return {
        "text": read.get("text"),
        "language": read.get("language"),
        "english": read.get("english"),
        "intent": read["intent"],
        "doubt": read.get("doubt"),
        "candidates": read.get("intent_ranking", [])[:CANDIDATES],
        **evidence,
        "entities": [
            {k: e.get(k) for k in ("entity", "value", "start", "end", "extractor")} for e in read.get("entities", [])
        ],
        "catalogue": read.get("catalogue"),
        "requests": [{k: part[k] for k in ("text", "intent", "confidence")} for part in read.get("requests") or []],
        "sentiment": read.get("sentiment"),
        "articles": read.get("articles"),
        "next": next_step(processor, read, known),
    }


def component(processor: MessageProcessor, kind: type[GraphComponent]) -> Any:
    """The one of that kind in the model, or None."""
    nodes = processor.graph_runner._instantiated_nodes.values()
    return next((n._component for n in nodes if isinstance(getattr(n, "_component", None), kind)), None)


def nearest_and_words(processor: MessageProcessor, text: str, intent: str) -> dict[str, Any]:
    """The training sentences most like it, and the words and pieces that spoke most for and against the intent."""
    reader, encoder, classifier = (
        component(processor, kind) for kind in (MessageReader, SentenceEncoder, IntentClassifier)
    )
    if reader is None or classifier is None or classifier.classifier is None:
        return {"nearest": [], "words": []}
    message = Message({TEXT: text})
    reader.process([message])
    if encoder is not None:
        encoder.process([message])
    model = classifier.classifier.model
    nearest = (
        model.neighbours.nearest(message.get(VECTOR), SENTENCES)
        if model.neighbours and message.get(VECTOR) is not None
        else []
    )
    told = intent if intent in model.intents else model.intents[int(np.argmax(_scores(model, message)))]
    columns, values = model.words.row(message.get(SENSE_TEXT), message.get("original"))
    weights = values * model.by_words.weights[columns, model.intents.index(told)] * model.mix
    names = model.words.names
    order = np.argsort(-np.abs(weights))[:WORDS]
    return {
        "nearest": [
            {"text": n.text, "intent": model.intents[n.intent], "likeness": round(n.likeness, 3)} for n in nearest
        ],
        "words": [{"word": names[columns[i]], "weight": round(float(weights[i]), 3)} for i in order],
    }


def _scores(model: Any, message: Message) -> Any:
    return model.words.scores(message.get(SENSE_TEXT), message.get("original"), model.by_words.weights)


def next_step(processor: MessageProcessor, read: dict[str, Any], tracker: DialogueStateTracker) -> dict[str, Any]:
    """The action that the policies choose after this message, which of them decided, and by which rule."""
    imagined = tracker.copy()
    if not imagined.events:
        imagined.update(ActionExecuted("action_listen"), processor.domain)
    imagined.update(UserUttered(read.get("text"), read["intent"], [], read), processor.domain)
    prediction = processor._predict_next_with_tracker(imagined)
    best = int(np.argmax(prediction.probabilities))
    return {
        "action": processor.domain.action_names_or_texts[best],
        "policy": prediction.policy_name,
        "confidence": round(float(prediction.max_confidence), 3),
        "why": "a rule holds for this intent" if prediction.policy_name and "RulePolicy" in prediction.policy_name and prediction.max_confidence > 0.9
        else "no rule holds: the fallback speaks" if prediction.max_confidence < 0.9 else "a story was memorized",
    }  # fmt: skip
