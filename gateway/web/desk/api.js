// The desk's endpoints.

/** What the server answered instead: `status`, `code` for programs, `detail` for people. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || `The server answered ${status}.`);
    this.status = status;
    this.code = String(body?.type ?? "").split(":").pop();
    this.body = body ?? {};
  }
}

let csrf = "";
let signedOut = () => {};

/** `whenSignedOut` is called where the session is over. */
export function prepare(token, whenSignedOut) {
  csrf = token;
  signedOut = whenSignedOut;
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => ask("POST", path, body);
export const remove = (path) => ask("DELETE", path);

async function ask(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = csrf;
  if (body) headers["Content-Type"] = "application/json";
  let response;
  try {
    const options = { method, headers, cache: "no-store", signal: AbortSignal.timeout(30_000) };
    response = await fetch(`/desk/api/${path}`, { ...options, body: body && JSON.stringify(body) });
  } catch {
    throw new Problem(0, { type: "offline", detail: "The desk cannot reach the server. Check the network, then try again." });
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  const problem = new Problem(response.status, await response.json().catch(() => null));
  if (problem.code === "signed_out" && csrf) signedOut();
  throw problem;
}
