// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { NO_ANSWER } from "../app/api.js";
import { format, t } from "../app/state.js";
import { Badge, Section, Table } from "../app/widgets.js";
import { DrainTimes } from "./drain.js";
import { groupsOf } from "./metrics.js";

/** @typedef {import("../app/resource.js").Resource} Resource */

/** Groups with their lag, and when each has caught up. @param {{ metrics: Resource }} props */
export function Streams({ metrics }) {
  const drain = useRef(new DrainTimes());
  const [known, setKnown] = useState(
    /** @type {{ at: number, groups: ReturnType<typeof groupsOf> } | null} */ (null),
  );
  useEffect(() => {
    const groups = groupsOf(metrics.data ?? []);
    if (metrics.at === null || groups.length === 0) return;
    drain.current.add({ at: metrics.at, lags: Object.fromEntries(groups.map(({ group, lag }) => [group, lag])) });
    setKnown({ at: metrics.at, groups });
  }, [metrics.at]);
  const isAway = metrics.at !== null && groupsOf(metrics.data ?? []).length === 0;
  /** @type {Resource} */
  const shown = {
    ...metrics,
    data: known,
    at: known?.at ?? null,
    failure: metrics.failure ?? (isAway ? { ...NO_ANSWER, code: "unavailable", detail: t("groupsAway") } : null),
  };
  return html`
    <${Section} id="streams-title" title=${t("streams")} of=${[shown]}>
      <${Table} label=${t("streams")} rows=${known?.groups ?? []} keyOf=${(/** @type {any} */ { group }) =>
        group} columns=${[
        { title: t("group"), main: true, cell: (/** @type {any} */ { group }) => group },
        { title: t("topic"), cell: (/** @type {any} */ { topic }) => topic },
        { title: t("lag"), number: true, cell: (/** @type {any} */ { lag }) => format.value.whole(lag) },
        { title: t("lagSeconds"), number: true, cell: (/** @type {any} */ row) => secondsOf(row.lagSeconds) },
        {
          title: t("caughtUp"),
          cell: (/** @type {any} */ { group }) => caughtUp(drain.current.secondsOf(group)),
        },
      ]} />
      </${Section}>
  `;
}

/** @param {number | null} value */
function secondsOf(value) {
  return value === null ? "–" : t("seconds", { value: format.value.rate(value) });
}

/** @param {number | null | undefined} seconds */
function caughtUp(seconds) {
  if (seconds === undefined) return t("measuring");
  if (seconds === null) return html`<${Badge} tone="bad">${t("notAtThisRate")}</${Badge}>`;
  if (seconds === 0) return html`<${Badge} tone="good">${t("upToDate")}</${Badge}>`;
  return t("inSeconds", { value: format.value.whole(Math.max(1, Math.ceil(seconds))) });
}
