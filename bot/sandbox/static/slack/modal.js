// The modal on top of one's screen: kept open while the bot updates it, closed by Esc, its cross or its button.

import { call } from "../api.js";
import { h, iconButton } from "../dom.js";
import { state } from "../state.js";
import { textOf } from "./blocks.js";
import { filled } from "./filling.js";
import { showError } from "./inputs.js";
import { updateBlocks } from "./view.js";

let veil = null;
let before = null;

export function drawModal(root) {
  const view = state.modals.at(-1);
  if (!view) {
    if (veil) {
      veil.remove();
      veil = null;
      before?.focus?.();
    }
    return;
  }
  if (veil?.dataset.view !== view.id) {
    if (!veil) before = document.activeElement;
    veil?.remove();
    veil = frame(view);
    root.append(veil);
  }
  update(view);
}

function frame(view) {
  const place = { where: { view: view.id }, values: view.values, surface: "modal" };
  const title = h("h2", { id: "modal-title" });
  const trouble = h("p", { class: "modal-trouble", role: "alert", hidden: true });
  const blocks = h("div", { class: "blocks" });
  const close = () => call("slack/close", { as: state.me, where: place.where });
  const form = h("form", { class: "modal", role: "dialog", "aria-modal": "true", "aria-labelledby": "modal-title", novalidate: true },
    h("header", {}, title, iconButton("close", "Close", close)),
    h("div", { class: "modal-body" }, trouble, blocks),
    h("footer", {}));
  const node = h("div", { class: "veil", "data-view": view.id }, form);
  node.parts = { title, trouble, blocks, form, place, close, opened: Date.now() };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(node);
  });
  form.addEventListener("touched", (event) => showError(event.target.closest(".input-block"), ""));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(node);
    else if (event.key === "Tab") stayInside(form, event);
  });
  return node;
}

function update(view) {
  const { title, blocks, form, place, close } = veil.parts;
  place.values = view.values;
  title.replaceChildren(...textOf(view.title));
  const first = !blocks.childElementCount;
  const isNew = signatureOf(view) !== veil.signature;
  veil.signature = signatureOf(view);
  if (isNew) updateBlocks(blocks, view.blocks, place);
  footer(form.querySelector("footer"), view, close);
  const idle = first || !form.contains(document.activeElement) || (isNew && document.activeElement === veil.waiting);
  if (idle && !document.getElementById("popovers").childElementCount) veil.waiting = focusFirst(form);
}

const signatureOf = (view) => JSON.stringify(view.blocks);

function footer(node, view, close) {
  const signature = JSON.stringify([view.close, view.submit, view.submit_disabled]);
  if (node.signature === signature) return;
  node.signature = signature;
  const closeWords = view.close || (view.submit ? { type: "plain_text", text: "Cancel" } : null);
  const named = { type: "submit", class: "button primary", disabled: view.submit_disabled };
  node.replaceChildren();
  if (closeWords) node.append(h("button", { type: "button", class: "button", onclick: close }, ...textOf(closeWords)));
  if (view.submit) node.append(h("button", named, ...textOf(view.submit)));
  node.hidden = !node.childElementCount;
}

// The first field; where there is none yet, a button, which is returned: it gives the focus up as soon as there is one.
function focusFirst(form) {
  const field = form.querySelector("[data-first]") || form.querySelector(".modal-body textarea, .modal-body input, .modal-body select");
  const chosen = field || form.querySelector("footer .primary") || form.querySelector("header button");
  chosen.focus({ preventScroll: true });
  return field ? null : chosen;
}

async function submit(node) {
  const { form, trouble, place } = node.parts;
  const button = form.querySelector("footer [type=submit]");
  if (!button || button.disabled || form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  trouble.hidden = true;
  for (const field of form.querySelectorAll(".field-input")) field.dispatchEvent(new Event("flush"));
  await filled();
  const answer = await call("slack/submit", { as: state.me, where: place.where }, { quiet: true });
  form.removeAttribute("aria-busy");
  if (!answer) {
    trouble.textContent = "The bot did not answer. What you wrote is still here; please try again.";
    trouble.hidden = false;
    return;
  }
  showErrors(form, answer.errors || {});
}

function showErrors(form, errors) {
  let first = null;
  for (const node of form.querySelectorAll(".input-block")) {
    const words = errors[JSON.parse(node.dataset.input)[0]];
    showError(node, words);
    if (words) first ||= node;
  }
  first?.querySelector("input, textarea")?.focus();
}

function stayInside(form, event) {
  const all = [...form.querySelectorAll("button, input, textarea, a[href]")].filter((node) => !node.disabled && node.offsetParent);
  const [first, last] = [all[0], all.at(-1)];
  if (event.shiftKey && document.activeElement === first) last.focus();
  else if (!event.shiftKey && document.activeElement === last) first.focus();
  else return;
  event.preventDefault();
}
