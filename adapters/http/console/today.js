// @ts-check
/// <reference lib="dom" />
import { effect } from "@preact/signals";
import { call } from "./app/api.js";
import { view } from "./app/router.js";
import { format, isPaused, key, language, missed, summary as shared } from "./app/state.js";
import { Chart } from "./chart.js";
import { byId, make, setText } from "./dom.js";
import { listen } from "./event_source.js";
import { showGrades, showPipeline, showPools, showTotals } from "./figures_view.js";
import { History } from "./history.js";
import { showPurchases } from "./purchases_view.js";
import { say } from "./words.js";

/**
 * @typedef {import("./wire.js").Summary} Summary
 * @typedef {import("./wire.js").Order} Order
 * @typedef {import("./words.js").Word} Word
 */

const MAX_ORDERS = 200;
const TABLE_STEP = 15;

/** @type {import("./figures_view.js").Look} */
let look = { language: language.peek(), formats: format.peek() };
const history = new History();
/** @type {Chart} */
let chart;
/** What is shown. @type {Summary | null} */
let summary = null;
/** What was sent last; while the page is paused, only how much came. @type {Summary | null} */
let latest = null;
/** @type {import("./wire.js").PoolSplit | null} */
let split = null;
/** With what the store said last. @type {Summary | null} */
let lastStored = null;
/** @type {number | null} */
let lastPace = null;
/** @type {Order[]} */
let orders = [];
/** @type {Set<string>} */
let seen = new Set();
/** @type {{ state: import("./event_source.js").ConnectionState, retryMs: number }} */
let connection = { state: "connecting", retryMs: 0 };
let recalled = false;

/** All text, in the current language. */
function showLanguage() {
  showConnection();
  if (summary) showSummary(summary);
  showOrders();
  showChart();
  chart.redraw();
}

function showConnection() {
  const { language, formats } = look;
  const { state, retryMs } = connection;
  const isWhole = summary === null || summary.unavailable.length === 0;
  byId("connection").dataset.state = state === "live" && !isWhole ? "part" : state;
  const seconds = Math.ceil(retryMs / 1000);
  /** @type {Record<typeof state, Word>} */
  const words = { connecting: "connecting", live: "live", lost: "lost", busy: "busy", needs_key: "needsKey" };
  setText("connection-text", say(language, state === "live" && !isWhole ? "liveInPart" : words[state], { seconds }));
  setText("connection-time", summary ? say(language, "liveAt", { time: formats.time(summary.asOf) }) : "");
  showAge();
  byId("key-form").hidden = state !== "needs_key";
  setText("key-note", say(language, state === "needs_key" && key.peek() ? "keyRefused" : "keyNote"));
}

/** @param {Summary} latest */
function showSummary(latest) {
  const isStored = latest.counts !== null;
  // The rate is over a window of the past: it would fall to 0 while nothing can be counted.
  const rates = isStored
    ? { published: history.publishedPerMinute, stored: history.storedPerMinute }
    : { published: null, stored: null };
  if (isStored || lastStored === null) {
    lastStored = latest;
    lastPace = rates.stored;
  }
  showTotals(lastStored, lastPace, look);
  showGrades(lastStored, look);
  showPipeline(latest, rates, look);
  showPools(latest, split, look);
  showAway(latest);
  showChart();
  showAge();
}

/** Greys what is not current. */
function showAge() {
  const isCurrent = connection.state === "live" && summary?.counts !== null;
  byId("today").toggleAttribute("data-stale", summary !== null && !isCurrent);
}

/** @param {Summary} latest */
function showAway({ unavailable }) {
  const { language } = look;
  /** @type {Record<import("./wire.js").Part, Word>} */
  const names = { store: "partStore", cache: "partCache", log: "partLog" };
  const parts = unavailable.map((part) => say(language, names[part])).join(", ");
  const isStoreAway = unavailable.includes("store");
  const time = lastStored?.counts ? look.formats.time(lastStored.asOf) : "–";
  const text = parts === "" ? "" : say(language, isStoreAway ? "awayStore" : "away", { parts, time });
  byId("away").hidden = text === "";
  if (byId("away").textContent !== text) {
    setText("away", text);
    announce(text === "" ? say(language, "recovered") : text);
  }
}

