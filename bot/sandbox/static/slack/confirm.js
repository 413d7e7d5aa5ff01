// The question that an app may put before a button acts.

import { h } from "../dom.js";
import { textOf } from "./blocks.js";

// Resolves to whether to go on; at once where nothing is asked.
export function confirm(question) {
  if (!question) return Promise.resolve(true);
  return new Promise((resolve) => {
    const button = (words, name, answer) => h("button", { type: "button", class: name, onclick: () => end(answer) }, ...textOf(words));
    const before = document.activeElement;
    const end = (answer) => {
      veil.remove();
      before?.focus?.();
      resolve(answer);
    };
    const yes = button(question.confirm, `button ${question.style || "primary"}`, true);
    const no = button(question.deny, "button", false);
    const box = h("div", { class: "confirm", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "confirm-title" },
      h("h2", { id: "confirm-title" }, ...textOf(question.title)),
      h("div", { class: "mrkdwn" }, ...textOf(question.text)),
      h("footer", {}, no, yes));
    const veil = h("div", { class: "veil", onkeydown: (event) => event.key === "Escape" && (event.stopPropagation(), end(false)) }, box);
    document.getElementById("slack").append(veil);
    yes.focus();
  });
}
