// Menus with search, date pickers, radio buttons and checkboxes, wherever they stand.

import { call } from "../api.js";
import { h } from "../dom.js";
import { person, state } from "../state.js";
import { textOf } from "./blocks.js";
import { combobox } from "./combobox.js";
import { confirm } from "./confirm.js";
import { spot } from "./elements.js";
import { fill } from "./filling.js";

// `labelled`: the id of the label, where there is one.
export function chooser(object, block, place, labelled = null) {
  const value = place.values?.[block.block_id]?.[object.action_id];
  const put = async (chosen) => {
    if (await confirm(object.confirm)) await fill(spot(object, block, place), chosen);
  };
  const kind = object.type.replace(/^multi_/, "");
  const several = object.type.startsWith("multi_");
  const common = { several, placeholder: object.placeholder?.text, labelled, put, focus: object.focus_on_load };
  switch (kind) {
    case "static_select":
      return combobox({ ...common, now: options(value), offer: (typed) => matching(grouped(object), typed) });
    case "external_select":
      return combobox({
        ...common,
        now: options(value),
        offer: (typed) => suggested(object, block, place, typed),
        least: object.min_query_length ?? 3,
      });
    case "users_select":
      return combobox({ ...common, now: ids(userValue(value), personItem), offer: (typed) => matching(everybody(), typed) });
    case "conversations_select":
    case "channels_select":
      return combobox({ ...common, now: ids(channelValue(value), channelItem), offer: (typed) => matching(channels(), typed) });
    case "radio_buttons":
    case "checkboxes":
      return choices(object, block, value, put, labelled);
    case "datepicker":
      return dateInput("date", value?.selected_date, put, labelled);
    case "timepicker":
      return dateInput("time", value?.selected_time, put, labelled);
    case "datetimepicker":
      return dateInput("datetime-local", localOf(value?.selected_date_time), (typed) => put(secondsOf(typed)), labelled);
    default:
      return h("span", { class: "unplayed" }, `The sandbox does not play “${object.type}”.`);
  }
}

// An item of a menu: what it says, what is sent when it is chosen, and what it is called in a group.
function item(option, group = "") {
  return { words: option.text.text, hint: option.description?.text, value: option, key: option.value, group };
}

const options = (value) => [value?.selected_option, ...(value?.selected_options || [])].filter(Boolean).map((option) => item(option));
const userValue = (value) => value?.selected_user ?? value?.selected_users;
const channelValue = (value) =>
  value?.selected_conversation ?? value?.selected_channel ?? value?.selected_conversations ?? value?.selected_channels;
const ids = (found, draw) => [found].flat().filter(Boolean).map(draw);

function grouped(object) {
  if (object.options) return object.options.map((option) => item(option));
  return (object.option_groups || []).flatMap((group) => group.options.map((option) => item(option, group.label.text)));
}

function personItem(id) {
  const who = person(id);
  return { words: who.name, hint: who.title, value: id, key: id, picture: who.avatar };
}

function channelItem(id) {
  const channel = state.channels.find((each) => each.id === id);
  return { words: `#${channel?.name || id}`, value: id, key: id };
}

const channels = () => state.channels.map((each) => channelItem(each.id));
const everybody = () => [...state.people.values()].sort((one, other) => one.is_bot - other.is_bot).map((who) => personItem(who.id));

export function matching(items, typed) {
  const sought = typed.trim().toLowerCase();
  return items.filter((each) => `${each.words} ${each.hint || ""}`.toLowerCase().includes(sought));
}

async function suggested(object, block, place, typed) {
  const answer = await call("slack/suggest", { ...spot(object, block, place), typed });
  return (answer?.options || []).map((option) => item(option));
}

function choices(object, block, value, put, labelled) {
  const several = object.type === "checkboxes";
  const chosen = new Set(options(value).map((each) => each.key));
  const group = h("div", { class: "choices", role: several ? "group" : "radiogroup", "aria-labelledby": labelled });
  const name = `${block.block_id}-${object.action_id}`;
  for (const option of object.options) {
    const box = h("input", { type: several ? "checkbox" : "radio", name, checked: chosen.has(option.value) });
    box.addEventListener("change", () => {
      if (several) chosen[box.checked ? "add" : "delete"](option.value);
      put(several ? object.options.filter((each) => chosen.has(each.value)) : option);
    });
    const hint = option.description ? h("small", {}, ...textOf(option.description)) : null;
    group.append(h("label", { class: "choice" }, box, h("span", {}, ...textOf(option.text), hint)));
  }
  return group;
}

function dateInput(type, value, put, labelled) {
  const named = labelled ? { "aria-labelledby": labelled } : { "aria-label": "Date and time" };
  const node = h("input", { type, class: "field-input date", value: value || "", ...named });
  node.addEventListener("change", () => put(node.value || null));
  return node;
}

const secondsOf = (typed) => (typed ? Math.floor(new Date(typed) / 1000) : null);

function localOf(seconds) {
  if (!seconds) return "";
  const date = new Date(seconds * 1000);
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
