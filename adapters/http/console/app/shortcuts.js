// @ts-check
/// <reference lib="dom" />
import { navigate, VIEWS } from "./router.js";

const TWO_KEYS_MS = 1_500;

/** `/` goes to the search of the view, or of the orders; `g` and a letter go to a view; `?` shows the list. @param {HTMLDialogElement} help */
export function listenToKeys(help) {
  let since = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const isSecond = event.timeStamp - since < TWO_KEYS_MS;
    since = -Infinity;
    const wanted = isSecond ? VIEWS.find(({ key }) => key === event.key) : undefined;
    if (wanted) {
      event.preventDefault();
      navigate(wanted.path);
      document.getElementById("figures")?.focus();
    } else if (event.key === "g") {
      since = event.timeStamp;
    } else if (event.key === "/") {
      event.preventDefault();
      if (!focusSearch()) {
        navigate("/orders");
        requestAnimationFrame(waitForSearch);
      }
    } else if (event.key === "?") {
      help.showModal();
    }
  });
}

function focusSearch() {
  const search = document.querySelector("#view:not([hidden]) input[type=search]");
  if (search instanceof HTMLElement) search.focus();
  return search !== null;
}

/** The view's module may be on its way. */
function waitForSearch(/** @type {number} */ now, since = now) {
  if (!focusSearch() && now - since < 3_000) requestAnimationFrame((next) => waitForSearch(next, since));
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}
