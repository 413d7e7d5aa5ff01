// Builds elements. Data becomes text and attributes only, never markup.

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const ICONS = {
  reply: "M4 12c0-4 3-7 8-7s8 3 8 7-3 7-8 7H5l2-3c-2-1-3-2.500-3-4z",
  repost: "M5 9l3-3 3 3M8 6v9a2 2 0 002 2h4M19 15l-3 3-3-3M16 18V9a2 2 0 00-2-2h-4",
  like: "M12 19C5 14 4 11 4 9a4 4 0 018-1 4 4 0 018 1c0 2-1 5-8 10z",
  quote: "M7 8h4v5c0 2-1 3-3 4M14 8h4v5c0 2-1 3-3 4",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  play: "M8 5.500v13l11-6.500z",
  pause: "M8 6v12M16 6v12",
  next: "M6 6v12l8-6zM18 6v12",
  trouble: "M13 3L5 13h6l-1 8 8-10h-6z",
  sun: "M12 8a4 4 0 100 8 4 4 0 000-8zM12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400",
  moon: "M20 14a8 8 0 01-10-10 8 8 0 1010 10z",
  hash: "M9 4L7 20M17 4l-2 16M4 9h16M3.500 15h16",
  lock: "M7 11V8a5 5 0 0110 0v3M6 11h12v8H6z",
  send: "M4 5l17 7-17 7 3-7zM7 12h6",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  pencil: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  thread: "M5 5h14v10h-8l-4 4v-4H5z",
  eye: "M3 12c3-5 6-6 9-6s6 1 9 6c-3 5-6 6-9 6s-6-1-9-6zM12 9.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5z",
  down: "M6 9l6 6 6-6",
  link: "M10 14a4 4 0 006 0l3-3a4 4 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4 4 0 006 6l1-1",
  check: "M5 12l5 5L20 7",
  shortcut: "M6 18c0-7 4-10 11-10M13 4l4 4-4 4",
  back: "M15 6l-6 6 6 6",
};

export function icon(name, size = 18) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(ns, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, props = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

export function avatar(url, size, props = {}) {
  return h("img", { class: "avatar", src: url, alt: "", width: size, height: size, ...props });
}

const kept = new WeakMap();

// Makes `parent` show `items` in order. A node is drawn anew only when its signature has changed.
export function keyed(parent, items, keyOf, signatureOf, draw) {
  const before = kept.get(parent) || new Map();
  const after = new Map();
  let place = parent.firstChild;
  for (const item of items) {
    const key = keyOf(item);
    const signature = signatureOf(item);
    let entry = before.get(key);
    if (!entry || entry.signature !== signature) {
      const node = draw(item);
      if (entry) {
        if (place === entry.node) place = node;
        entry.node.replaceWith(node);
      }
      entry = { node, signature };
    }
    after.set(key, entry);
    if (entry.node === place) place = place.nextSibling;
    else parent.insertBefore(entry.node, place);
  }
  for (const [key, entry] of before) if (!after.has(key)) entry.node.remove();
  kept.set(parent, after);
}

// Shows a box beside an element until something else is clicked, Esc is pressed, or `close` is called.
export function popover(anchor, content, { align = "left", onclose = () => {} } = {}) {
  const layer = document.getElementById("popovers");
  const box = h("div", { class: "popover" }, content);
  layer.append(box);
  const settle = () => place(box, anchor.getBoundingClientRect(), align);
  settle();
  const close = () => {
    if (!box.isConnected) return;
    box.remove();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    onclose();
  };
  const outside = (event) => {
    if (!box.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
    anchor.focus();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  return { box, close, settle };
}

// Below the anchor where there is room, else above it; never outside the window.
function place(box, at, align) {
  box.style.maxHeight = "none";
  const { width, height } = box.getBoundingClientRect();
  const below = window.innerHeight - at.bottom - 14;
  const above = at.top - 14;
  const goesUp = height > below && above > below;
  const left = align === "right" ? at.right - width : at.left;
  box.style.maxHeight = `${goesUp ? above : below}px`;
  box.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  box.style.top = `${goesUp ? Math.max(8, at.top - height - 6) : at.bottom + 6}px`;
}

// A menu under a button. Entries: {label, act, icon, danger, hint, divider}.
export function menu(anchor, entries, options = {}) {
  if (anchor.getAttribute("aria-expanded") === "true") return;
  const list = h("div", { role: "menu", class: "menu" });
  anchor.setAttribute("aria-expanded", "true");
  const shown = popover(anchor, list, { ...options, onclose: () => anchor.setAttribute("aria-expanded", "false") });
  for (const entry of entries) {
    if (entry.divider) list.append(h("div", { class: "menu-divider", role: "separator" }));
    const choose = () => {
      shown.close();
      entry.act();
    };
    list.append(
      h("button", { type: "button", role: "menuitem", class: entry.danger ? "menu-item danger" : "menu-item", onclick: choose },
        entry.icon ? icon(entry.icon, 16) : null, h("span", {}, entry.label), entry.hint ? h("small", {}, entry.hint) : null),
    );
  }
  shown.settle();
  const buttons = [...list.querySelectorAll("button")];
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  });
  buttons[0]?.focus({ preventScroll: true });
  return shown;
}
