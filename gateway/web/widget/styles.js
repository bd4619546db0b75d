// The look, as constructable style sheets: they hold under a policy that allows no inline styles.

/*
 * A shop sets variables on the element, `shop-chat { --shop-chat-accent: #7a2e1f }`. -accent, -accent-text, -background,
 * -surface, -text, -muted, -border, -radius and -gap stand here, -font, -z, -width and -height below.
 */
const colours = `
.root {
  --a: var(--shop-chat-accent, #2f5bb7); --on: var(--shop-chat-accent-text, #fff);
  --bg: var(--shop-chat-background, #fff); --s: var(--shop-chat-surface, #f1f3f6);
  --t: var(--shop-chat-text, #1b2330); --m: var(--shop-chat-muted, #586274);
  --l: var(--shop-chat-border, #dfe3e9); --ink: var(--a);
  --tint: color-mix(in srgb, var(--a) 8%, var(--bg)); --edge: color-mix(in srgb, var(--a) 45%, var(--bg));
  --good: #1a6b43; --bad: #a82b23; --warn: #6b4a00; --warn-bg: #fdf3d8; --shade: 22 32 52;
  --r: var(--shop-chat-radius, 18px); --gap: var(--shop-chat-gap, 20px);
  color-scheme: light;
}
.root[data-theme=dark] {
  --bg: var(--shop-chat-background, #14181f); --s: var(--shop-chat-surface, #222832);
  --t: var(--shop-chat-text, #e9edf3); --m: var(--shop-chat-muted, #a3aebd);
  --l: var(--shop-chat-border, #323a46); --ink: color-mix(in srgb, var(--a) 45%, #fff);
  --tint: color-mix(in srgb, var(--a) 22%, var(--bg)); --edge: color-mix(in srgb, var(--a) 60%, #8b97a8);
  --good: #7cd3a3; --bad: #ff9d94; --warn: #f3d489; --warn-bg: #3a2f12; --shade: 0 0 0;
  color-scheme: dark;
}`;

const frame = `
:host { all: initial; }
:host([hidden]) { display: none; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.root { font: 400 15px/1.5 var(--shop-chat-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif);
  color: var(--t); position: fixed; z-index: var(--shop-chat-z, 2147483000); inset-block-end: var(--gap); inset-inline-end: var(--gap);
  display: flex; flex-direction: column; align-items: flex-end; gap: 14px; text-align: start; pointer-events: none; }
.root > * { pointer-events: auto; }
.root.start { inset-inline: var(--gap) auto; align-items: flex-start; }
button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { border: 0; background: none; padding: 0; cursor: pointer; touch-action: manipulation; transition: .15s; transition-property: background, color, border-color, transform; }
button:disabled { cursor: default; }
.launcher, .avatar, .icon, .thumb, .send { display: grid; place-items: center; flex: none; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
svg { inline-size: 20px; block-size: 20px; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; display: block; flex: none; }
a { color: inherit; text-underline-offset: 2px; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.launcher { position: relative; inline-size: 58px; block-size: 58px; border-radius: 50%; background: var(--a); color: var(--on);
  box-shadow: 0 1px 2px rgb(var(--shade) / .2), 0 8px 24px rgb(var(--shade) / .25); }
.launcher:hover { transform: translateY(-2px); }
.launcher.launcher, .avatar, .icon, .thumb, .send { display: grid; place-items: center; flex: none; }
:focus-visible { outline-offset: 3px; }
.launcher svg { inline-size: 28px; block-size: 28px; }
.badge { position: absolute; inset-block-start: -3px; inset-inline-end: -3px; min-inline-size: 22px; block-size: 22px; padding-inline: 6px; border-radius: 11px;
  background: #c2281e; color: #fff; font-size: 12.5px; font-weight: 600; line-height: 22px; text-align: center; box-shadow: 0 0 0 2px #fff; }
.panel { inline-size: min(var(--shop-chat-width, 392px), 100vw - 2 * var(--gap)); block-size: min(var(--shop-chat-height, 660px), 100dvh - 2 * var(--gap) - 72px);
  background: var(--bg); border-radius: var(--r); border: 1px solid var(--l); overflow: hidden; display: flex; flex-direction: column; overscroll-behavior: contain; outline: 0;
  box-shadow: 0 2px 6px rgb(var(--shade) / .08), 0 18px 48px rgb(var(--shade) / .2); animation: rise .22s cubic-bezier(.2, .8, .3, 1); }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
.head { display: flex; align-items: center; gap: 12px; padding-block: 14px; padding-inline: 16px 12px; border-block-end: 1px solid var(--l); }
.avatar { inline-size: 40px; block-size: 40px; border-radius: 50%; font-weight: 600; font-size: 17px; background: var(--tint); color: var(--ink); position: relative; }
.avatar::after { content: ""; position: absolute; inset-block-end: 0; inset-inline-end: 0; inline-size: 11px; block-size: 11px; border-radius: 50%; background: #2d9d66; border: 2px solid var(--bg); }
.avatar.agent { background: var(--a); color: var(--on); }
.names { flex: 1; min-inline-size: 0; }
.names h2 { font-size: 16px; line-height: 1.3; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.names p { font-size: 13px; line-height: 1.35; color: var(--m); }
.icon { inline-size: 36px; block-size: 36px; border-radius: 10px; color: var(--m); }
.icon:hover { background: var(--s); color: var(--t); }
.scroller { flex: 1; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; padding: 16px; display: flex; flex-direction: column; scrollbar-width: thin; scrollbar-color: var(--l) transparent; }
.scroller.launcher, .avatar, .icon, .thumb, .send { display: grid; place-items: center; flex: none; }
:focus-visible { outline-offset: -3px; }
.log { margin-block-start: auto; }`;

