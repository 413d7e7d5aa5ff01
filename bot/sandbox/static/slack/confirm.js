// The question that an app may put before a button acts.

import { h } from "../dom.js";
import { textOf } from "./blocks.js";

// Resolves to whether to go on; at once where nothing is asked.
export function confirm(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((resolve) => {
    const before = document.activeElement;
    const end = (answer) => {
      veil.remove();
      before?.focus?.();
      resolve(answer);
    };
    const yes = h("button", { type: "button", class: `button ${question.style || "primary"}`, onclick: () => end(true) }, ...textOf(question.confirm));
    const no = h("button", { type: "button", class: "button", onclick: () => end(false) }, ...textOf(question.deny));
    const box = h("div", { class: "confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "confirm-title" },
      h("h2", { id: "confirm-title" }, ...textOf(question.title)),
      h("div", { class: "mrkdwn" }, ...textOf(question.text)),
      h("footer", {}, no, yes));
    const veil = h("div", { class: "veil", onkeydown: (event) => event.key === "Escape" && (event.stopPropagation(), end(false)) }, box);
    document.getElementById("slack").append(veil);
    yes.focus();
  });
}
