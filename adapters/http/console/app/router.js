// @ts-check
/// <reference lib="dom" />
import { computed, signal } from "@preact/signals";
import { withQuery } from "./api.js";

/** @typedef {"today" | "orders" | "customers" | "stores" | "sourcing" | "operations"} View */

/** In the order of the navigation, with the key that follows `g`. @type {readonly { view: View, path: string, key: string }[]} */
export const VIEWS = [
  { view: "today", path: "/", key: "t" },
  { view: "orders", path: "/orders", key: "o" },
  { view: "customers", path: "/customers", key: "c" },
  { view: "stores", path: "/stores", key: "s" },
  { view: "sourcing", path: "/sourcing", key: "p" },
  { view: "operations", path: "/operations", key: "x" },
];

const address = signal(here());

export const path = computed(() => address.value.split("?")[0] ?? "/");
export const query = computed(() => new URLSearchParams(address.value.split("?")[1] ?? ""));
export const view = computed(() => {
  const first = `/${path.value.split("/")[1] ?? ""}`;
  return VIEWS.find((each) => each.path === first)?.view ?? "today";
});
/** What follows the view's name: the id of what is open. */
export const openId = computed(() => {
  const rest = path.value.split("/").slice(2).join("/");
  return rest === "" ? null : decodeURIComponent(rest);
});

/** What is open in a view; null while another one is wanted, whose ids are not this one's. @param {View} name */
export function openIn(name) {
  return view.value === name ? openId.value : null;
}

/** @param {string} to @param {{ replace?: boolean }} [options] */
export function navigate(to, { replace = false } = {}) {
  if (to === here()) return;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  address.value = here();
  if (!replace) scrollTo(0, 0);
}

/** For a form: what its fields say becomes the query of `to`. @param {string} to */
export function navigateByForm(to) {
  return (/** @type {Event} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLElement} */ (event.target).closest("form");
    if (!form) return;
    navigate(withQuery(to, /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)))));
  };
}

/** Links to views change the view without loading the page again. */
export function followLinks() {
  addEventListener("popstate", () => {
    address.value = here();
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.hash !== "") return;
    if (!VIEWS.some(({ path }) => link.pathname === path || (path !== "/" && link.pathname.startsWith(`${path}/`)))) {
      return;
    }
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}

function here() {
  return location.pathname + location.search;
}
