// What the page knows: filled by the stream, read by everything that draws.

export const state = {
  me: "",
  people: new Map(),
  groups: new Map(),
  channels: [],
  messages: new Map(), // channel → Map of ts → message
  whispers: [],
  modals: [],
  home: null,
  users: new Map(), // X: username → user
  posts: new Map(), // X: id → post
  troubles: [],
  script: null,
  notice: { state: "starting", words: "" },
  connected: false,
};

const listeners = [];
let due = false;

export function onDraw(listener) {
  listeners.push(listener);
}

export function redraw() {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    for (const listener of listeners) listener();
  });
}

const PLAIN = [
  "me", "bot", "team", "channels", "shortcuts", "commands", "whispers", "modals", "home",
  "spent", "script", "troubles", "notice",
];

export function apply(event) {
  if (event.fresh) {
    state.messages = new Map();
    state.posts = new Map();
  }
  for (const name of PLAIN) if (name in event) state[name] = event[name];
  if (event.people) state.people = new Map(event.people.map((person) => [person.id, person]));
  if (event.groups) state.groups = new Map(event.groups.map((group) => [group.id, group]));
  if (event.users) state.users = new Map(event.users.map((user) => [user.username, user]));
  for (const message of event.messages || []) keep(message);
  for (const [channel, ts] of event.gone || []) state.messages.get(channel)?.delete(ts);
  for (const post of event.posts || []) state.posts.set(post.id, post);
  for (const id of event.gone_posts || []) state.posts.delete(id);
  redraw();
}

function keep(message) {
  if (!state.messages.has(message.channel)) state.messages.set(message.channel, new Map());
  state.messages.get(message.channel).set(message.ts, message);
}

export const byTs = (one, other) => (one.ts < other.ts ? -1 : 1);
const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;

function whispersIn(channel) {
  return state.whispers.filter((message) => message.channel === channel && !dismissed.has(message.ts));
}

const dismissed = new Set();

export function dismiss(ts) {
  dismissed.add(ts);
  redraw();
}

export function channelMessages(channel) {
  const all = [...(state.messages.get(channel)?.values() || []), ...whispersIn(channel)];
  return all.filter((message) => !isReply(message) || message.subtype === "thread_broadcast").sort(byTs);
}

export function threadMessages(channel, ts) {
  const all = [...(state.messages.get(channel)?.values() || []), ...whispersIn(channel)];
  return all.filter((message) => message.ts === ts || message.thread_ts === ts).sort(byTs);
}

// The answers under every head of a channel, in one walk.
export function repliesByHead(channel) {
  const heads = new Map();
  for (const message of state.messages.get(channel)?.values() || []) {
    if (!isReply(message)) continue;
    if (!heads.has(message.thread_ts)) heads.set(message.thread_ts, []);
    heads.get(message.thread_ts).push(message);
  }
  for (const replies of heads.values()) replies.sort(byTs);
  return heads;
}

export const person = (id) => state.people.get(id) || { id, name: id, avatar: `/portraits/${id}.svg`, title: "" };
export const channelOf = (id) => state.channels.find((channel) => channel.id === id);
export const botChannel = () => state.channels.find((channel) => channel.kind === "im");