const banners = `
.banner { padding: 10px 16px; font-size: 13.5px; line-height: 1.45; border-block-end: 1px solid var(--l); }
.banner.warn { background: var(--warn-bg); color: var(--warn); border-color: transparent; }
.banner.wait { background: var(--tint); display: grid; gap: 10px; padding-block: 12px; }
.banner.wait p { display: flex; gap: 10px; }
.banner strong { display: block; font-weight: 600; }
.facts { display: block; color: var(--m); }
.banner.case { display: flex; align-items: center; gap: 8px; background: var(--tint); padding-inline-end: 8px; }
.banner.case p { flex: 1; }
.pulse { inline-size: 9px; block-size: 9px; flex: none; margin-block-start: 6px; border-radius: 50%; background: var(--ink); animation: pulse 1.8s infinite ease-in-out; }
@keyframes pulse { 50% { opacity: .3; } }
.actions { display: flex; flex-wrap: wrap; gap: 8px; }
.actions input { flex: 1 1 180px; min-inline-size: 0; font-size: 16px; line-height: 1.4; padding: 5px 10px; border: 1px solid var(--edge); border-radius: 9px; background: var(--bg); }
.actions input[aria-invalid=true] { border-color: var(--bad); }
.plain { min-block-size: 34px; padding: 5px 13px; border-radius: 9px; border: 1px solid var(--edge); background: var(--bg); color: var(--ink); font-size: 13.5px; font-weight: 550; line-height: 1.4; }
.plain:hover { background: var(--tint); }
.plain:disabled { opacity: .6; }
.privacy { background: var(--s); border-radius: 14px; padding: 12px 14px; margin-block-end: 16px; font-size: 13px; line-height: 1.5; color: var(--m); display: grid; gap: 10px; justify-items: start; }
.privacy p { inline-size: 100%; }
.privacy a { color: var(--ink); }
.earlier { align-self: center; margin-block-end: 12px; }
.welcome { margin-block: 8px 12px; }
.welcome h3 { font-size: 21px; line-height: 1.3; font-weight: 600; text-wrap: balance; }
.welcome p { color: var(--m); margin-block: 6px 16px; }
.welcome .choices { flex-direction: column; align-items: flex-start; }`;

