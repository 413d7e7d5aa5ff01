// The workspace at the side: who one is, the channels, and the bot.

import { avatar, h, icon, keyed } from "../dom.js";
import { botChannel, person, state } from "../state.js";
import { goToChannel, here, unread } from "./ui.js";

export function sidebar(switchTo) {
  const team = h("h2", { class: "team-name" });
  const faces = h("div", { class: "faces", role: "radiogroup", "aria-label": "You are" });
  const self = h("p", { class: "self" });
  const channels = h("ul", { class: "channels" });
  const apps = h("ul", { class: "channels" });
  const node = h("nav", { class: "sidebar", "aria-label": "Workspace" },
    team,
    h("div", { class: "me" }, h("p", { class: "side-label" }, "You are"), faces, self),
    h("p", { class: "side-label" }, "Channels"), channels,
    h("p", { class: "side-label" }, "Apps"), apps);

  faces.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...faces.children];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    event.preventDefault();
  });

  const draw = () => {
    team.textContent = state.team?.name || "";
    const people = [...state.people.values()].filter((who) => !who.is_bot);
    keyed(faces, people, (who) => who.id, (who) => `${who.id === state.me}${who.name}${who.title}`, (who) => face(who, switchTo));
    const me = person(state.me);
    self.replaceChildren(h("b", {}, me.name), h("span", {}, me.title || "Colleague"));
    const rooms = state.channels.filter((channel) => channel.kind !== "im");
    const place = here();
    const inTab = (channel) => place.tab === "channel" && place.channel === channel.id;
    const facts = (channel) => [channel.name, channel.member, inTab(channel), unread(channel.id)].join();
    keyed(channels, rooms, (channel) => channel.id, facts, (channel) => {
      const sign = icon(channel.kind === "group" ? "lock" : "hash", 15);
      return row(sign, channel.name, inTab(channel), unread(channel.id), () => goToChannel(channel.id), channel.member);
    });
    const bot = person(state.bot);
    const direct = botChannel()?.id;
    const mine = place.tab === "home" || place.channel === direct;
    const waiting = direct ? unread(direct) : 0;
    keyed(apps, [bot], (who) => who.id, () => [bot.name, mine, waiting].join(), () =>
      row(avatar(bot.avatar, 20), bot.name, mine, waiting, () => openBot(direct, waiting), true));
  };
  return { node, draw };
}

function openBot(direct, waiting) {
  const place = here();
  if (direct && waiting) goToChannel(direct);
  else place.openHome?.();
}

function face(who, switchTo) {
  const mine = who.id === state.me;
  const words = who.title ? `${who.name}, ${who.title}` : who.name;
  const named = { type: "button", role: "radio", class: mine ? "face mine" : "face", "aria-label": words, title: words };
  const checked = { "aria-checked": String(mine), tabindex: mine ? "0" : "-1" };
  return h("button", { ...named, ...checked, onclick: () => mine || switchTo(who.id) }, avatar(who.avatar, 30));
}

function row(sign, name, current, count, act, member) {
  const names = ["channel", current ? "current" : "", count && !current ? "unread" : "", member ? "" : "outside"];
  const badge = count && !current ? h("span", { class: "badge", "aria-label": `${count} unread` }, String(count)) : null;
  const named = { type: "button", class: names.filter(Boolean).join(" "), "aria-current": current ? "page" : null };
  return h("li", {}, h("button", { ...named, onclick: act }, sign, h("span", {}, name), badge));
}
