// Where each person is in Slack: the channel, the thread, what they have read, what they were about to write.

import { redraw, state } from "../state.js";

const places = new Map(); // person → {channel, tab, thread, read: Map, drafts: Map}
const began = String(Date.now() / 1000);

export function here() {
  if (!places.has(state.me)) {
    const first = state.channels.find((channel) => channel.member && channel.kind !== "im") || state.channels[0];
    places.set(state.me, { channel: first?.id, tab: "channel", thread: null, read: new Map(), drafts: new Map(), told: [] });
  }
  return places.get(state.me);
}

export function goToChannel(channel) {
  Object.assign(here(), { channel, tab: "channel", thread: null, marked: null });
  redraw();
}

export function openThread(channel, ts) {
  const place = here();
  place.thread = { channel, ts };
  place.focusThread = true;
  redraw();
}

export function closeThread() {
  here().thread = null;
  redraw();
}

// Shows a message wherever it stands, and marks it for a moment.
export function goToMessage(channel, ts, threadTs) {
  const place = here();
  Object.assign(place, { channel, tab: "channel", marked: ts || null, thread: null });
  if (threadTs && threadTs !== ts) place.thread = { channel, ts: threadTs };
  else if (ts && threadTs) place.thread = { channel, ts };
  redraw();
}

export function markRead(channel, ts) {
  here().read.set(channel, ts);
}

export function unread(channel) {
  const since = here().read.get(channel) || began;
  let count = 0;
  for (const message of state.messages.get(channel)?.values() || []) {
    if (message.ts > since && message.user !== state.me && (!message.thread_ts || message.thread_ts === message.ts)) count += 1;
  }
  return count;
}
