// Server-sent events, handed on by name; the browser connects again by itself and says where it was.

import { get } from "./api.js";
import { tell } from "./state.js";

export class Stream {
  source = null;

  /** The queue's events, and those of one conversation behind the line `after`. */
  open(conversation, after) {
    this.close();
    const query = conversation ? `?conversation=${encodeURIComponent(conversation)}&after=${after}` : "";
    const source = new EventSource(`/desk/api/events${query}`);
    source.addEventListener("queue", () => tell("queue-changed"));
    source.addEventListener("line", (event) => tell("line", conversation, JSON.parse(event.data)));
    source.addEventListener("typing", (event) => tell("typing", conversation, JSON.parse(event.data)));
    source.addEventListener("end", (event) => this.ended(JSON.parse(event.data).reason));
    source.addEventListener("open", () => tell("connection", true));
    source.addEventListener("error", () => this.failed(source, conversation));
    this.source = source;
  }

  /** Signed out; or the conversation is somebody else's now, and the queue goes on alone. */
  ended(reason) {
    if (reason === "signed_out") tell("signed-out");
    else this.open(null, 0);
  }

  failed(source, conversation) {
    tell("connection", false);
    if (source !== this.source || source.readyState !== EventSource.CLOSED) return;
    // Refused: signed out, which the next question shows, or not ours any more: then the queue goes on alone.
    get("me").then(() => this.source === source && setTimeout(() => this.source === source && this.open(null, 0), 3000), () => {});
    if (conversation) tell("queue-changed");
  }

  close() {
    this.source?.close();
    this.source = null;
  }
}
