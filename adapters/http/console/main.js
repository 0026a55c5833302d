// @ts-check
/// <reference lib="dom" />
import { effect } from "@preact/signals";
import { followLinks, view, VIEWS } from "./app/router.js";
import { listenToKeys } from "./app/shortcuts.js";
import { mountView } from "./app/mount_view.js";
import { chooseLanguage, format, isPaused, language, missed, t, tValue, useKey } from "./app/state.js";
import { byId, setText } from "./dom.js";
import { startToday } from "./today.js";
import { mountTodayPanel } from "./today_panel.js";

/** @typedef {import("./words.js").Word} Word */

const today = startToday();
const help = /** @type {HTMLDialogElement} */ (byId("shortcuts"));

mountTodayPanel(byId("today-panel"));
followLinks();
listenToKeys(help);

effect(() => {
  document.documentElement.lang = language.value;
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = t(/** @type {Word} */ (element.getAttribute("data-say")));
  }
  byId("language").lang = language.value === "ko" ? "en" : "ko";
});

effect(() => {
  const current = view.value;
  document.title = current === "today" ? t("title") : t("viewTitle", { view: tValue("view", current) });
  for (const { view } of VIEWS) {
    const link = byId(`to-${view}`);
    if (view === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  byId("today").hidden = current !== "today";
  byId("view").hidden = current === "today";
  mountView(current, byId("view"));
});

effect(() => {
  byId("pause").setAttribute("aria-pressed", String(isPaused.value));
  const count = format.value.whole(missed.value);
  setText("pause", isPaused.value ? missed.value > 0 ? t("goOnAfter", { count }) : t("goOn") : t("pause"));
});

byId("pause").addEventListener("click", () => {
  isPaused.value = !isPaused.value;
});

byId("language").addEventListener("click", () => chooseLanguage(language.value === "ko" ? "en" : "ko"));

byId("show-shortcuts").addEventListener("click", () => help.showModal());

byId("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const input = /** @type {HTMLInputElement} */ (byId("key"));
  useKey(input.value.trim());
  input.value = "";
  today.retryNow();
});
