// The bar above both sides: the scripted day, what may go wrong, and how the page looks.

import { call } from "./api.js";
import { avatar, h, icon, iconButton, popover } from "./dom.js";
import { onDraw, state } from "./state.js";

export function startBar() {
  const bar = document.getElementById("bar");
  const status = h("span", { class: "status", role: "status" });
  const play = h("button", { type: "button", class: "bar-button strong" });
  const next = h("button", { type: "button", class: "bar-button", onclick: () => call("script/next") }, icon("next", 16), "Next complaint");
  const speeds = h("div", { class: "speeds", role: "group", "aria-label": "Speed of the day" });
  const progress = h("progress", { max: 1, value: 0, "aria-label": "How much of the day has happened" });
  const told = h("span", { class: "told" });
  const trouble = h("button", { type: "button", class: "bar-button", "aria-haspopup": "dialog", onclick: () => showTrouble(trouble) });
  const theme = iconButton("moon", "Dark colours", toggleTheme, { class: "bar-button round" });
  play.addEventListener("click", () => call(state.script?.playing ? "script/pause" : "script/play"));
  bar.append(
    h("div", { class: "brand" }, avatar("/portraits/U0DESK.svg", 28), h("h1", {}, "Mentiondesk"), h("span", {}, "sandbox"), status),
    h("div", { class: "transport" }, play, next, speeds, h("div", { class: "progress" }, progress, told)),
    h("div", { class: "bar-end" }, trouble, theme));
  applyTheme(theme);

  function toggleTheme() {
    localStorage.setItem("sandbox-theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    applyTheme(theme);
  }

  onDraw(() => {
    drawStatus(status);
    if (state.script) drawScript(state.script, { play, next, speeds, progress, told });
    const on = state.troubles.filter((each) => each.on).length;
    trouble.classList.toggle("on", on > 0);
    trouble.replaceChildren(icon("trouble", 16), "Trouble", on ? h("span", { class: "badge" }, String(on)) : "");
    for (const box of document.querySelectorAll("[data-trouble]")) {
      box.checked = state.troubles.find((each) => each.id === box.dataset.trouble)?.on;
    }
  });
}

function drawStatus(node) {
  const { state: kind, words } = state.connected ? state.notice : { state: "ended", words: "The sandbox is not running" };
  node.className = `status ${kind}`;
  node.textContent = words || (kind === "ready" ? "Bot is ready" : "");
}

function drawScript(script, parts) {
  const over = script.played >= script.total;
  const words = over ? "The day is over" : script.playing ? "Pause the day" : "Play the day";
  if (parts.play.dataset.words !== words) {
    parts.play.dataset.words = words;
    parts.play.replaceChildren(icon(script.playing && !over ? "pause" : "play", 16), words);
  }
  parts.play.disabled = over;
  parts.next.disabled = over;
  parts.progress.max = script.total;
  parts.progress.value = script.played;
  parts.told.textContent = `${script.played} of ${script.total}`;
  const signature = `${script.speed}`;
  if (parts.speeds.dataset.speed === signature) return;
  parts.speeds.dataset.speed = signature;
  parts.speeds.replaceChildren(...script.speeds.map((speed) =>
    h("button", { type: "button", "aria-pressed": String(speed === script.speed), onclick: () => call("script/speed", { speed }) },
      speed === 0.5 ? "½×" : `${speed}×`)));
}

function showTrouble(anchor) {
  const of = (side) => state.troubles.filter((each) => each.side === side).map(toggle);
  const panel = h("div", { class: "trouble-panel", role: "dialog", "aria-label": "Trouble" },
    h("p", { class: "trouble-lead" }, "Make the outside world misbehave. Nothing may be lost, and nothing said twice."),
    ...["X", "Slack"].map((side) => h("section", {}, h("h3", {}, side), ...of(side))));
  popover(anchor, panel, { align: "right" });
}

function toggle(each) {
  const box = h("input", { type: "checkbox", role: "switch", checked: each.on, "data-trouble": each.id });
  box.addEventListener("change", () => call("trouble/turn", { id: each.id, on: box.checked }));
  return h("label", { class: "trouble" }, box,
    h("span", {}, h("b", {}, each.words), h("small", {}, each.meaning)),
    each.once ? h("em", {}, "once") : null);
}

function applyTheme(button) {
  const dark = localStorage.getItem("sandbox-theme") === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  button.replaceChildren(icon(dark ? "sun" : "moon", 18));
  button.setAttribute("aria-label", dark ? "Light colours" : "Dark colours");
  button.title = button.getAttribute("aria-label");
}
