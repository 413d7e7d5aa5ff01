// One post as it stands on X, with what one can do about it.

import { call } from "../api.js";
import { avatar, h, icon, iconButton, menu } from "../dom.js";
import { state } from "../state.js";
import { brief } from "../time.js";
import { postText } from "./text.js";

const LONG = 280;
const unfolded = new Set();

export const isCompany = (post) => Boolean(state.users.get(post.username)?.company);

export function when(post) {
  return brief(new Date(post.created_at));
}

// `hands`: {reply, quote, persona}
export function drawPost(post, hands, { above = false, below = false } = {}) {
  const company = isCompany(post);
  const answer = company && post.replied_to;
  const names = ["post", company ? "company" : "", above ? "above" : "", below ? "below" : ""];
  const body = h("div", { class: "post-body" },
    head(post),
    answer ? h("p", { class: "answered" }, icon("check", 13), "Answer from Acme Air") : null,
    words(post),
    media(post),
    post.quoted ? quoted(post) : null,
    actions(post, hands));
  const named = { class: names.filter(Boolean).join(" "), "data-post": post.id, "aria-label": `Post by ${post.name}` };
  return h("article", named, h("div", { class: "post-side" }, avatar(post.avatar, 40)), body);
}

function head(post) {
  const user = state.users.get(post.username);
  const exact = new Date(post.created_at).toLocaleString("en-GB");
  return h("div", { class: "post-head" },
    h("b", { dir: "auto" }, post.name),
    user?.verified ? badge(user.company) : null,
    h("span", { class: "handle" }, `@${post.username}`),
    h("span", { class: "dot" }, "·"),
    h("time", { datetime: post.created_at, title: exact }, when(post)),
    post.edited ? h("span", { class: "handle" }, "edited") : null);
}

function badge(isCompanyAccount) {
  return h("span", { class: isCompanyAccount ? "badge gold" : "badge", role: "img", "aria-label": "Verified", title: "Verified" }, icon("check", 10));
}

function words(post) {
  const names = post.replying_to.filter((name) => !post.text.toLowerCase().startsWith(`@${name.toLowerCase()}`));
  const tags = names.map((name) => h("span", { class: "tag" }, `@${name} `));
  const line = tags.length ? h("p", { class: "replying" }, "Replying to ", ...tags) : null;
  const signs = [...post.text];
  const isWhole = signs.length <= LONG || unfolded.has(post.id);
  const shown = isWhole ? post.text : `${signs.slice(0, LONG).join("")}…`;
  const text = h("p", { class: "post-text", dir: "auto", lang: post.lang }, ...postText(shown));
  if (isWhole) return [line, text];
  const more = h("button", { type: "button", class: "plain-link", onclick: () => {
    unfolded.add(post.id);
    text.replaceChildren(...postText(post.text));
    more.remove();
  } }, "Show more");
  return [line, text, more];
}

function media(post) {
  if (!post.media.length) return null;
  const draw = (each) => h("img", { src: each.url, alt: each.alt_text, title: each.alt_text, loading: "lazy" });
  return h("div", { class: "media" }, ...post.media.map(draw));
}

function quoted(post) {
  const original = state.posts.get(post.quoted);
  if (!original) return h("div", { class: "quoted gone" }, "This post is unavailable.");
  return h("div", { class: "quoted" },
    h("div", { class: "post-head" },
      avatar(original.avatar, 18), h("b", { dir: "auto" }, original.name), h("span", { class: "handle" }, `@${original.username}`)),
    h("p", { class: "post-text", dir: "auto" }, ...postText([...original.text].slice(0, 160).join(""))));
}

function actions(post, hands) {
  const act = (sign, label, count, onclick, name = "") => {
    const named = { type: "button", class: `act ${name}`, "aria-label": label, title: label.split(" ")[0] };
    return h("button", { ...named, onclick }, icon(sign, 16), h("span", {}, count ? short(count) : ""));
  };
  const repost = () => call("x/repost", { as: hands.persona(), post: post.id });
  const more = iconButton("more", "More about this post", () => menu(more, [
    { label: "Delete post", icon: "trash", danger: true, act: () => call("x/delete", { post: post.id }) },
  ], { align: "right" }), { "aria-haspopup": "menu" });
  return h("div", { class: "post-actions" },
    act("reply", `Reply to ${post.name}`, post.replies, () => hands.reply(post)),
    act("repost", `Repost ${post.name}`, post.reposts, repost, "reposting"),
    act("quote", `Quote ${post.name}`, post.quotes, () => hands.quote(post)),
    act("like", `Like ${post.name}`, post.likes, () => call("x/like", { post: post.id }), "liking"),
    more);
}

export function short(count) {
  if (count >= 1_000_000) return `${(count / 1_000_000).toFixed(1).replace(".0", "")}M`;
  if (count >= 1000) return `${(count / 1000).toFixed(1).replace(".0", "")}K`;
  return String(count);
}
