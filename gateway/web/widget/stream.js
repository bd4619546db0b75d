// Server-sent events read with fetch (EventSource cannot send a header), reconnecting by itself.

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
