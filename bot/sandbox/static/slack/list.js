// A list of messages that stays at its foot while one is there, with the days between them.

import { h, icon, keyed } from "../dom.js";
import { person, redraw } from "../state.js";
import { dayName, ofTs } from "../time.js";
import { drawMessage } from "./message.js";

const TOGETHER = 300; // seconds within which one person's messages stand under one name
const SHOWN = 150;

export function messageList(label) {
  const rows = h("div", { class: "rows" });
  const scroller = h("div", { class: "message-list", role: "log", "aria-label": label, tabindex: "0" }, rows);
  const jump = h("button", { type: "button", class: "jump", hidden: true, onclick: () => toFoot() }, icon("down", 14), "New below");
  const node = h("div", { class: "message-frame" }, scroller, jump);
  let most = SHOWN;
  let atFoot = true;
  let shownKey = null;
  let newest = "";
  let top = 0;
  const toFoot = () => {
    atFoot = true;
    jump.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  const stay = () => atFoot && toFoot();
  scroller.addEventListener("scroll", () => {
    const nearFoot = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 48;
    if (nearFoot) atFoot = true;
    else if (scroller.scrollTop < top) atFoot = false; // somebody went up; it was not the list that grew
    top = scroller.scrollTop;
    if (atFoot) jump.hidden = true;
  });
  new ResizeObserver(stay).observe(rows);
  new ResizeObserver(stay).observe(scroller);

  // `key`: what is shown (another channel begins at its foot again). `intro`: what stands above the first message.
  return {
    node,
    toFoot,
    show(key, messages, { repliesOf = () => [], inThread = false, marked = null, intro = null } = {}) {
      if (key !== shownKey) {
        shownKey = key;
        newest = "";
        most = SHOWN;
        atFoot = true;
      }
      const items = withDays(messages.slice(-most), messages.length > most, intro);
      keyed(rows, items, (item) => item.key, (item) => item.signature(repliesOf, marked), (item) => {
        if (item.node) return item.node(() => {
          most += SHOWN;
          redraw();
        });
        const { message, compact } = item;
        return drawMessage(message, { replies: repliesOf(message.ts), compact, inThread, marked: message.ts === marked });
      });
      const found = marked && rows.querySelector(".marked");
      if (found) {
        atFoot = false;
        found.scrollIntoView({ block: "center" });
      } else if (atFoot) toFoot();
      else if (newest && (messages.at(-1)?.ts || "") > newest) jump.hidden = false;
      newest = messages.at(-1)?.ts || "";
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
      const line = () => h("div", { class: "day" }, h("span", {}, day));
      items.push({ key: `day-${ofTs(message.ts).toDateString()}`, signature: () => day, node: line });
      before = null;
    }
    const compact = goesOn(before, message);
    const signed = (repliesOf, marked) => signature(message, compact, repliesOf(message.ts), marked);
    items.push({ key: message.ts, message, compact, signature: signed });
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
