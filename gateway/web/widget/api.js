// The gateway's endpoints, one method each.

/** What the server answered instead: `status`, `type`, and `retryAfter` in seconds where it named one. */
export class Problem extends Error {
  constructor(status, body, header) {
    super(body?.detail || body?.title || `status ${status}`);
    this.status = status;
    this.type = String(body?.type ?? "");
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
