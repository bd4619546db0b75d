// The token of this browser's conversation, shared by its tabs.

import { alone } from "./keep.js";

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
