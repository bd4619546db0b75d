// What the browser remembers; where storage is forbidden, only as long as the page lives.

const spare = new Map();

function area(kind) {
  try {
    return globalThis[kind];
  } catch {
    return null;
  }
}

export class Keep {
  /** `local` is shared by all tabs, `tab` is of this tab alone. */
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
