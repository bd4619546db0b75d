// The panel and its launcher.

import { connectionBanner, handoffBanner, privacyNotice, Slot } from "./banners.js";
import { Composer } from "./composer.js";
import { el, icon, say, set } from "./dom.js";
import { MessageLog } from "./log.js";
import { unread } from "./store.js";

export class View {
  /** `actions`: toggle, close, say, choose, again, thumb, typing, handoff, earlier, accept, accepted, dismiss, dismissed, state. */
  constructor(t, actions) {
    Object.assign(this, { t, actions });
    this.banners = [new Slot({ role: "status" }), new Slot({ role: "status" })];
    this.privacy = new Slot();
    this.welcome = new Slot();
    this.typing = new Slot({ class: "typing-slot" });
    this.composer = new Composer(t, actions);
    this.earlier = el("button", { type: "button", class: "plain earlier", onclick: actions.earlier, hidden: true }, t("earlier"));
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": t("conversation") });
    this.log = new MessageLog(this.scroller, t, { ...actions, choose: (...given) => this.chose(...given) });
    this.scroller.append(this.privacy.node, this.earlier, this.welcome.node, this.log.node, this.typing.node);
    this.panel = this.makePanel();
    this.launcher = this.makeLauncher();
    this.node = el("div", { class: "root", lang: t.language, dir: t.direction, onkeydown: (event) => this.pressed(event) }, this.panel, this.launcher);
  }

  makePanel() {
    const { t, actions } = this;
    this.avatar = el("span", { class: "avatar", "aria-hidden": "true" });
    this.title = el("h2", { id: "title" });
    this.subtitle = el("p", {});
    this.person = el("button", { type: "button", class: "icon", "aria-label": t("person"), title: t("person"), onclick: () => actions.say(t("personText")) }, icon("person"));
    const close = el("button", { type: "button", class: "icon", "aria-label": t("close"), title: t("close"), onclick: actions.close }, icon("close"));
    const header = el("header", { class: "head" }, this.avatar, el("div", { class: "names" }, this.title, this.subtitle), this.person, close);
    const attributes = { class: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: true };
    return el("section", attributes, header, ...this.banners.map((slot) => slot.node), this.scroller, this.composer.node);
  }

  makeLauncher() {
    this.badge = el("span", { class: "badge", "aria-hidden": "true", hidden: true });
    this.face = el("span", { class: "face" }, icon("chat"));
    return el("button", { type: "button", class: "launcher", onclick: this.actions.toggle }, this.face, this.badge);
  }

  render(state) {
    const { t } = this;
    this.showLauncher(state);
    this.showHead(state);
    this.banners[0].show(connectionBanner(state, t));
    this.banners[1].show(handoffBanner(state, t, this.actions, this.actions.dismissed));
    this.privacy.show(this.privacyOf(state));
    this.earlier.hidden = !state.more;
    this.welcome.show(state.messages.length === 0 ? { key: "welcome", make: () => this.makeWelcome() } : null);
    const typing = this.typingOf(state);
    this.log.render(state);
    const appears = typing && this.typing.key === null;
    this.typing.show(typing);
    if (appears) this.log.toEnd();
    this.composer.render(state);
  }

  /** Opening shows the end of the conversation. */
  setOpen(open) {
    this.panel.hidden = !open;
    this.node.classList.toggle("open", open);
    this.face.replaceChildren(icon(open ? "down" : "chat"));
    if (open) this.log.toEnd();
  }

  showLauncher(state) {
    const n = unread(state);
    set(this.launcher, "aria-expanded", String(state.open));
    set(this.launcher, "aria-label", state.open ? this.t("close") : n ? this.t("openUnread", { n }) : this.t("open"));
    this.badge.hidden = n === 0;
    say(this.badge, n > 9 ? "9+" : String(n));
  }

  showHead({ config, handoff }) {
    const { t } = this;
    const agent = handoff.state === "with_agent" && handoff.agent;
    const shop = config?.shop ?? t("title");
    const when = config?.open === false && config.next_opening ? t.opening(config.next_opening) : null;
    say(this.title, agent || shop);
    say(this.avatar, [...(agent || shop)][0].toUpperCase());
    this.avatar.classList.toggle("agent", !!agent);
    const waits = handoff.state === "waiting";
    say(this.subtitle, agent ? t("subtitleAgent") : waits ? t("queue") : when ? t("subtitleClosed", { when }) : t("subtitle"));
    this.person.hidden = waits || handoff.state === "with_agent";
  }

  privacyOf({ config }) {
    const notice = config?.privacy;
    if (!notice?.text || this.actions.accepted(notice)) return null;
    return { key: notice.text, make: () => privacyNotice(notice, this.t, () => this.actions.accept(notice)) };
  }

  makeWelcome() {
    const { t, actions } = this;
    const starters = t.starters.map((text) => el("button", { type: "button", class: "choice", onclick: () => actions.say(text) }, text));
    return el("div", { class: "welcome" }, el("h3", {}, t("welcome")), el("p", {}, t("welcomeText")), el("div", { class: "choices" }, starters));
  }

  /** Somebody who types, or the assistant while an answer is due. */
  typingOf({ typing, waiting, handoff }) {
    const due = waiting.size > 0 && !["with_agent", "waiting"].includes(handoff.state);
    if (!typing && !due) return null;
    const name = typing?.name ?? this.t("assistant");
    const text = this.t("typing", { name });
    const make = () => el("div", { class: "typing" }, el("span", { class: "unseen" }, text), el("i"), el("i"), el("i"), typing?.name && el("small", { "aria-hidden": "true" }, typing.name));
    return { key: `typing ${name}`, make };
  }

  /** A disabled button would lose the focus: the keyboard's goes on to the field. */
  chose(index, choice, event) {
    const byKeyboard = event.currentTarget.matches(":focus-visible");
    this.actions.choose(index, choice);
    if (byKeyboard) this.composer.focus();
    else this.scroller.focus({ preventScroll: true });
  }

  pressed(event) {
    if (event.key === "Escape" && !this.panel.hidden) {
      event.stopPropagation();
      this.actions.close();
    } else if (event.key === "Tab" && this.fullScreen) this.keepFocus(event);
  }

  get fullScreen() {
    return !this.panel.hidden && matchMedia("(max-width: 480px)").matches;
  }

  /** Where the panel covers the page, the focus goes round in it. */
  keepFocus(event) {
    const all = [...this.panel.querySelectorAll("button, a[href], input, textarea, summary, [tabindex='0']")];
    const usable = all.filter((node) => !node.disabled && node.checkVisibility());
    const [from, to] = event.shiftKey ? [usable[0], usable.at(-1)] : [usable.at(-1), usable[0]];
    if (!from.matches(":focus")) return;
    event.preventDefault();
    to.focus();
  }

  /** On a phone the keyboard would jump up: there the panel itself has the focus. */
  focus() {
    if (matchMedia("(pointer: coarse)").matches) this.panel.focus({ preventScroll: true });
    else this.composer.focus();
  }
}
