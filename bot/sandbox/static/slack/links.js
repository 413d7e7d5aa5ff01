// Links and mentions. Links to the sandbox's own Slack and X lead to the other places of this page.

import { h } from "../dom.js";
import { channelOf, person, state } from "../state.js";

const MESSAGE = /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)\/p(\d{10})(\d{6})(?:\?(?:.*&)?thread_ts=([\d.]+))?/;
const POST = /^https:\/\/x\.com\/(?:i\/web|\w+)\/status\/(\d+)/;
const PROFILE = /^https:\/\/x\.com\/(\w+)\/?$/;

const guides = { message: () => {}, post: () => {} };

// `message(channel, ts, threadTs)` and `post(id)` show these places.
export function guide(places) {
  Object.assign(guides, places);
}

export function isSafe(url) {
  return /^(https?:\/\/|mailto:|tel:)/i.test(url);
}

// True when the address is a place in this page, which is shown then.
export function goTo(url) {
  const message = MESSAGE.exec(url);
  if (message && channelOf(message[1])) {
    guides.message(message[1], `${message[2]}.${message[3]}`, message[4]);
    return true;
  }
  const post = POST.exec(url);
  if (post) {
    guides.post(post[1]);
    return true;
  }
  return PROFILE.test(url);
}

export function open(url) {
  if (!goTo(url) && isSafe(url)) window.open(url, "_blank", "noopener");
}

export function link(url, ...children) {
  if (!isSafe(url)) return h("span", {}, ...(children.length ? children : [url]));
  const follow = (event) => {
    if (goTo(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: follow }, ...(children.length ? children : [url]));
}

export function userMention(id, label = "") {
  const mine = id === state.me;
  return h("span", { class: mine ? "mention mine" : "mention" }, `@${label || person(id).name}`);
}

export function groupMention(id, label = "") {
  const handle = label.replace(/^@/, "") || state.groups.get(id)?.handle || id;
  return h("span", { class: state.groups.get(id)?.mine ? "mention mine" : "mention" }, `@${handle}`);
}

export function broadcast(range) {
  return h("span", { class: "mention loud" }, `@${range}`);
}

export function channelMention(id, label = "") {
  const channel = channelOf(id);
  const name = `#${label || channel?.name || id}`;
  if (!channel) return h("span", { class: "mention" }, name);
  return h("button", { type: "button", class: "mention", onclick: () => guides.message(id) }, name);
}
