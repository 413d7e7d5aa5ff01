// A list of messages that stays at its foot while one is there, with the days between them.

import { h, keyed } from "../dom.js";
import { person } from "../state.js";
import { dayName, ofTs } from "../time.js";
import { drawMessage } from "./message.js";

const TOGETHER = 300; // seconds within which one person's messages stand under one name
const SHOWN = 150;

export function messageList(label) {
  const rows = h("div", { class: "rows" });
  const node = h("div", { class: "message-list", role: "log", "aria-label": label, tabindex: "0" }, rows);
  let most = SHOWN;
  let atFoot = true;
  let shownKey = null;
  node.addEventListener("scroll", () => {
    atFoot = node.scrollHeight - node.scrollTop - node.clientHeight < 48;
  });
  new ResizeObserver(() => atFoot && (node.scrollTop = node.scrollHeight)).observe(rows);
  node.addEventListener("load", () => atFoot && (node.scrollTop = node.scrollHeight), true);

  // `key`: what is shown (another channel begins at its foot again). `intro`: what stands above the first message.
  return {
    node,
    show(key, messages, { repliesOf = () => [], inThread = false, marked = null, intro = null } = {}) {
      if (key !== shownKey) {
        shownKey = key;
        most = SHOWN;
        atFoot = true;
      }
      const items = withDays(messages.slice(-most), messages.length > most, intro);
      keyed(rows, items, (item) => item.key, (item) => item.signature(repliesOf, marked), (item) => {
        if (item.node) return item.node(() => (most += SHOWN));
        return drawMessage(item.message, { replies: repliesOf(item.message.ts), compact: item.compact, inThread, marked: item.message.ts === marked });
      });
      const found = marked && rows.querySelector(".marked");
      if (found) {
        atFoot = false;
        found.scrollIntoView({ block: "center" });
      } else if (atFoot) node.scrollTop = node.scrollHeight;
    },
  };
}

function withDays(messages, hasMore, intro) {
  const items = intro && !hasMore ? [{ key: "intro", signature: () => intro.key, node: () => intro.draw() }] : [];
  if (hasMore) items.push({ key: "earlier", signature: () => "", node: (more) => earlier(more) });
  let before = null;
  for (const message of messages) {
    const day = dayName(ofTs(message.ts));
    if (!before || dayName(ofTs(before.ts)) !== day) {
      items.push({ key: `day-${ofTs(message.ts).toDateString()}`, signature: () => day, node: () => h("div", { class: "day" }, h("span", {}, day)) });
      before = null;
    }
    const compact = goesOn(before, message);
    items.push({ key: message.ts, message, compact, signature: (repliesOf, marked) => signature(message, compact, repliesOf(message.ts), marked) });
    before = message;
  }
  return items;
}

const earlier = (more) => h("button", { type: "button", class: "plain-link earlier", onclick: more }, "Show earlier messages");

function signature(message, compact, replies, marked) {
  const last = replies.at(-1);
  return JSON.stringify([message, compact, replies.length, last?.ts, message.ts === marked, person(message.user).name]);
}

function goesOn(before, message) {
  if (!before || before.user !== message.user || before.ephemeral || message.ephemeral) return false;
  return !message.bot_id && !before.reply_count && before.subtype !== "tombstone" && message.ts - before.ts < TOGETHER;
}
