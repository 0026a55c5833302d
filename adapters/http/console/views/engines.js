// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { call } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { checkName, ServerText } from "../app/server_text.js";
import { t } from "../app/state.js";
import { Badge, Section, Table } from "../app/widgets.js";

const REFRESH_MS = 5_000;

/** Whether every engine answers, and what to do about one that does not. */
export function Engines() {
  const ready = useResource("/readyz", REFRESH_MS, readiness);
  const { checks = {}, codes = {}, remedies = {} } = ready.data ?? {};
  const rows = Object.entries(checks).map(([name, state]) => (
    { name, state, code: codes[name] ?? "", remedy: remedies[name] ?? null }
  ));
  return html`
    <${Section} id="engines-title" title=${t("engines")} of=${[ready]}>
      <${Table} label=${t("engines")} rows=${rows} keyOf=${(/** @type {any} */ { name }) => name} columns=${[
        { title: t("engine"), main: true, cell: (/** @type {any} */ { name }) => checkName(name) },
        {
          title: t("state"),
          cell: (/** @type {any} */ { state, code }) =>
            state === "ok" ? html`<${Badge} tone="good">${t("answers")}</${Badge}>` : html`
              <${Badge} tone="bad">
                <${ServerText} code=${code} text=${state} />
                </${Badge}>
            `,
        },
        {
          title: t("remedy"),
          cell: (/** @type {any} */ { state, code, remedy }) =>
            state === "ok" ? "–" : html`<${ServerText} field="remedy" code=${code} text=${remedy} />`,
        },
      ]} />
      </${Section}>
  `;
}

/** `/readyz` says what is wrong with status 503, which is an answer here. @param {string} path */
async function readiness(path) {
  const answer = await call("GET", path);
  return !answer.ok && answer.data?.checks ? { ok: /** @type {const} */ (true), data: answer.data } : answer;
}
