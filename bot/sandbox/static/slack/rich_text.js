// rich_text blocks: sections, lists, quotes and code, with their styled pieces.

import { h } from "../dom.js";
import { slackDate } from "../time.js";
import { emoji } from "./emoji.js";
import { broadcast, channelMention, groupMention, link, userMention } from "./links.js";
import { isoOf } from "./mrkdwn.js";

const STYLES = { bold: "b", italic: "i", strike: "s", underline: "u", code: "code" };
const BULLETS = ["•", "◦", "▪"];

export function richText(block) {
  return h("div", { class: "rich-text" }, ...withNumbers(block.elements || []).map(part));
}

// Ordered lists go on counting after a list of another indent.
function withNumbers(parts) {
  const counts = {};
  return parts.map((each) => {
    if (each.type !== "rich_text_list") {
      Object.keys(counts).forEach((indent) => delete counts[indent]);
      return each;
    }
    const indent = each.indent || 0;
    Object.keys(counts).filter((other) => other > indent).forEach((other) => delete counts[other]);
    const first = (each.offset || 0) + (counts[indent] || 0) + 1;
    counts[indent] = (counts[indent] || 0) + each.elements.length;
    return { ...each, first };
  });
}

function part(each) {
  const edge = each.border ? " bordered" : "";
  switch (each.type) {
    case "rich_text_list":
      return list(each, edge);
    case "rich_text_quote":
      return h("blockquote", { dir: "auto", class: edge.trim() || null }, ...pieces(each));
    case "rich_text_preformatted":
      return h("pre", { class: edge.trim() || null }, ...pieces(each));
    default:
      return h("div", { class: "rich-section", dir: "auto" }, ...pieces(each));
  }
}

function list(each, edge) {
  const indent = each.indent || 0;
  const ordered = each.style === "ordered";
  const items = each.elements.map((item, place) => {
    const mark = ordered ? number(each.first + place, indent) : BULLETS[indent % 3];
    return h("li", {}, h("span", { class: "bullet", "aria-hidden": "true" }, mark), h("span", { dir: "auto" }, ...pieces(item)));
  });
  return h(ordered ? "ol" : "ul", { class: `indent-${Math.min(indent, 8)}${edge}` }, ...items);
}

function number(count, indent) {
  if (indent % 3 === 1) return `${String.fromCharCode(97 + ((count - 1) % 26))}.`;
  if (indent % 3 === 2) return `${["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][count - 1] || count}.`;
  return `${count}.`;
}

function pieces(holder) {
  return (holder.elements || []).map((piece) => dress(piece.style, plain(piece)));
}

function dress(style, node) {
  return Object.keys(STYLES).reduce((inner, name) => (style?.[name] ? h(STYLES[name], {}, inner) : inner), node);
}

function plain(piece) {
  switch (piece.type) {
    case "text":
      return piece.text;
    case "link":
      return link(piece.url, piece.text || piece.url);
    case "user":
      return userMention(piece.user_id);
    case "usergroup":
      return groupMention(piece.usergroup_id);
    case "channel":
      return channelMention(piece.channel_id);
    case "broadcast":
      return broadcast(piece.range);
    case "emoji":
      return emoji(piece.skin_tone ? `${piece.name}::skin-tone-${piece.skin_tone}` : piece.name, piece.unicode);
    case "date": {
      const words = slackDate(piece.timestamp, piece.format) || piece.fallback || "";
      const shown = h("time", { datetime: isoOf(piece.timestamp) }, words);
      return piece.url ? link(piece.url, shown) : shown;
    }
    case "color":
      return swatch(piece.value);
    default:
      return "";
  }
}

function swatch(value) {
  const box = h("span", { class: "swatch" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) box.style.backgroundColor = value;
  return h("span", {}, box, value);
}
