// The blocks of a modal or a Home, updated in place so that nobody loses focus or typed text.

import { drawBlock } from "./blocks.js";
import { inputKey, refreshInput } from "./inputs.js";

// Makes `parent` show the blocks. Fields that stay keep their element; what has not changed is left alone.
export function updateBlocks(parent, blocks, place) {
  const before = [...parent.children];
  const inputs = new Map(before.filter((node) => node.dataset.input).map((node) => [node.dataset.input, node]));
  const unchanged = new Map(before.map((node) => [node.signature, node]));
  const focused = focusedWords(parent);
  const after = blocks.map((block) => {
    const signature = JSON.stringify(block);
    const same = unchanged.get(signature);
    if (same) {
      unchanged.delete(signature);
      return same;
    }
    const field = block.type === "input" ? inputs.get(inputKey(block)) : null;
    if (field && mayStay(field, block)) {
      refreshInput(field, block);
      field.signature = signature;
      return field;
    }
    const node = drawBlock(block, place);
    node.signature = signature;
    return node;
  });
  arrange(parent, after);
  if (focused && !parent.contains(document.activeElement)) focusAgain(parent, focused);
}

// A menu whose options have changed must be drawn afresh; a text field stays.
function mayStay(node, block) {
  const old = JSON.parse(node.signature).element;
  return JSON.stringify(old.options) === JSON.stringify(block.element.options)
    && JSON.stringify(old.option_groups) === JSON.stringify(block.element.option_groups);
}

// Moves only what is out of place: an element that is moved would lose the focus.
function arrange(parent, after) {
  const wanted = new Set(after);
  for (const node of [...parent.children]) if (!wanted.has(node)) node.remove();
  let place = parent.firstElementChild;
  for (const node of after) {
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
}

function focusedWords(parent) {
  const active = document.activeElement;
  return parent.contains(active) && active.tagName === "BUTTON" ? active.textContent || active.getAttribute("aria-label") : null;
}

function focusAgain(parent, words) {
  [...parent.querySelectorAll("button")].find((node) => (node.textContent || node.getAttribute("aria-label")) === words)?.focus();
}
