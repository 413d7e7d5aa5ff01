// A menu that one searches by typing: one choice, or several as small tags.

import { avatar, h, icon } from "../dom.js";

const PAUSE = 160;
let count = 0;

// `now`: the items chosen; `offer(typed)`: the items to show; `put(value)`: tells what was chosen.
export function combobox({ now, offer, put, several, placeholder, labelled, least = 0, focus = false }) {
  const id = `menu-${++count}`;
  let chosen = now;
  let items = [];
  let active = -1;
  let pause = null;
  let asked = 0;
  const input = h("input", {
    type: "text", class: "combobox-input", role: "combobox", autocomplete: "off", placeholder: placeholder || "Choose",
    "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    "aria-labelledby": labelled, "aria-label": labelled ? null : placeholder || "Choose", "data-first": focus,
  });
  const list = h("div", { id, role: "listbox", class: "listbox", hidden: true });
  const tags = h("span", { class: "tags" });
  const node = h("div", { class: "combobox" }, tags, input, icon("down", 16), list);

  const show = () => {
    if (several) tags.replaceChildren(...chosen.map(tag));
    else input.value = chosen[0]?.words || "";
  };
  const has = (each) => chosen.some((other) => other.key === each.key);
  const without = (each) => chosen.filter((other) => other.key !== each.key);
  const tag = (each) =>
    h("button", { type: "button", class: "tag", "aria-label": `Remove ${each.words}`, onclick: () => set(without(each)) }, each.words, " ×");
  const set = (next) => {
    chosen = next;
    show();
    put(several ? chosen.map((each) => each.value) : chosen[0]?.value ?? null);
  };
  const choose = (each) => {
    close();
    if (!several) set([each]);
    else if (!has(each)) set([...chosen, each]);
    if (several) input.value = "";
    input.focus();
    close();
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    active = items.length ? (place + items.length) % items.length : -1;
    for (const [at, option] of [...list.querySelectorAll("[role=option]")].entries()) {
      option.classList.toggle("active", at === active);
      if (at === active) {
        option.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", option.id);
      }
    }
  };
  const ask = async (typed) => {
    const mine = ++asked;
    if (typed.length < least) items = [];
    else items = await offer(typed);
    if (mine !== asked || !node.isConnected) return;
    let group = "";
    const rows = [];
    for (const [place, each] of items.entries()) {
      if (each.group && each.group !== group) rows.push(h("div", { class: "listbox-group" }, (group = each.group)));
      rows.push(row(each, { id: `${id}-${place}`, "aria-selected": String(has(each)), onclick: () => choose(each) }));
    }
    if (!rows.length) rows.push(h("div", { class: "listbox-empty" }, typed.length < least ? "Type to search" : "Nothing found"));
    list.replaceChildren(...rows);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    list.classList.toggle("above", window.innerHeight - input.getBoundingClientRect().bottom < 240);
    mark(0);
  };
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => list.hidden && ask(""));
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => ask(input.value), PAUSE);
  });
  input.addEventListener("blur", () => {
    clearTimeout(pause);
    asked += 1;
    close();
    if (!several && !input.value.trim() && chosen.length) set([]);
    else show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) ask("");
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(active + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter" && !list.hidden && items[active]) choose(items[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  show();
  return node;
}

// A line of a menu; pressing it leaves the focus where it is.
export function row(each, props) {
  const still = (event) => event.preventDefault();
  return h("div", { role: "option", class: "option", onpointerdown: still, ...props },
    each.picture ? avatar(each.picture, 20) : null,
    h("span", {}, each.words),
    each.hint ? h("small", {}, each.hint) : null);
}