const messages = `
.day { display: flex; justify-content: center; margin-block: 18px 10px; font-size: 12.5px; color: var(--m); }
.message { display: flex; flex-direction: column; align-items: flex-start; margin-block-start: 3px; position: relative; animation: appear .2s ease-out; }
@keyframes appear { from { opacity: 0; transform: translateY(4px); } }
.message:has(.card) + .message { margin-block-start: 8px; }
.message.first.message { margin-block-start: 14px; }
.log > .message:first-child { margin-block-start: 0; }
.bubble { max-inline-size: min(84%, 480px); padding: 9px 14px; border-radius: 18px; background: var(--s); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; border-end-start-radius: 6px; }
.message > .bubble a { color: var(--ink); }
.message > img { max-inline-size: 84%; max-block-size: 240px; border-radius: 14px; margin-block-start: 4px; }
.message.customer { align-items: flex-end; }
.own { display: flex; align-items: flex-end; justify-content: flex-end; gap: 6px; inline-size: 100%; }
.own .bubble { background: var(--a); color: var(--on); border-end-start-radius: 18px; border-end-end-radius: 6px; }
.mark { color: var(--m); padding-block-end: 3px; }
.mark svg { inline-size: 15px; block-size: 15px; }
[data-state=answered] .mark { color: var(--ink); }
[data-state=failed] .mark, [data-state=refused] .mark { color: var(--bad); }
[data-state=sending] .bubble, [data-state=queued] .bubble { opacity: .88; }
.trouble { display: flex; gap: 8px; align-items: center; font-size: 13px; color: var(--bad); margin-block-start: 2px; }
.again { color: inherit; font-weight: 600; text-decoration: underline; text-underline-offset: 2px; min-block-size: 28px; padding-inline: 4px; border-radius: 6px; }
.meta { display: flex; align-items: center; gap: 2px; min-block-size: 28px; font-size: 12.5px; color: var(--m); padding-inline: 4px; }
.meta > span { margin-inline-end: 4px; }
.customer .meta { min-block-size: 22px; }
.thumb { inline-size: 28px; block-size: 28px; border-radius: 8px; color: var(--m); }
.thumb svg { inline-size: 16px; block-size: 16px; }
.thumb:hover { background: var(--s); color: var(--t); }
.thumb[aria-pressed=true] { color: var(--ink); background: var(--tint); }
.message.system { align-items: center; margin-block: 14px 8px; }
.system .bubble { background: none; padding: 0 12px; max-inline-size: 100%; font-size: 13px; color: var(--m); text-align: center; text-wrap: balance; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 8px; max-inline-size: 100%; }
.choice { min-block-size: 38px; padding: 7px 15px; border-radius: 19px; border: 1px solid var(--edge); background: var(--bg); color: var(--ink); font-weight: 500; text-align: start; line-height: 1.4; overflow-wrap: anywhere; }
.choice:hover:enabled { background: var(--tint); border-color: var(--ink); }
.choice:disabled { border-color: var(--l); color: var(--m); opacity: .75; }
.choice.chosen:disabled { border-color: var(--edge); background: var(--tint); color: var(--ink); opacity: 1; }
.scale { display: grid; grid-template-columns: repeat(5, 44px); }
.scale .choice { padding: 0; text-align: center; block-size: 44px; border-radius: 12px; }
.typing { display: inline-flex; align-items: center; gap: 5px; margin-block-start: 12px; padding: 12px 15px; border-radius: 18px; border-end-start-radius: 6px; background: var(--s); animation: appear .2s .3s both; }
.typing i { inline-size: 7px; block-size: 7px; border-radius: 50%; background: var(--m); animation: dot 1.2s infinite ease-in-out; }
.typing i:nth-of-type(2) { animation-delay: .15s; }
.typing i:nth-of-type(3) { animation-delay: .3s; }
.typing small { color: var(--m); font-size: 12.5px; line-height: 7px; margin-inline-start: 4px; }
@keyframes dot { 0%, 60%, 100% { opacity: .35; } 30% { opacity: 1; transform: translateY(-2px); } }`;

