// Block Kit: what the blocks of a message, a modal or a Home look like.

import { h } from "../dom.js";
import { element } from "./elements.js";
import { withEmoji } from "./emoji.js";
import { inputBlock } from "./inputs.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./rich_text.js";

const LONG = 700; // signs; Slack folds long texts too

export function textOf(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text || "");
  return object.emoji === false ? [object.text || ""] : withEmoji(object.text || "");
}

// The sandbox's own portraits take the place of Slack's plain ones.
export function pictureUrl(url) {
  const face = /\/avatars\/(U\w+)\.svg$/.exec(url || "");
  return face ? `/portraits/${face[1]}.svg` : url;
}

// `place` is where the blocks stand: {where, values, errors, surface}; see elements.js.
export function drawBlock(block, place) {
  const draw = DRAWN[block.type];
  const node = draw ? draw(block, place) : h("p", { class: "unplayed" }, `The sandbox does not draw “${block.type}” blocks.`);
  node.classList.add("block");
  return node;
}

export function drawBlocks(blocks, place) {
  return h("div", { class: "blocks" }, ...(blocks || []).map((block) => drawBlock(block, place)));
}

const DRAWN = {
  section(block, place) {
    const words = h("div", { class: "section-words" });
    if (block.text) words.append(folded(h("div", { class: "mrkdwn", dir: "auto" }, ...textOf(block.text)), block));
    if (block.fields) {
      const draw = (field) => h("div", { class: "field mrkdwn", dir: "auto" }, ...textOf(field));
      words.append(h("div", { class: "fields" }, ...block.fields.map(draw)));
    }
    const beside = block.accessory ? h("div", { class: "accessory" }, element(block.accessory, block, place)) : null;
    return h("div", { class: "section" }, words, beside);
  },
  header: (block) => h("h3", { class: "block-header", dir: "auto" }, ...textOf(block.text)),
  divider: () => h("hr", {}),
  context(block) {
    const parts = block.elements.map((each) =>
      each.type === "image" ? image(each, "context-picture") : h("span", { class: "mrkdwn", dir: "auto" }, ...textOf(each)));
    return h("div", { class: "context" }, ...parts);
  },
  image(block) {
    const title = block.title ? h("figcaption", {}, ...textOf(block.title)) : null;
    return h("figure", { class: "image" }, title, image(block, "picture"));
  },
  actions: (block, place) => h("div", { class: "actions" }, ...block.elements.map((each) => element(each, block, place))),
  input: (block, place) => inputBlock(block, place),
  rich_text: (block) => folded(richText(block), block),
  markdown: (block) => h("div", { class: "mrkdwn", dir: "auto" }, block.text),
  table(block) {
    const cell = (each) => h("td", {}, each.type === "rich_text" ? richText(each) : each.text);
    return h("table", {}, ...block.rows.map((row) => h("tr", {}, ...row.map(cell))));
  },
};

function image(object, name) {
  return h("img", { class: name, src: pictureUrl(object.image_url), alt: object.alt_text, title: object.alt_text, loading: "lazy" });
}

const unfolded = new Set();

// A long text is shown in part at first.
function folded(node, block) {
  const id = block.block_id;
  if (node.textContent.length < LONG || block.expand || unfolded.has(node.textContent)) return h("div", {}, node);
  const more = h("button", { type: "button", class: "plain-link", "aria-expanded": "false" }, "Show more");
  const box = h("div", { class: "folded", "data-block": id }, node, more);
  more.addEventListener("click", () => {
    unfolded.add(node.textContent);
    box.classList.remove("folded");
    more.remove();
  });
  return box;
}
