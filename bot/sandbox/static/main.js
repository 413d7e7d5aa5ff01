// Starts the page: listens to the sandbox and draws both sides whenever something has moved.

import { startBar } from "./bar.js";
import { startSlack } from "./slack/slack.js";
import { loadEmoji } from "./slack/emoji.js";
import { startSplit } from "./split.js";
import { apply, redraw, state } from "./state.js";
import { startX } from "./x/x.js";

const FIRST = new URLSearchParams(location.search).get("as") || sessionStorage.getItem("sandbox-person") || "U0MARA";
let stream = null;

function listen(user) {
  stream?.close();
  sessionStorage.setItem("sandbox-person", user);
  stream = new EventSource(`/_sandbox/events?as=${encodeURIComponent(user)}`);
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    state.connected = true;
    if (Object.keys(event).length) apply(event);
  };
  stream.onerror = () => {
    state.connected = false;
    redraw();
  };
}

startSplit();
startBar();
startX();
startSlack(listen);
loadEmoji().finally(() => listen(FIRST));
setInterval(redraw, 15_000); // “2m” becomes “3m”
