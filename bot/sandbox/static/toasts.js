// Small notes at the foot of the page that go away by themselves.

import { h, iconButton } from "./dom.js";

const LIFE = 7000;

export function toast(words) {
  const layer = document.getElementById("toasts");
  for (const shown of layer.children) if (shown.dataset.words === words) shown.remove();
  const note = h("div", { class: "toast" }, h("span", {}, words));
  note.dataset.words = words;
  note.append(iconButton("close", "Dismiss this note", () => note.remove()));
  layer.append(note);
  setTimeout(() => note.remove(), LIFE);
}
