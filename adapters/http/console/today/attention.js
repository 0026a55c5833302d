// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { call, itemsOf, withQuery } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { view } from "../app/router.js";
import { checkName, ServerText } from "../app/server_text.js";
import { format, summary, t } from "../app/state.js";
import { Section } from "../app/widgets.js";

/**
 * What somebody has to look at, and where it is mended.
 *
 * @typedef {{ name: string, value?: any, href: string }} Need
 */

const REFRESH_MS = 30_000;
const COUNTED = 50;
/** A group that is this far behind does not catch up by itself in a moment. */
const LATE_S = 30;
const SOURCING = "/v1/sourcing";

/** Lists of which every entry waits for somebody, with where it is mended. @type {{ word: import("../words.js").Word, path: string, query?: Record<string, string>, href: string }[]} */
const LISTS = [
  { word: "needDeadLetters", path: "/v1/commerce/dead-letters", href: "/operations" },
  { word: "needParked", path: "/v1/commerce/outbox", query: { parked: "true" }, href: "/operations" },
  { word: "needPending", path: "/v1/commerce/pending-orders", href: "/operations" },
  { word: "needOrders", path: `${SOURCING}/orders`, query: { status: "UNFULFILLABLE" }, href: "/sourcing" },
  { word: "needReturns", path: `${SOURCING}/orders`, query: { status: "TO_RETURN" }, href: "/sourcing" },
  { word: "needPlacing", path: `${SOURCING}/supplier-orders`, query: { status: "REFUSED" }, href: "/sourcing" },
  { word: "needListings", path: `${SOURCING}/listings`, query: { status: "REFUSED" }, href: "/sourcing" },
];

export function Attention() {
  const all = useResource(view.value === "today" ? "attention" : null, REFRESH_MS, readAll);
  /** @type {Need[]} */
  const needs = [...lateGroups(), ...enginesAway(all.data), ...waiting(all.data)];
  return html`<${Section} id="attention-title" title=${t("attention")} of=${[all]}>
    ${
    needs.length === 0 ? html`<p class="all-well">${t("nothingWaits")}</p>` : html`<ul class="needs">
      ${
      needs.map(({ name, value, href }) =>
        html`<li key=${name}><a href=${href}>${name}</a>${value && html`${" "}<b>${value}</b>`}</li>`
      )
    }
    </ul>`
  }
  </${Section}>`;
}

/** @returns {Need[]} */
function lateGroups() {
  /** @type {import("../wire.js").Group[]} */
  const groups = summary.value?.groups ?? [];
  return groups.filter(({ lag, lagSeconds }) => lag > 0 && (lagSeconds ?? 0) >= LATE_S)
    .map(({ group, lag, lagSeconds }) => ({
      name: t("needLag", { group }),
      value: t("behindSeconds", { lag: format.value.whole(lag), seconds: format.value.whole(lagSeconds ?? 0) }),
      href: "/operations",
    }));
}

/** @param {any} read @returns {Need[]} */
function enginesAway(read) {
  return Object.entries(read?.checks ?? {}).filter(([, state]) => state !== "ok")
    .map(([engine, state]) => ({
      name: t("needEngine", { engine: checkName(engine) }),
      value: html`<${ServerText} code=${read.codes[engine] ?? ""} text=${String(state)} />`,
      href: "/operations",
    }));
}

/** @param {any} read @returns {Need[]} */
function waiting(read) {
  return LISTS.flatMap(({ word, href }, nth) => {
    const { count, hasMore } = read?.lists[nth] ?? { count: 0, hasMore: false };
    if (count === null) return [{ name: t("needUnknown", { what: t(word) }), href }];
    return count === 0 ? [] : [{ name: t(word), value: `${format.value.whole(count)}${hasMore ? "+" : ""}`, href }];
  });
}

/** Everything at once. A list that can't be read is named; nothing is said only when nothing answers. */
async function readAll() {
  const [ready, ...lists] = await Promise.all([
    call("GET", "/readyz"),
    ...LISTS.map(({ path, query }) => call("GET", withQuery(path, { ...query, limit: COUNTED }))),
  ]);
  const failure = lists.find((answer) => !answer.ok);
  if (failure && lists.every((answer) => !answer.ok)) return /** @type {import("../app/api.js").Failure} */ (failure);
  return {
    ok: /** @type {const} */ (true),
    data: {
      // `/readyz` says what is wrong with status 503.
      checks: ready.data?.checks ?? {},
      codes: ready.data?.codes ?? {},
      lists: lists.map((answer) => ({
        count: answer.ok ? itemsOf(answer.data).length : null,
        hasMore: answer.ok && answer.data.nextCursor !== null,
      })),
    },
  };
}
