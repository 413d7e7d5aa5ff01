// The left side: X, newest conversation first, and a place to write as any customer.

import { h, icon, keyed } from "../dom.js";
import { guide } from "../slack/links.js";
import { onDraw, redraw, state } from "../state.js";
import { drawPost, isCompany, when } from "./post.js";
import { writer } from "./write.js";

const SHOWN = 60;
const FOLD_ABOVE = 4;

const opened = new Set();
let marked = null;

export function startX() {
  const root = document.getElementById("x");
  const spent = h("span", { class: "spent", title: "What X would have billed for the bot so far" });
  const write = writer();
  const timeline = h("div", { class: "timeline", role: "feed", "aria-label": "Timeline" });
  const head = h("header", { class: "x-head" }, h("h2", {}, "X"), h("span", { class: "x-sub" }, "in public"), h("span", { class: "grow" }), spent);
  root.append(head, h("div", { class: "x-scroll" }, write.node, timeline));
  guide({ post: (id) => show(id, timeline) });
  const hands = { reply: write.reply, quote: write.quote, persona: write.persona };
  onDraw(() => {
    write.draw();
    spent.textContent = `$${(state.spent || 0).toFixed(3)} billed`;
    const shown = conversations().slice(0, SHOWN);
    keyed(timeline, shown, (each) => each.key, signature, (each) => draw(each, hands));
  });
}

// Posts by conversation, those with the latest post first; a repost stands for itself. Ids, all of one length, rise with time.
function conversations() {
  const groups = new Map();
  for (const post of state.posts.values()) {
    const key = post.reposted ? `repost-${post.id}` : post.conversation_id;
    if (!groups.has(key)) groups.set(key, { key, posts: [], repost: post.reposted ? post : null });
    groups.get(key).posts.push(post);
  }
  for (const group of groups.values()) {
    group.posts.sort((one, other) => (one.id < other.id ? -1 : 1));
    group.newest = group.posts.at(-1).id;
  }
  return [...groups.values()].sort((one, other) => (one.newest > other.newest ? -1 : 1));
}

function signature(group) {
  const counts = (post) => [post.likes, post.replies, post.reposts, post.quotes];
  const seen = group.posts.map((post) => [post.id, when(post), post.text, counts(post), post.id === marked, state.posts.has(post.quoted)]);
  const original = group.repost && state.posts.get(group.repost.reposted);
  return JSON.stringify([seen, opened.has(group.key), original?.id, original && when(original), original?.likes]);
}

function draw(group, hands) {
  if (group.repost) return repost(group, hands);
  const { posts } = group;
  const folds = posts.length > FOLD_ABOVE && !opened.has(group.key);
  const shown = folds ? [posts[0], ...posts.slice(-(FOLD_ABOVE - 2))] : posts;
  const nodes = shown.map((post, place) => drawPost(post, hands, { above: place > 0, below: place < shown.length - 1 }));
  if (folds) {
    const hidden = posts.length - shown.length;
    const unfold = () => {
      opened.add(group.key);
      redraw();
    };
    nodes.splice(1, 0, h("button", { type: "button", class: "unfold", onclick: unfold }, `Show ${hidden} more ${hidden === 1 ? "post" : "posts"}`));
  }
  const answered = posts.some((post) => isCompany(post) && post.replied_to);
  const node = h("section", { class: answered ? "conversation answered-one" : "conversation" }, ...nodes);
  if (marked) node.querySelector(`[data-post="${CSS.escape(marked)}"]`)?.classList.add("marked");
  return node;
}

function repost(group, hands) {
  const original = state.posts.get(group.repost.reposted);
  const line = h("p", { class: "repost-line" }, icon("repost", 14), `${group.repost.name} reposted`);
  return h("section", { class: "conversation" }, line, original ? drawPost(original, hands) : h("p", { class: "quoted gone" }, "This post is unavailable."));
}

function show(id, timeline) {
  const post = state.posts.get(id);
  if (!post) return;
  marked = id;
  opened.add(post.conversation_id);
  redraw();
  queueMicrotask(() => timeline.querySelector(`[data-post="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center", behavior: "smooth" }));
  setTimeout(() => {
    marked = null;
    redraw();
  }, 2500);
}
