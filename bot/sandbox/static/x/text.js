// The text of a post: names, tags and links are coloured, the rest stays as it was written.

import { h } from "../dom.js";

const PIECE = /(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]'"])|([@#][\p{L}\p{N}_]+)/gu;

export function postText(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    parts.push(text.slice(end, match.index));
    parts.push(match[1] ? link(match[1]) : h("span", { class: "tag" }, match[2]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

function link(url) {
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url.replace(/^https?:\/\//, ""));
}
