// The line between the two sides, which can be dragged or moved with the arrow keys.

const KEY = "sandbox-x-width";

export function startSplit() {
  const stage = document.getElementById("stage");
  const divider = document.getElementById("divider");
  const set = (width) => {
    const limited = Math.max(320, Math.min(width, window.innerWidth - 620));
    stage.style.setProperty("--x-width", `${limited}px`);
    divider.setAttribute("aria-valuenow", Math.round(limited));
    localStorage.setItem(KEY, limited);
  };
  const now = () => document.getElementById("x").getBoundingClientRect().width;
  if (localStorage.getItem(KEY)) set(Number(localStorage.getItem(KEY)));
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    const begun = now() - event.clientX;
    const move = (moved) => set(begun + moved.clientX);
    divider.addEventListener("pointermove", move);
    divider.addEventListener("lostpointercapture", () => divider.removeEventListener("pointermove", move), { once: true });
  });
  divider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
    if (step) set(now() + step);
  });
}
