// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { call } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { t } from "../app/state.js";
import { Badge, Section, Table } from "../app/widgets.js";

const REFRESH_MS = 5_000;

/** Whether every engine answers, and what to do about one that does not. */
export function Engines() {
  const ready = useResource("/readyz", REFRESH_MS, readiness);
  const { checks = {}, remedies = {} } = ready.data ?? {};
  const rows = Object.entries(checks).map(([name, state]) => ({ name, state, remedy: remedies[name] ?? null }));
  return html`
    <${Section} id="engines-title" title=${t("engines")} of=${[ready]}>
      <${Table} label=${t("engines")} rows=${rows} keyOf=${(/** @type {any} */ { name }) => name} columns=${[
        { title: t("engine"), main: true, cell: (/** @type {any} */ { name }) => name },
        {
          title: t("state"),
          cell: (/** @type {any} */ { state }) =>
            html`<${Badge} tone=${state === "ok" ? "good" : "bad"}>${state === "ok" ? t("answers") : state}</${Badge}>`,
        },
        { title: t("remedy"), cell: (/** @type {any} */ { remedy }) => remedy ?? "–" },
      ]} />
      </${Section}>
  `;
}

/** `/readyz` says what is wrong with status 503, which is an answer here. @param {string} path */
async function readiness(path) {
  const answer = await call("GET", path);
  return !answer.ok && answer.data?.checks ? { ok: /** @type {const} */ (true), data: answer.data } : answer;
}
