// Slack's :names: of emoji as characters.

import { h } from "../dom.js";

let names = {};

export async function loadEmoji() {
  try {
    names = await (await fetch("/_sandbox/emoji.json")).json();
  } catch {
    names = {}; // the names themselves are shown
  }
}

export function character(name) {
  const [plain] = name.split("::");
  if (plain.startsWith("flag-")) return flag(plain.slice(5));
  return names[plain] || null;
}

function flag(country) {
  if (!/^[a-z]{2}$/.test(country)) return null;
  return String.fromCodePoint(...[...country].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 97));
}

export function emoji(name, unicode = null) {
  const sign = unicode
    ? String.fromCodePoint(...unicode.split("-").map((code) => parseInt(code, 16)))
    : character(name);
  return sign ? h("span", { class: "emoji", role: "img", "aria-label": name }, sign) : `:${name}:`;
}

const NAME = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g;

// Text with its :names: turned into pictures.
export function withEmoji(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(NAME)) {
    if (!character(match[1])) continue;
    parts.push(text.slice(end, match.index), emoji(match[1]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}
