// Slack's mrkdwn as elements. Whatever the text says, it ends as text nodes inside elements made here.

import { h } from "../dom.js";
import { slackDate } from "../time.js";
import { withEmoji } from "./emoji.js";
import { broadcast, channelMention, groupMention, link, userMention } from "./links.js";

const CODE = /<([^<>\n]+)>/;
const STYLES = { "*": "b", _: "i", "~": "s" };
const WORD = /[\p{L}\p{N}_]/u;

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

export function mrkdwn(text) {
  const parts = [];
  for (const [place, piece] of text.split("```").entries()) {
    const fenced = place % 2 === 1;
    if (fenced) parts.push(h("pre", {}, unescape(piece.replace(/^\n/, "").replace(/\n$/, ""))));
    else parts.push(...lines(piece));
  }
  return parts;
}

// Lines that begin with > become quotes; the others stay as they are, line breaks kept by the style sheet.
function lines(text) {
  const parts = [];
  let quoted = [];
  let plain = [];
  const endPlain = () => {
    if (plain.length) parts.push(...inline(plain.join("\n")));
    plain = [];
  };
  const endQuote = () => {
    if (quoted.length) parts.push(h("blockquote", {}, ...inline(quoted.join("\n"))));
    quoted = [];
  };
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quote) {
      endPlain();
      quoted.push(quote[1]);
    } else {
      endQuote();
      plain.push(line);
    }
  }
  endPlain();
  endQuote();
  return parts;
}

function inline(text) {
  const parts = [];
  let rest = text;
  while (rest) {
    const found = next(rest);
    if (!found) break;
    parts.push(...words(rest.slice(0, found.start)), found.node);
    rest = rest.slice(found.end);
  }
  return [...parts, ...words(rest)];
}

const words = (text) => withEmoji(unescape(text));

// The first code, `code` or *style* in the text.
function next(text) {
  const candidates = [angle(text), backticks(text), ...Object.keys(STYLES).map((mark) => styled(text, mark))];
  return candidates.filter(Boolean).sort((one, other) => one.start - other.start)[0];
}

function angle(text) {
  const match = CODE.exec(text);
  return match && { start: match.index, end: match.index + match[0].length, node: coded(match[1]) };
}

function backticks(text) {
  const match = /`([^`\n]+)`/.exec(text);
  return match && { start: match.index, end: match.index + match[0].length, node: h("code", {}, ...codeWords(match[1])) };
}

function codeWords(text) {
  return text.split(/(<[^<>\n]+>)/).map((piece) => (CODE.test(piece) ? coded(piece.slice(1, -1)) : unescape(piece)));
}

function styled(text, mark) {
  for (let start = text.indexOf(mark); start >= 0; start = text.indexOf(mark, start + 1)) {
    const opens = !WORD.test(text[start - 1] || " ") && /[^\s]/.test(text[start + 1] || " ") && text[start + 1] !== mark;
    if (!opens) continue;
    for (let end = text.indexOf(mark, start + 2); end > 0; end = text.indexOf(mark, end + 1)) {
      if (text.slice(start, end).includes("\n")) break;
      const closes = /[^\s]/.test(text[end - 1]) && !WORD.test(text[end + 1] || " ");
      if (closes && balanced(text.slice(start + 1, end))) {
        return { start, end: end + 1, node: h(STYLES[mark], {}, ...inline(text.slice(start + 1, end))) };
      }
    }
  }
  return null;
}

// A style does not end inside a code such as <https://…|a*b>.
const balanced = (text) => text.split("<").length === text.split(">").length;

function coded(inner) {
  const bar = inner.indexOf("|");
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inner.slice(bar + 1));
  if (target.startsWith("@")) return userMention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!subteam^")) return groupMention(target.slice(9), label);
  if (target.startsWith("!date^")) return dated(target.slice(6), label);
  if (target.startsWith("!")) return broadcast(label || target.slice(1).split("^")[0]);
  return link(unescape(target), ...(label ? withEmoji(label) : []));
}

function dated(code, fallback) {
  const [seconds, format, url] = code.split("^");
  const words = slackDate(seconds, unescape(format || "{date_num}")) || fallback;
  const shown = h("time", { datetime: isoOf(seconds), title: fallback }, words);
  return url ? link(unescape(url), shown) : shown;
}

export function isoOf(seconds) {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.valueOf()) ? null : date.toISOString();
}
