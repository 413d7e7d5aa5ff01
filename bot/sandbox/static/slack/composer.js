// The box in which people write, with suggestions for commands and names.

import { call } from "../api.js";
import { h, icon } from "../dom.js";
import { botChannel, state } from "../state.js";
import { row } from "./combobox.js";
import { openThread } from "./ui.js";

const HELP = {
  "/reply": "#12 your answer – answer a customer on X",
  "/assign": "#12 @colleague – give a case to somebody",
  "/escalate": "#12 team reason – ask another team",
  "/cases": "list the cases",
  "/desk": "how the desk stands",
};

// `target()`: {channel, thread_ts}; `drafts()`: a Map that keeps what was not sent yet.
export function composer({ label, placeholder, target, drafts, onsent }) {
  const field = h("textarea", { class: "composer-field", rows: 1, "aria-label": label(), placeholder: placeholder(), dir: "auto" });
  const list = h("div", { class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const send = h("button", { type: "button", class: "send", "aria-label": "Send", title: "Send", disabled: true }, icon("send", 18));
  const hint = h("span", { class: "composer-hint" }, "/ for commands, @ for people");
  const node = h("div", { class: "composer" }, list, field, h("div", { class: "composer-foot" }, hint, send));
  let offered = [];
  let active = 0;
  let key = null;

  const keyNow = () => `${target().channel}-${target().thread_ts || ""}`;
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
    send.disabled = !field.value.trim();
  };
  const hide = () => {
    offered = [];
    list.hidden = true;
  };
  const suggest = () => {
    const before = field.value.slice(0, field.selectionStart);
    offered = commandsFor(field.value, before) || namesFor(before) || [];
    if (offered.length === 1 && offered[0].insert === field.value) offered = []; // Enter sends it
    active = 0;
    drawList();
  };
  const drawList = () => {
    list.hidden = !offered.length;
    list.replaceChildren(...offered.map((each, place) => {
      const name = place === active ? "option active" : "option";
      return row(each, { class: name, "aria-selected": String(place === active), onclick: () => take(each) });
    }));
  };
  const take = (each) => {
    const caret = field.selectionStart;
    const before = field.value.slice(0, caret).replace(each.pattern, `${each.insert} `);
    field.value = before + field.value.slice(caret);
    field.setSelectionRange(before.length, before.length);
    hide();
    keep();
    field.focus();
  };
  const keep = () => {
    drafts().set(keyNow(), field.value);
    grow();
  };
  const submit = async () => {
    const text = field.value.trim();
    if (!text) return;
    hide();
    field.value = "";
    keep();
    onsent();
    const sentFrom = keyNow();
    if (await deliver(text, target())) return;
    if (keyNow() === sentFrom && !field.value) {
      field.value = text; // what was typed is not lost
      keep();
    }
  };
  field.addEventListener("input", () => {
    keep();
    suggest();
  });
  field.addEventListener("blur", hide);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (offered.length && step) {
      active = (active + step + offered.length) % offered.length;
      drawList();
    } else if (offered.length && (event.key === "Tab" || event.key === "Enter")) take(offered[active]);
    else if (offered.length && event.key === "Escape") hide();
    else if (event.key === "Enter" && !event.shiftKey) submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  send.addEventListener("click", submit);
  return {
    node,
    focus: () => field.focus(),
    show() {
      field.setAttribute("aria-label", label());
      field.placeholder = placeholder();
      if (key === keyNow() + state.me) return;
      key = keyNow() + state.me;
      field.value = drafts().get(keyNow()) || "";
      hide();
      grow();
    },
  };
}

export async function deliver(text, { channel, thread_ts }) {
  const command = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/.exec(text);
  if (command) return call("slack/command", { as: state.me, channel, command: command[1], text: command[2] || "", thread_ts });
  const said = await call("slack/say", { as: state.me, channel, text, thread_ts });
  if (said && !thread_ts && channel === botChannel()?.id) openThread(channel, said.ts); // where it is answered
  return said;
}

function commandsFor(whole, before) {
  if (!/^\/[\w-]*$/.test(before) || before !== whole) return null;
  const known = state.commands.length ? state.commands : Object.keys(HELP);
  const pattern = /^\/[\w-]*$/;
  return known.filter((name) => name.startsWith(before)).map((name) => ({ words: name, hint: HELP[name] || "", insert: name, pattern }));
}

function namesFor(before) {
  const match = /(?:^|\s)@([\p{L}\p{N}_.-]*(?: [\p{L}]*)?)$/u.exec(before);
  if (!match) return null;
  const sought = match[1].toLowerCase();
  const pattern = /@[\p{L}\p{N}_.-]*(?: [\p{L}]*)?$/u;
  const people = [...state.people.values()]
    .filter((who) => who.id !== state.me && ` ${who.name} ${who.handle}`.toLowerCase().includes(` ${sought}`))
    .map((who) => ({ words: who.name, hint: who.title || "app", insert: `@${who.name}`, picture: who.avatar, pattern }));
  const groups = [...state.groups.values()]
    .filter((group) => group.handle.startsWith(sought))
    .map((group) => ({ words: `@${group.handle}`, hint: "group", insert: `@${group.handle}`, pattern }));
  return [...people, ...groups].slice(0, 7);
}