const cards = `
.card { border: 1px solid var(--l); border-radius: 14px; background: var(--bg); font-size: 14px; line-height: 1.45; }
.message > .card, .cards { inline-size: min(100%, 330px); margin-block-start: 6px; }
.cards ul { display: grid; gap: 8px; }
.order { padding: 13px 14px; }
.order header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 10px; }
.order strong, .product strong { font-weight: 600; }
.status { font-size: 12.5px; font-weight: 600; padding: 1px 9px; border-radius: 10px; background: var(--tint); color: var(--ink); }
.status.good, .stock.good { color: var(--good); }
.status.good { background: color-mix(in srgb, var(--good) 12%, var(--bg)); }
.status.bad { color: var(--bad); background: color-mix(in srgb, var(--bad) 10%, var(--bg)); }
.quiet, .card small { color: var(--m); font-size: 13px; }
.lines { margin-block-start: 10px; display: grid; gap: 9px; }
.lines li { display: flex; gap: 10px; align-items: flex-start; }
.lines img { inline-size: 40px; block-size: 40px; border-radius: 8px; object-fit: cover; background: var(--s); flex: none; }
.what { flex: 1; min-inline-size: 0; display: grid; overflow-wrap: anywhere; }
.price { font-variant-numeric: tabular-nums; white-space: nowrap; }
.parcel { display: flex; gap: 10px; margin-block-start: 11px; padding-block-start: 11px; border-block-start: 1px solid var(--l); }
.parcel svg { color: var(--ink); margin-block-start: 1px; }
.track { color: var(--ink); font-size: 13px; min-block-size: 24px; align-self: start; justify-self: start; }
.order footer { display: flex; justify-content: space-between; margin-block-start: 11px; padding-block-start: 10px; border-block-start: 1px solid var(--l); font-variant-numeric: tabular-nums; }
.product { display: flex; gap: 12px; padding: 10px 12px; align-items: center; }
.product img { inline-size: 64px; block-size: 64px; border-radius: 10px; object-fit: cover; background: var(--s); flex: none; }
.name { font-weight: 600; min-block-size: 24px; }
a.name { color: var(--ink); text-decoration: none; }
a.name:hover { text-decoration: underline; }
.offer { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; font-variant-numeric: tabular-nums; }
.stock { font-size: 13px; color: var(--m); }
.rest { margin-block-start: 8px; }
.rest summary { cursor: pointer; color: var(--ink); font-size: 13.5px; font-weight: 550; padding: 6px 4px; border-radius: 8px; }
.rest ul { margin-block-start: 6px; }`;

const composer = `
.composer { padding: 10px 12px 12px; border-block-start: 1px solid var(--l); background: var(--bg); }
.box { display: flex; align-items: flex-end; gap: 6px; border: 1px solid color-mix(in srgb, var(--m) 55%, var(--bg)); border-radius: 23px; padding-block: 4px; padding-inline: 16px 4px; background: var(--bg); transition: border-color .15s, box-shadow .15s; }
.box:focus-within { border-color: var(--ink); box-shadow: 0 0 0 1px var(--ink); }
.over .box { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.field { flex: 1; min-inline-size: 0; border: 0; outline: 0; background: none; resize: none; font-size: 16px; line-height: 1.45; padding: 6px 0; max-block-size: 128px; field-sizing: content; }
input.field { field-sizing: fixed; }
.field::placeholder { color: var(--m); opacity: 1; }
.root:dir(rtl) .field:placeholder-shown { direction: rtl; }
.send { inline-size: 36px; block-size: 36px; border-radius: 50%; background: var(--a); color: var(--on); }
.send:disabled { background: var(--s); color: var(--m); }
.counter { font-size: 12.5px; color: var(--m); text-align: end; padding-inline: 8px; }
.counter:not(:empty) { padding-block-end: 6px; }
.over .counter { color: var(--bad); font-weight: 550; }`;

const sizes = `
@media (max-width: 480px) {
  .root.open { inset: 0; display: block; }
  .open .launcher { display: none; }
  .panel { inline-size: 100%; block-size: var(--_height, 100dvh); border: 0; border-radius: 0; padding: env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left); }
  .composer { padding-block-end: max(12px, env(safe-area-inset-bottom)); }
  .root:not(.open) { inset-block-end: max(var(--gap), env(safe-area-inset-bottom)); }
  .icon { inline-size: 44px; block-size: 44px; }
  .head { padding-block: 8px; padding-inline: 16px 6px; }
}
@media (forced-colors: active) { .panel, .bubble, .choice, .launcher { border: 1px solid; } }
@media (prefers-reduced-motion: reduce) { *, *::after { animation: none !important; transition: none !important; } }
`;

function styleSheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

export const sheet = styleSheet(colours + frame + banners + messages + cards + composer + sizes);
/** Empty until a phone's keyboard takes its part of the screen. */
export const keyboard = styleSheet("");
