// Input blocks: a label, a field, a hint, and what is wrong with it.

import { call } from "../api.js";
import { h } from "../dom.js";
import { textOf } from "./blocks.js";
import { chooser } from "./choosers.js";
import { spot } from "./elements.js";
import { fill } from "./filling.js";

const TYPES = { plain_text_input: "text", email_text_input: "email", url_text_input: "url", number_input: "number" };
const PAUSE = 90;
let count = 0;

export function inputBlock(block, place) {
  const id = `input-${++count}`;
  const object = block.element;
  const field = object.type in TYPES ? textField(block, place, id) : chooser(object, block, place, `${id}-label`);
  return h("div", { class: "input-block", "data-input": inputKey(block) },
    label(block, id, object.type in TYPES),
    field,
    h("p", { class: "field-error", id: `${id}-error`, role: "alert", hidden: true }),
    h("p", { class: "hint", hidden: !block.hint }, ...textOf(block.hint)));
}

// An update leaves the field of the same key alone, and with it what is being typed.
export const inputKey = (block) => JSON.stringify([block.block_id, block.element.action_id, block.element.type]);

function label(block, id, isText) {
  const words = [...textOf(block.label), block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  return isText ? h("label", { id: `${id}-label`, for: id }, ...words) : h("div", { class: "label", id: `${id}-label` }, ...words);
}

function textField(block, place, id) {
  const object = block.element;
  const multiline = object.multiline;
  const value = place.values?.[block.block_id]?.[object.action_id]?.value ?? object.initial_value ?? "";
  const node = h(multiline ? "textarea" : "input", {
    id, class: "field-input", dir: "auto", value, placeholder: object.placeholder?.text,
    type: multiline ? null : TYPES[object.type], rows: multiline ? 5 : null, step: object.is_decimal_allowed ? "any" : null,
    "aria-describedby": `${id}-error`, "data-first": object.focus_on_load,
  });
  let pause = null;
  const send = () => {
    clearTimeout(pause);
    pause = null;
    return fill(spot(object, block, place), node.value);
  };
  node.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(send, PAUSE);
    node.dispatchEvent(new CustomEvent("touched", { bubbles: true }));
  });
  node.addEventListener("flush", () => pause && send());
  node.addEventListener("blur", () => pause && send());
  node.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter" || multiline || event.isComposing) return;
    event.preventDefault();
    await send();
    if (block.dispatch_action) await call("slack/enter", spot(object, block, place));
  });
  return node;
}

// Puts new words around a field that stays: its label, hint and placeholder.
export function refreshInput(node, block) {
  const named = node.querySelector("label, .label");
  named.replaceChildren(...textOf(block.label), ...(block.optional ? [h("span", { class: "optional" }, " (optional)")] : []));
  const hint = node.querySelector(".hint");
  hint.hidden = !block.hint;
  hint.replaceChildren(...textOf(block.hint));
  const field = node.querySelector("input, textarea");
  if (field && block.element.placeholder) field.placeholder = block.element.placeholder.text;
}

export function showError(node, words) {
  const line = node.querySelector(".field-error");
  line.textContent = words || "";
  line.hidden = !words;
  node.classList.toggle("wrong", Boolean(words));
  node.querySelector(".field-input, .combobox-input")?.setAttribute("aria-invalid", String(Boolean(words)));
}
