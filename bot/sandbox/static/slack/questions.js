// Beside the direct messages with an agent: questions to choose from, and what it says that it does meanwhile.

import { h, icon } from "../dom.js";
import { person, state } from "../state.js";

export function questions(ask) {
  const status = h("p", { class: "agent-status", role: "status", hidden: true });
  const offered = h("div", { class: "prompts", role: "group", "aria-label": "Suggested questions", hidden: true });
  const node = h("div", { class: "agent" }, status, offered);
  let shown = "";
  return {
    node,
    // `thread` is undefined beside the channel itself, where any thread's status counts.
    draw(channel, thread) {
      const busy = Object.entries(channel?.statuses || {}).find(([ts]) => !thread || ts === thread);
      status.hidden = !busy;
      if (busy) status.replaceChildren(h("span", { class: "dots", "aria-hidden": "true" }), `${person(state.bot).name} ${busy[1]}`);
      const prompts = thread || busy ? [] : channel?.prompts || [];
      offered.hidden = !prompts.length;
      const now = `${state.me}${JSON.stringify(prompts)}`;
      if (shown === now) return;
      shown = now;
      offered.replaceChildren(...prompts.map((each) =>
        h("button", { type: "button", class: "prompt", onclick: () => ask(each.message) }, icon("send", 12), each.title)));
    },
  };
}
