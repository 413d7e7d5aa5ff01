// The right side: the sidebar, a channel or the bot's Home, the thread beside it, and modals above.

import { call } from "../api.js";
import { h, icon, iconButton } from "../dom.js";
import { botChannel, channelMessages, channelOf, onDraw, person, redraw, repliesByHead, state, threadMessages } from "../state.js";
import { composer, deliver } from "./composer.js";
import { guide } from "./links.js";
import { messageList } from "./list.js";
import { drawModal } from "./modal.js";
import { questions } from "./questions.js";
import { sidebar } from "./sidebar.js";
import { closeThread, goToChannel, goToMessage, here, markRead } from "./ui.js";
import { updateBlocks } from "./view.js";

export function startSlack(listen) {
  const root = document.getElementById("slack");
  const side = sidebar(listen);
  const main = mainPane();
  const thread = threadPane();
  const frame = h("div", { class: "slack-frame" }, side.node, main.node, thread.node);
  root.append(frame);
  guide({ message: goToMessage });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.contains(event.target) && !state.modals.length && here().thread) closeThread();
  });
  onDraw(() => {
    if (!state.me) return;
    here().openHome = openHome;
    main.draw();
    thread.draw();
    side.draw();
    drawModal(root);
  });
}

function openHome() {
  Object.assign(here(), { tab: "home", thread: null });
  redraw();
  call("slack/home", { as: state.me, tab: "home" });
}

function openMessages() {
  call("slack/home", { as: state.me, tab: "messages" }).then(() => {
    const direct = botChannel();
    if (direct) goToChannel(direct.id);
  });
}

function mainPane() {
  const title = h("h2", { class: "pane-title" });
  const about = h("p", { class: "pane-about" });
  const tabs = h("div", { class: "tabs", role: "tablist" });
  const list = messageList("Messages");
  const home = h("div", { class: "home", role: "tabpanel", "aria-label": "Home" });
  const writing = composer({
    label: () => `Message ${channelName(here().channel)}`,
    placeholder: () => `Message ${channelName(here().channel)}`,
    target: () => ({ channel: here().channel }),
    drafts: () => here().drafts,
    onsent: () => list.toFoot(),
  });
  const asking = questions((text) => deliver(text, { channel: here().channel }));
  const foot = h("div", { class: "pane-foot" });
  const head = h("header", {}, h("div", { class: "pane-words" }, title, about), tabs);
  const node = h("section", { class: "pane main-pane", "aria-label": "Channel" }, head, list.node, home, foot);

  const draw = () => {
    const place = here();
    const channel = channelOf(place.channel);
    const isHome = place.tab === "home";
    const isBot = isHome || channel?.kind === "im";
    title.replaceChildren(...titleOf(channel, isBot));
    about.textContent = isBot || !channel ? "" : [channel.topic, `${channel.people} members`].filter(Boolean).join("  ·  ");
    drawTabs(tabs, isBot, isHome);
    list.node.hidden = isHome;
    home.hidden = !isHome;
    foot.hidden = isHome;
    if (isHome) drawHome(home);
    else if (channel) drawChannel(list, channel, place);
    drawFoot(foot, channel, writing, asking);
  };
  return { node, draw };
}

function titleOf(channel, isBot) {
  if (isBot) return [person(state.bot).name];
  return channel ? [icon(channel.kind === "group" ? "lock" : "hash", 17), channel.name] : [];
}

function channelName(id) {
  const channel = channelOf(id);
  if (!channel) return "";
  return channel.kind === "im" ? person(state.bot).name : `#${channel.name}`;
}

function drawTabs(tabs, isBot, isHome) {
  tabs.hidden = !isBot;
  const tab = (words, current, onclick) => {
    const name = current ? "tab current" : "tab";
    return h("button", { type: "button", role: "tab", class: name, "aria-selected": String(current), onclick }, words);
  };
  const signature = `${isBot}${isHome}${state.me}`;
  if (tabs.signature === signature) return;
  tabs.signature = signature;
  tabs.replaceChildren(tab("Home", isHome, openHome), tab("Messages", !isHome, openMessages));
}

function drawChannel(list, channel, place) {
  const messages = channelMessages(channel.id);
  const replies = repliesByHead(channel.id);
  list.show(`${state.me}-${channel.id}`, messages, {
    repliesOf: (ts) => replies.get(ts) || [],
    marked: place.marked,
    intro: { key: channel.id, draw: () => intro(channel) },
  });
  if (messages.length) markRead(channel.id, messages.at(-1).ts);
  if (place.marked) setTimeout(() => (place.marked = null), 1500);
}

function intro(channel) {
  const words = channel.kind === "im"
    ? "Ask about the desk: what is late, who has what, how something was answered before."
    : channel.topic || "This is the very beginning of the channel.";
  return h("div", { class: "intro" }, h("h3", {}, channelName(channel.id)), h("p", {}, words));
}

function drawFoot(foot, channel, writing, asking) {
  const member = Boolean(channel?.member) && !channel.archived;
  const signature = `${channel?.id}${member}`;
  if (foot.signature !== signature) {
    foot.signature = signature;
    foot.replaceChildren(...(member ? [asking.node, writing.node] : [outside(channel)]));
  }
  if (!member) return;
  asking.draw(channel);
  writing.show();
}

function outside(channel) {
  if (channel?.archived) return h("div", { class: "join" }, "This channel is archived.");
  const join = () => call("slack/join", { as: state.me, channel: channel.id });
  return h("div", { class: "join" },
    h("span", {}, "You are looking at this channel from outside."),
    h("button", { type: "button", class: "button primary", onclick: join }, "Join channel"));
}

function drawHome(home) {
  const blocks = state.home?.blocks;
  if (!blocks) {
    home.replaceChildren(h("div", { class: "intro" }, h("h3", {}, "Nothing here yet"), h("p", {}, "The bot has not drawn this Home yet.")));
    home.shown = null;
    return;
  }
  if (home.shown !== state.home.id) {
    home.shown = state.home.id;
    home.replaceChildren(h("div", { class: "blocks" }));
  }
  updateBlocks(home.firstElementChild, blocks, { where: { view: state.home.id }, values: state.home.values, surface: "home" });
}

function threadPane() {
  const list = messageList("Thread");
  const where = h("small", {});
  const writing = composer({
    label: () => "Reply in thread",
    placeholder: () => channelOf(here().thread?.channel)?.kind === "im" ? "Ask something else…" : "Note for your colleagues…",
    target: () => ({ channel: here().thread?.channel, thread_ts: here().thread?.ts }),
    drafts: () => here().drafts,
    onsent: () => list.toFoot(),
  });
  const asking = questions(() => {});
  const foot = h("div", { class: "pane-foot" }, asking.node, writing.node);
  const words = h("div", { class: "pane-words" }, h("h2", { class: "pane-title" }, "Thread"), where);
  const head = h("header", {}, words, iconButton("close", "Close thread", closeThread));
  const node = h("aside", { class: "pane thread-pane", "aria-label": "Thread pane" }, head, list.node, foot);
  const draw = () => {
    const place = here();
    const open = place.thread && channelOf(place.thread.channel) && place.tab === "channel";
    node.hidden = !open;
    if (!open) return;
    const { channel, ts } = place.thread;
    where.textContent = channelName(channel);
    list.show(`${state.me}-${channel}-${ts}`, threadMessages(channel, ts), { inThread: true, marked: place.marked });
    foot.hidden = !channelOf(channel).member;
    asking.draw(channelOf(channel), ts);
    writing.show();
    if (place.focusThread) {
      place.focusThread = false;
      writing.focus();
    }
  };
  return { node, draw };
}