function showChart() {
  const { language, formats } = look;
  const series = history.series();
  chart.show(series);
  const known = series.orders.filter((value) => value !== null);
  byId("chart").setAttribute(
    "aria-label",
    known.length === 0 ? say(language, "chartEmpty") : say(language, "chartLabel", {
      now: formats.rate(known.at(-1) ?? 0),
      low: formats.rate(Math.min(...known)),
      high: formats.rate(Math.max(...known)),
    }),
  );
  const body = byId("chart-table").querySelector("tbody");
  if (!body || !byId("chart-table").closest("details")?.open) return;
  const cell = (/** @type {number | null | undefined} */ value) =>
    make("td", { class: "number" }, value === null || value === undefined ? "–" : formats.rate(value));
  const rows = series.times.map((time, index) =>
    make("tr", {}, make("td", {}, formats.time(time)), cell(series.orders[index]), cell(series.waiting[index]))
  );
  body.replaceChildren(...rows.filter((_, index) => index % TABLE_STEP === 0).reverse());
}

function showOrders() {
  seen = showPurchases(orders, seen, look);
}

/** Announced by screen readers; for important messages only. @param {string} text */
function announce(text) {
  if (text !== "") setText("announcer", text);
}

/** Fills the chart with what happened before the page was opened. */
async function recall() {
  const answer = await call("GET", "/v1/commerce/orders/recent?limit=500");
  if (answer.ok) history.recall(answer.data);
}

/** @param {Summary} latest */
function showLatest(latest) {
  summary = latest;
  shared.value = summary;
  missed.value = 0;
  history.add(summary);
  if (!recalled && summary.counts) {
    recalled = true;
    recall();
  }
  showSummary(summary);
  showConnection();
}

/** @param {string} name @param {any} data */
function take(name, data) {
  if (name === "summary") latest = /** @type {Summary} */ (data);
  else if (name === "changes" && latest) latest = /** @type {Summary} */ ({ ...latest, ...data });
  if (isPaused.peek()) {
    missed.value = Math.max(0, (latest?.counts?.orders ?? 0) - (summary?.counts?.orders ?? 0));
    return;
  }
  if (name === "summary" || name === "changes") {
    if (latest) showLatest(latest);
  } else if (name === "orders") {
    const known = new Set(orders.map(({ orderId }) => orderId));
    const fresh = /** @type {Order[]} */ (data).filter(({ orderId }) => !known.has(orderId));
    orders = [...fresh, ...orders].slice(0, MAX_ORDERS);
    showOrders();
  } else if (name === "pools") {
    split = data;
    if (summary) showPools(summary, split, look);
  }
}

/**
 * Listens to the shop and shows it, in the language that is chosen; other views read `summary` of the shared state.
 *
 * @returns {{ retryNow: () => void }}
 */
export function startToday() {
  chart = new Chart(byId("chart"), () => look.formats);
  const source = listen("/v1/commerce/stream", {
    key: () => key.peek(),
    onEvent: take,
    onState(state, retryMs = 0) {
      const before = connection.state;
      // Keeps the reason between two attempts; "connecting" would make it flicker.
      if (state === "connecting" && before !== "live" && before !== "connecting") return;
      connection = { state, retryMs };
      if (state === before && state !== "needs_key") return;
      showConnection();
      announce(byId("connection-text").textContent ?? "");
    },
  });
  effect(() => {
    look = { language: language.value, formats: format.value };
    showLanguage();
  });
  effect(() => {
    if (view.value === "today") chart.redraw();
  });
  effect(() => {
    if (!isPaused.value && latest && latest !== summary) showLatest(latest);
  });
  return source;
}
