// Where one writes a post: as whom, what, with which picture, and how long it is by X's count.

import { call } from "../api.js";
import { avatar, h, icon, iconButton, popover } from "../dom.js";
import { redraw, state } from "../state.js";
import { short } from "./post.js";

const PICTURES = { suitcase: "A broken suitcase", board: "A cancelled flight", wing: "A sunset over the wing" };
const COUNT_PAUSE = 120;
const ROUND = 2 * Math.PI * 9;

export function writer() {
  const draft = { as: sessionStorage.getItem("sandbox-persona") || "", picture: null, about: null, count: 0 };
  const face = h("span", { class: "persona-face" });
  const persona = h("button", { type: "button", class: "persona", "aria-haspopup": "listbox", "aria-expanded": "false" });
  const about = h("div", { class: "about", hidden: true });
  const asking = "What would you tell @acmeair?";
  const field = h("textarea", { class: "post-field", rows: 2, "aria-label": "Post text", placeholder: asking, dir: "auto" });
  const preview = h("div", { class: "preview", hidden: true });
  const count = h("span", { class: "count", "aria-live": "off" });
  const ring = gauge();
  const post = h("button", { type: "button", class: "post-button", disabled: true }, "Post");
  const pictures = iconButton("picture", "Attach a picture", () => choosePicture());
  const foot = h("div", { class: "writer-foot" }, pictures, h("span", { class: "grow" }), count, ring.node, post);
  const node = h("div", { class: "writer" }, face, h("div", { class: "writer-body" }, persona, about, field, preview, foot));

  const author = () => state.users.get(draft.as) || [...state.users.values()].find((user) => !user.company);
  const limit = () => (author()?.premium ? 25_000 : 280);
  const measure = () => {
    const left = limit() - draft.count;
    ring.show(draft.count / limit());
    count.textContent = draft.count ? String(left) : "";
    count.className = left < 0 ? "count over" : left <= 20 ? "count near" : "count";
    post.disabled = left < 0 || (!field.value.trim() && !draft.picture);
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
  };
  let pause = null;
  const counted = () => {
    clearTimeout(pause);
    draft.count = [...field.value].length;
    measure();
    pause = setTimeout(async () => {
      const text = field.value;
      const answer = text ? await call("x/count", { text }, { quiet: true }) : { count: 0 };
      if (answer && text === field.value) draft.count = answer.count;
      measure();
    }, COUNT_PAUSE);
  };
  const setAbout = (kind, original) => {
    draft.about = original ? { kind, post: original } : null;
    about.hidden = !original;
    about.replaceChildren();
    if (!original) return;
    const words = kind === "reply" ? `Replying to @${original.username}` : `Quoting @${original.username}`;
    about.append(h("span", {}, words), iconButton("close", kind === "reply" ? "Do not reply" : "Do not quote", () => setAbout()));
    field.focus();
  };
  const setPicture = (name) => {
    draft.picture = name;
    preview.hidden = !name;
    preview.replaceChildren();
    if (name) preview.append(picture(name, PICTURES[name]), iconButton("close", "Remove the picture", () => setPicture(null)));
    measure();
  };
  const choosePicture = () => {
    const offer = ([name, words]) => {
      const take = () => {
        shown.close();
        setPicture(name);
      };
      return h("button", { type: "button", "aria-label": words, title: words, onclick: take }, picture(name, ""));
    };
    const shown = popover(pictures, h("div", { class: "picture-choice" }, ...Object.entries(PICTURES).map(offer)));
  };
  const send = async () => {
    if (post.disabled) return;
    const asked = { as: author().username, text: field.value, picture: draft.picture };
    if (draft.about) asked[draft.about.kind === "reply" ? "reply_to" : "quote"] = draft.about.post.id;
    post.disabled = true;
    if (await call("x/post", asked)) {
      field.value = "";
      draft.count = 0;
      setAbout();
      setPicture(null);
    }
    measure();
  };
  const become = (username) => {
    draft.as = username;
    sessionStorage.setItem("sandbox-persona", username);
    redraw();
    measure();
  };
  persona.addEventListener("click", () => choosePersona(persona, author(), become));
  field.addEventListener("input", counted);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
    if (event.key === "Escape" && draft.about) setAbout();
  });
  post.addEventListener("click", send);

  return {
    node,
    persona: () => author()?.username,
    reply: (original) => {
      setAbout("reply", original);
      if (!field.value.trim() && original.username !== "acmeair") {
        field.value = "@acmeair ";
        counted();
      }
    },
    quote: (original) => setAbout("quote", original),
    draw() {
      const user = author();
      if (!user || persona.dataset.user === user.username) return;
      persona.dataset.user = user.username;
      face.replaceChildren(avatar(user.avatar, 40));
      persona.replaceChildren(h("span", {}, "Posting as "), h("b", {}, user.name), icon("down", 14));
      measure();
    },
  };
}

const picture = (name, words) => h("img", { src: `/static/pictures/${name}.svg`, alt: words });

function choosePersona(anchor, now, become) {
  const people = [...state.users.values()].filter((user) => !user.company);
  const draw = (user) => {
    const take = () => {
      shown.close();
      become(user.username);
    };
    const about = h("small", {}, `@${user.username} · ${short(user.followers)} followers`);
    return h("button", { type: "button", role: "option", "aria-selected": String(user === now), class: "menu-item", onclick: take },
      avatar(user.avatar, 30), h("span", { class: "two" }, h("b", { dir: "auto" }, user.name), about));
  };
  const list = h("div", { class: "personas", role: "listbox", "aria-label": "Post as" }, ...people.map(draw));
  anchor.setAttribute("aria-expanded", "true");
  const shown = popover(anchor, list, { onclose: () => anchor.setAttribute("aria-expanded", "false") });
  list.querySelector("[aria-selected=true]")?.focus();
}

// A ring that fills as one types.
function gauge() {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "ring");
  svg.setAttribute("aria-hidden", "true");
  const [track, fill] = ["track", "fill"].map((name) => {
    const circle = document.createElementNS(ns, "circle");
    for (const [key, value] of Object.entries({ cx: 12, cy: 12, r: 9, class: name })) circle.setAttribute(key, value);
    svg.append(circle);
    return circle;
  });
  fill.setAttribute("stroke-dasharray", ROUND);
  return {
    node: svg,
    show(share) {
      fill.setAttribute("stroke-dashoffset", ROUND * (1 - Math.min(1, share)));
      svg.classList.toggle("near", share > 0.92 && share <= 1);
      svg.classList.toggle("over", share > 1);
    },
  };
}
