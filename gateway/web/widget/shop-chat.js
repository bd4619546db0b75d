/*
 * <script type="module" src="https://help.example/widget/shop-chat.js"></script>
 * <shop-chat></shop-chat>
 *
 * Attributes: server, customer-token, language (en fr de es ar), theme (light dark auto), position (end start left
 * right), open. For its look see styles.js.
 */

import { Conversation } from "./conversation.js";
import { Api } from "./gateway.js";
import { fingerprint, Keep, ownerOf, Session } from "./session.js";
import { Store } from "./store.js";
import { keyboard, sheet } from "./styles.js";
import { languageOf, textsOf } from "./texts.js";
import { View } from "./view.js";

const SCRIPT_ORIGIN = new URL(import.meta.url).origin;
const darkness = matchMedia("(prefers-color-scheme: dark)");

class ShopChat extends HTMLElement {
  static observedAttributes = ["server", "customer-token", "language", "theme", "position", "open"];

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet, keyboard];
    this.begin();
  }

  disconnectedCallback() {
    this.end();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.view) return;
    if (name === "open") this.setOpen(now !== null);
    else if (name === "theme" || name === "position") this.look();
    else this.begin();
  }

  /** Opens the panel, for a link or button of the shop's own. */
  show() {
    this.setOpen(true, true);
  }

  hide() {
    this.setOpen(false, true);
  }

  async begin() {
    this.end();
    const run = (this.run = Symbol("run"));
    const language = languageOf(this.getAttribute("language"), document.documentElement.lang, ...(navigator.languages ?? []));
    const t = await textsOf(language);
    if (this.run !== run) return;
    this.build(t);
    this.listen();
    this.conversation.resume();
    const again = this.keep.get("open", "sessionStorage") && innerWidth > 480;
    if (this.hasAttribute("open") || again) this.setOpen(true);
  }

  end() {
    this.run = null;
    this.listening?.abort();
    this.conversation?.stop();
    this.view?.node.remove();
    this.view = this.conversation = null;
  }

  build(t) {
    const server = (this.getAttribute("server") || SCRIPT_ORIGIN).replace(/\/$/, "");
    const customerToken = this.getAttribute("customer-token");
    const store = (this.store = new Store());
    const keep = (this.keep = new Keep(server));
    const api = new Api(server);
    const session = new Session({ api, keep, language: t.language, owner: ownerOf(customerToken), customerToken });
    this.conversation = new Conversation({ api, store, keep, texts: t, session });
    this.view = new View(t, this.actions(this.conversation));
    this.shadowRoot.append(this.view.node);
    this.look();
    store.subscribe((state) => this.view?.render(state));
    this.view.render(store.state);
  }

  actions(conversation) {
    const { keep, store } = this;
    return {
      state: () => store.state,
      toggle: () => this.setOpen(!store.state.open, true),
      close: () => this.hide(),
      say: (text) => conversation.say(text),
      choose: (index, choice) => conversation.choose(index, choice),
      again: (id) => conversation.again(id),
      thumb: (id, value) => conversation.thumb(id, value),
      typing: () => conversation.typing(),
      handoff: (wish, email) => conversation.handoff(wish, email),
      earlier: () => conversation.earlier(),
      accepted: (notice) => keep.get("privacy") === fingerprint(notice.text + notice.link),
      accept: (notice) => this.accept(notice),
      dismissed: (ticket) => keep.get("dismissed") === ticket,
      dismiss: (ticket) => (keep.put("dismissed", ticket), store.change()),
    };
  }

  accept(notice) {
    this.keep.put("privacy", fingerprint(notice.text + notice.link));
    this.store.change();
    this.view.focus();
  }

  /** `byHand`: then the focus follows, into the panel and back to the button. */
  setOpen(open, byHand = false) {
    if (!this.view || this.store.state.open === open) return;
    this.store.change({ open });
    this.view.setOpen(open);
    this.keep.put("open", open || null, "sessionStorage");
    this.toggleAttribute("open", open);
    if (open) {
      this.conversation.opened();
      this.conversation.saw();
    }
    if (byHand && open) this.view.focus();
    else if (byHand) this.view.launcher.focus();
  }

  look() {
    const wish = this.getAttribute("theme");
    const dark = wish === "dark" || (wish !== "light" && darkness.matches);
    const { dataset, classList, dir } = this.view.node;
    dataset.theme = dark ? "dark" : "light";
    classList.toggle("start", ["start", dir === "rtl" ? "right" : "left"].includes(this.getAttribute("position")));
  }

  listen() {
    const { signal } = (this.listening = new AbortController());
    const on = (target, name, listener) => target.addEventListener(name, listener, { signal });
    on(darkness, "change", () => this.look());
    on(window, "online", () => this.conversation.hurry());
    on(window, "offline", () => this.store.change({ online: false }));
    on(window, "storage", (event) => this.remembered(event.key));
    on(document, "visibilitychange", () => this.seen());
    if (window.visualViewport) on(visualViewport, "resize", () => this.fit());
  }

  seen() {
    this.conversation.looked(!document.hidden);
    this.conversation.saw();
  }

  /** Another tab has changed what all tabs share. */
  remembered(key) {
    if (key === `${this.keep.prefix}session`) this.conversation.sessionChanged();
    else if (key === `${this.keep.prefix}seen`) this.store.change({ seen: this.keep.get("seen") ?? 0 });
    else if (key?.startsWith(this.keep.prefix)) this.store.change();
  }

  /** The part of the screen that a phone's keyboard leaves. */
  fit() {
    const { height, scale } = visualViewport;
    keyboard.replaceSync(scale === 1 && height < innerHeight - 80 ? `:host { --_height: ${Math.round(height)}px }` : "");
  }
}

if (!customElements.get("shop-chat")) customElements.define("shop-chat", ShopChat);
