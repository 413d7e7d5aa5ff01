// One message: who, when, what, its answers, and the small menu that appears over it.

import { call } from "../api.js";
import { avatar, h, icon, iconButton, menu } from "../dom.js";
import { dismiss, person, state } from "../state.js";
import { toast } from "../toasts.js";
import { clock, ofTs } from "../time.js";
import { drawBlocks, pictureUrl } from "./blocks.js";
import { emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { openThread } from "./ui.js";

export function author(message) {
  const who = person(message.user);
  const picture = pictureUrl(message.icons?.image_48) || who.avatar;
  return { name: message.username || who.name, picture, isApp: Boolean(message.bot_id) };
}

// `replies`: the answers under it. `compact`: it goes on where the message before ended. `inThread`: it stands in the pane.
export function drawMessage(message, { replies = [], compact = false, inThread = false, marked = false } = {}) {
  const who = author(message);
  const time = clock(ofTs(message.ts));
  const names = ["message", compact ? "compact" : "", message.ephemeral ? "whisper" : "", marked ? "marked" : ""];
  const gutter = compact ? h("span", { class: "gutter-time" }, time) : avatar(who.picture, 36);
  const body = h("div", { class: "message-body" },
    message.ephemeral ? whisperNote(message) : null,
    compact ? null : head(message, who, time),
    content(message),
    reactions(message),
    replies.length && !inThread ? threadLink(message, replies) : null);
  const named = { class: names.filter(Boolean).join(" "), "aria-label": `${who.name}, ${time}`, "data-ts": message.ts };
  const node = h("article", named, h("div", { class: "gutter" }, gutter), body);
  if (!message.ephemeral && message.subtype !== "tombstone") node.append(hoverMenu(message, node, inThread));
  return node;
}

function whisperNote(message) {
  const dismissal = h("button", { type: "button", class: "plain-link", onclick: () => dismiss(message.ts) }, "Dismiss");
  return h("p", { class: "whisper-note" }, icon("eye", 14), "Only visible to you", dismissal);
}

function head(message, who, time) {
  const badge = who.isApp ? h("span", { class: "app-badge" }, "APP") : null;
  return h("div", { class: "message-head" }, h("b", {}, who.name), badge, h("time", { datetime: ofTs(message.ts).toISOString() }, time));
}

function content(message) {
  if (message.subtype === "tombstone") return h("p", { class: "tombstone" }, "This message was deleted.");
  const place = { where: { channel: message.channel, ts: message.ts }, values: message.values, surface: "message" };
  const parts = [];
  if (message.blocks?.length) parts.push(drawBlocks(message.blocks, place));
  else if (message.text) parts.push(h("div", { class: "mrkdwn", dir: "auto" }, ...mrkdwn(message.text)));
  for (const each of message.attachments || []) parts.push(attachment(each, place));
  for (const file of message.files || []) parts.push(h("p", { class: "file" }, icon("link", 14), file.title || file.name));
  if (message.edited) parts.push(h("span", { class: "edited" }, "(edited)"));
  return h("div", { class: "content" }, ...parts);
}

function attachment(each, place) {
  const lines = ["pretext", "author_name", "title", "text", "footer"].filter((name) => each[name]);
  const box = h("div", { class: "attachment" },
    ...lines.map((name) => h("div", { class: `mrkdwn attachment-${name}`, dir: "auto" }, ...mrkdwn(each[name]))),
    each.blocks ? drawBlocks(each.blocks, place) : null);
  if (/^#?[0-9a-f]{6}$/i.test(each.color || "")) box.style.borderLeftColor = `#${each.color.replace("#", "")}`;
  return box;
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  const chip = (each) => h("span", { class: each.users.includes(state.me) ? "reaction mine" : "reaction" }, emoji(each.name), String(each.count));
  return h("div", { class: "reactions" }, ...message.reactions.map(chip));
}

function threadLink(message, replies) {
  const faces = [...new Set(replies.map((reply) => author(reply).picture))].slice(0, 4);
  const words = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
  return h("button", { type: "button", class: "thread-link", onclick: () => openThread(message.channel, message.ts) },
    ...faces.map((face) => avatar(face, 22)),
    h("span", {}, words),
    h("small", {}, `Last reply ${clock(ofTs(replies.at(-1).ts))}`));
}

function hoverMenu(message, node, inThread) {
  const bar = h("div", { class: "hover-menu" });
  if (!inThread) bar.append(iconButton("thread", "Reply in thread", () => openThread(message.channel, message.thread_ts || message.ts)));
  const more = iconButton("more", "More actions", () => menu(more, entries(message, node), { align: "right" }), { "aria-haspopup": "menu" });
  bar.append(more);
  return bar;
}

function entries(message, node) {
  const where = { channel: message.channel, ts: message.ts };
  const list = state.shortcuts.map((name) => ({
    label: name,
    hint: person(state.bot).name,
    icon: "shortcut",
    act: () => call("slack/shortcut", { as: state.me, name, where }),
  }));
  list.push({ label: "Copy link", icon: "link", divider: list.length > 0, act: () => copy(permalink(message)) });
  if (message.user === state.me) {
    list.push({ label: "Edit message", icon: "pencil", act: () => edit(message, node) });
    const remove = () => call("slack/delete", { as: state.me, where });
    list.push({ label: "Delete message", icon: "trash", danger: true, act: remove });
  }
  return list;
}

export function permalink(message) {
  const tail = message.thread_ts && message.thread_ts !== message.ts ? `?thread_ts=${message.thread_ts}&cid=${message.channel}` : "";
  return `https://${state.team.domain}.slack.com/archives/${message.channel}/p${message.ts.replace(".", "")}${tail}`;
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("The link is copied.");
  } catch {
    toast(words);
  }
}

function edit(message, node) {
  const field = h("textarea", { class: "field-input", "aria-label": "Edit message", rows: 2, value: typed(message) });
  const end = () => form.replaceWith(before);
  const save = async () => {
    if (await call("slack/edit", { as: state.me, where: { channel: message.channel, ts: message.ts }, text: field.value })) end();
  };
  const form = h("div", { class: "edit-form" }, field, h("div", { class: "actions" },
    h("button", { type: "button", class: "button", onclick: end }, "Cancel"),
    h("button", { type: "button", class: "button primary", onclick: save }, "Save")));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") end();
  });
  const before = node.querySelector(".content");
  before.replaceWith(form);
  field.focus();
}

// What its author would have typed, with the names of people.
function typed(message) {
  return message.text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (code, id) => `@${person(id).name}`)
    .replace(/<#(\w+)\|?[^>]*>/g, (code, id) => `#${state.channels.find((channel) => channel.id === id)?.name || id}`)
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
