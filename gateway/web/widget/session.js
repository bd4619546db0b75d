// What the browser remembers, shared by its tabs; without storage only as
// long as the page lives.

const spare = new Map();

function area(kind) {
  try {
    return globalThis[kind];
  } catch {
    return null;
  }
}

export class Keep {
  /** localStorage is shared by all tabs, sessionStorage is of this tab alone. */
  constructor(server) {
    this.prefix = `shop-chat:${server}:`;
  }

  get(key, kind = "localStorage") {
    try {
      return JSON.parse(area(kind).getItem(this.prefix + key));
    } catch {
      return spare.get(this.prefix + key) ?? null;
    }
  }

  put(key, value, kind = "localStorage") {
    try {
      if (value === null) area(kind).removeItem(this.prefix + key);
      else area(kind).setItem(this.prefix + key, JSON.stringify(value));
    } catch {
      spare.set(this.prefix + key, value);
    }
  }

  /** The session of this owner, unless it has expired. */
  session(owner) {
    const found = this.get("session");
    if (!found?.token || found.owner !== owner || Date.parse(found.expires_at) < Date.now()) return null;
    return found;
  }
}

/** Whose conversation it is: after signing in or out, or as somebody else, nobody sees what was said before. */
export function ownerOf(customerToken) {
  if (!customerToken) return "";
  try {
    const claims = JSON.parse(atob(customerToken.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
    if (claims.sub) return fingerprint(String(claims.sub));
  } catch {
    // Not a JWT: then the whole token names its owner.
  }
  return fingerprint(customerToken);
}

/** FNV-1a: tells texts apart, keeps no secret. */
export function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ unit.codePointAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** One tab at a time, where the browser can. */
export function alone(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

export class Session {
  constructor({ api, keep, language, owner, customerToken }) {
    Object.assign(this, { api, keep, language, owner, customerToken, token: null });
  }

  known() {
    return this.keep.session(this.owner);
  }

  /** Takes up what is stored (another tab may have made it), or makes one if it is wanted; says whether there is one. */
  async obtain(wanted) {
    if (!this.token) {
      const found = this.known() ?? (wanted ? await alone(`${this.keep.prefix}session`, () => this.make()) : null);
      this.token = this.api.token = found?.token ?? null;
    }
    return this.token !== null;
  }

  async make() {
    const known = this.known();
    if (known) return known;
    const { token, expires_at } = await this.begin();
    const made = { token, expires_at, owner: this.owner };
    this.keep.put("seen", null);
    this.keep.put("session", made);
    return made;
  }

  /** A customer token that is no longer good does not keep anyone from asking something. */
  async begin() {
    this.api.token = null;
    try {
      return await this.api.session(this.language, this.customerToken);
    } catch (problem) {
      if (!this.customerToken || ![401, 403, 409, 422].includes(problem.status)) throw problem;
      return this.api.session(this.language, null);
    }
  }

  forget() {
    if (this.known()?.token === this.token) this.keep.put("session", null);
    this.token = this.api.token = null;
  }
}
