// What can be pressed in blocks: buttons, menus under three dots, and the question before an act.

import { call } from "../api.js";
import { h, icon, menu } from "../dom.js";
import { state } from "../state.js";
import { pictureUrl, textOf } from "./blocks.js";
import { chooser } from "./choosers.js";
import { open } from "./links.js";
import { confirm } from "./confirm.js";

// `place.where` names the message or view to the sandbox; `place.values` is what stands in its inputs.
export function element(object, block, place) {
  switch (object.type) {
    case "button":
      return button(object, block, place);
    case "overflow":
      return overflow(object, block, place);
    case "image":
      return h("img", { class: "accessory-picture", src: pictureUrl(object.image_url), alt: object.alt_text });
    default:
      return chooser(object, block, place);
  }
}

export function spot(object, block, place) {
  return { as: state.me, where: place.where, block_id: block.block_id, action_id: object.action_id };
}

function button(object, block, place) {
  const press = async () => {
    if (!(await confirm(object.confirm))) return;
    if (object.url) open(object.url);
    node.setAttribute("aria-busy", "true");
    await call("slack/click", spot(object, block, place));
    node.removeAttribute("aria-busy");
  };
  const style = object.style ? `button ${object.style}` : "button";
  const named = { type: "button", class: style, "aria-label": object.accessibility_label };
  const node = h("button", { ...named, onclick: press }, ...textOf(object.text));
  return node;
}

function overflow(object, block, place) {
  const choose = async (option) => {
    if (!(await confirm(object.confirm))) return;
    if (option.url) open(option.url);
    await call("slack/click", { ...spot(object, block, place), option: option.value });
  };
  const show = () => {
    const entries = object.options.map((option) => ({
      label: textOf(option.text),
      hint: option.description ? textOf(option.description) : null,
      act: () => choose(option),
    }));
    menu(node, entries, { align: "right" });
  };
  const named = { type: "button", class: "button overflow", "aria-label": "More…", "aria-haspopup": "menu" };
  const node = h("button", { ...named, onclick: show }, icon("more", 18));
  return node;
}
