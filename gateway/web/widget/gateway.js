// The gateway: its endpoints, one method each, and its stream of events.

/** What the server answered instead: `status`, and `retryAfter` in seconds where it named one. */
export class Problem extends Error {
  constructor(status, body, header) {
    super(body?.detail || body?.title || `status ${status}`);
    this.status = status;
    const seconds = Number(header ?? body?.retry_after);
    this.retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  }
}

const PATIENCE = 45_000;

export class Api {
  constructor(server) {
    this.server = server;
    this.token = null;
  }

  config(language) {
    return this.call("GET", `/chat/config?language=${encodeURIComponent(language)}`);
  }

  session(language, customerToken) {
    return this.call("POST", "/chat/sessions", { language, ...(customerToken && { customer_token: customerToken }) });
  }

  history(before) {
    return this.call("GET", `/chat/history?limit=50${before ? `&before=${before}` : ""}`);
  }

  /** `message` is {id, text} or {id, choice}. `waits` tells that the answer comes on the stream. */
  async send(message) {
    const response = await this.request("POST", "/chat/messages", message);
    return { ...(await response.json()), waits: response.status === 202 };
  }

  rate(messageId, thumb) {
    return this.call("POST", "/chat/ratings", { message_id: messageId, thumb });
  }

  typing(on) {
    return this.call("POST", "/chat/typing", { on });
  }

  handoff(wish, email) {
    return this.call("POST", "/chat/handoff", { wish, ...(email && { email }) });
  }

  events(lastId, signal) {
    const headers = { Accept: "text/event-stream", ...(lastId !== null && { "Last-Event-ID": String(lastId) }) };
    return this.request("GET", "/chat/events", null, { headers, signal });
  }

  async call(method, path, body) {
    const response = await this.request(method, path, body);
    return response.status === 204 ? null : response.json();
  }

  async request(method, path, body, { headers = {}, signal = AbortSignal.timeout(PATIENCE) } = {}) {
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (body) headers["Content-Type"] = "application/json";
    const options = { method, headers, signal, cache: "no-store", credentials: "omit" };
    const response = await fetch(this.server + path, { ...options, body: body ? JSON.stringify(body) : undefined });
    if (response.ok) return response;
    const told = await response.json().catch(() => null);
    throw new Problem(response.status, told, response.headers.get("Retry-After"));
  }
}

// Server-sent events, read with fetch (EventSource cannot send a header), reconnecting by themselves.

const SILENCE = 45_000;

/** Yields {id, event, data} of a response's body; `alive` is called with every byte, heartbeats too. */
export async function* eventsOf(body, alive = () => {}) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    alive();
    const blocks = (rest + value.replace(/\r/g, "")).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

function parse(block) {
  const fields = { id: null, event: "message", data: "" };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    if (colon > 0 && name in fields) fields[name] = line.slice(colon + 1).trim();
  }
  try {
    return fields.data ? { ...fields, id: fields.id && Number(fields.id), data: JSON.parse(fields.data) } : null;
  } catch {
    return null;
  }
}

/** Seconds to wait before the next try: 1, 2, 4 … 30, scattered, so that not all browsers come back at once. */
export function backoff(tries) {
  return Math.min(30, 2 ** Math.min(tries, 5)) * (0.5 + Math.random() / 2);
}

/** A pause that ends early when something hopeful happens. */
export class Pause {
  wait(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.end = () => (clearTimeout(timer), resolve());
    });
  }

  end() {}
}

export class Stream {
  /** `open(lastId, signal)` answers a response; `heard`, `state(up)` and `refused(problem)` are told what happens. */
  constructor({ open, heard, state, refused }) {
    Object.assign(this, { open, heard, state, refused, run: 0, lastId: null, pause: new Pause() });
  }

  start(lastId = this.lastId) {
    this.stop();
    this.lastId = lastId;
    this.loop((this.run += 1));
  }

  stop() {
    this.run += 1;
    this.abort?.abort();
    this.pause.end();
  }

  /** Tries at once instead of after the pause. */
  hurry() {
    this.pause.end();
  }

  async loop(run) {
    for (let tries = 0; run === this.run; tries += 1) {
      try {
        await this.read(run, () => (tries = 0));
      } catch (problem) {
        if (run !== this.run) return;
        if (problem.status === 401) return this.refused(problem);
        if (tries > 0 || !navigator.onLine) this.state(false);
        await this.pause.wait(problem.retryAfter ?? backoff(tries));
      }
    }
  }

  async read(run, alive) {
    const abort = (this.abort = new AbortController());
    let silence = setTimeout(() => abort.abort(), SILENCE);
    const onByte = () => {
      alive();
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE);
    };
    try {
      const response = await this.open(this.lastId, abort.signal);
      if (run !== this.run) return;
      this.state(true);
      for await (const { id, event, data } of eventsOf(response.body, onByte)) {
        if (run !== this.run) return;
        if (Number.isInteger(id)) this.lastId = id;
        this.heard(event, data);
      }
    } finally {
      clearTimeout(silence);
    }
    throw new Error("the stream ended");
  }
}
