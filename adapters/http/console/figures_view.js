// @ts-check
/// <reference lib="dom" />
import { byId, make, setText, track } from "./dom.js";
import { say } from "./words.js";

/**
 * @typedef {import("./wire.js").Summary} Summary
 * @typedef {import("./wire.js").PoolSplit} PoolSplit
 * @typedef {{ language: import("./words.js").Language, formats: import("./format.js").Formats }} Look
 */

const NOTHING = "–";

/** Totals, and the current rate. @param {Summary} summary @param {number | null} pace @param {Look} look */
export function showTotals({ counts, buyers }, pace, { language, formats }) {
  setText("pace", pace === null ? NOTHING : formats.rate(pace));
  setText(
    "pace-second",
    pace === null
      ? say(language, "waitingForFigures")
      : say(language, "perSecond", { rate: formats.factor(Number((pace / 60).toPrecision(2))) }),
  );
  setText("total-orders", counts ? formats.whole(counts.orders) : NOTHING);
  setText("total-users", counts ? formats.whole(counts.users) : NOTHING);
  setText("total-products", counts ? formats.whole(counts.products) : NOTHING);
  setText("buyers", buyers === null ? "" : say(language, "buyers", { count: formats.whole(buyers) }));
}

/**
 * @param {Summary} summary
 * @param {{ published: number | null, stored: number | null }} rates orders a minute
 * @param {Look} look
 */
export function showPipeline({ counts, pools, groups, cache, unavailable }, { published, stored }, look) {
  const { language, formats } = look;
  const rate = (/** @type {number | null} */ value) => value === null ? NOTHING : formats.rate(value);
  const whole = (/** @type {number | null} */ value) => value === null ? NOTHING : formats.whole(value);

  setText("stage-source", whole(counts && counts.users));
  setText(
    "stage-source-note",
    say(language, counts ? "stageSourceNote" : "unreachable", { products: whole(counts && counts.products) }),
  );
  setText("stage-cache", whole(pools && pools.users + pools.products));
  const hits = cache?.hitRate ?? null;
  setText(
    "stage-cache-note",
    !cache
      ? say(language, "unreachable")
      : hits === null
      ? ""
      : say(language, "stageCacheNote", { hits: formats.percent(hits) }),
  );
  setText("stage-producer", rate(published));
  setText("stage-log", whole(groups && groups.reduce((sum, { lag }) => sum + lag, 0)));
  setText("stage-store", rate(stored));
  byId("groups").replaceChildren(...(groups ?? []).map((group) => groupLine(group, look)));

  const flowing = (published ?? 0) + (stored ?? 0) > 0 && unavailable.length === 0;
  byId("pipeline").toggleAttribute("data-flowing", flowing);
  for (const stage of document.querySelectorAll("#pipeline > li")) {
    const part = /** @type {import("./wire.js").Part | undefined} */ (stage.getAttribute("data-part") ?? undefined);
    stage.toggleAttribute("data-away", part !== undefined && unavailable.includes(part));
  }
}

/** @param {import("./wire.js").Group} group @param {Look} look */
function groupLine({ group, lag, lagSeconds }, { language, formats }) {
  const text = lag === 0
    ? say(language, "upToDate")
    : lagSeconds === null
    ? say(language, "behind", { lag: formats.whole(lag) })
    : say(language, "behindSeconds", { lag: formats.whole(lag), seconds: formats.rate(lagSeconds) });
  return make("li", {}, make("b", {}, group), make("span", { class: lag === 0 ? "ok" : "late" }, text));
}

/** The composition of the pools; only their sizes while that is unknown. @param {Summary} summary @param {PoolSplit | null} split @param {Look} look */
export function showPools({ pools }, split, { language, formats }) {
  const parts = {
    users: split && [split.users.bought, split.users.new],
    products: split && [split.products.ordered, split.products.unsold],
  };
  /** @type {["users" | "products", import("./words.js").Word, import("./words.js").Word, import("./words.js").Word][]} */
  const rows = [
    ["users", "poolUsers", "bought", "newcomers"],
    ["products", "poolProducts", "ordered", "unsold"],
  ];
  byId("pools").replaceChildren(...rows.map(([pool, title, first, second]) => {
    const counts = parts[pool];
    const size = pools?.[pool] ?? null;
    const whole = Math.max(1, counts ? (counts[0] ?? 0) + (counts[1] ?? 0) : size ?? 0);
    const names = [first, second];
    return make(
      "div",
      { class: "pool" },
      make(
        "div",
        { class: "pool-head" },
        make("h3", {}, say(language, title)),
        make("span", {}, size === null ? NOTHING : formats.whole(size)),
      ),
      counts ? track(...counts.map((count) => count / whole)) : track(size ? 1 : 0),
      make(
        "ul",
        { class: "parts" },
        ...(counts ?? []).map((count, index) =>
          make("li", {}, say(language, names[index] ?? first, { count: formats.whole(count) }))
        ),
      ),
    );
  }));
}

/** @param {Summary} summary @param {Look} look */
export function showGrades({ grades }, { formats }) {
  /** @type {import("./wire.js").Grade[]} */
  const order = ["VIP", "GOLD", "SILVER", "BRONZE"];
  const all = grades ? order.reduce((sum, grade) => sum + grades[grade], 0) : 0;
  byId("grades").replaceChildren(...order.map((grade) => {
    const share = grades && all > 0 ? grades[grade] / all : 0;
    const text = grades ? `${formats.whole(grades[grade])} · ${formats.percent(share)}` : NOTHING;
    return make(
      "div",
      {},
      make("dt", {}, grade),
      make("dd", {}, track(share)),
      make("dd", { class: "number" }, text),
    );
  }));
}
