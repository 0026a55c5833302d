// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { itemsOf } from "../app/api.js";
import { AskedOnceMore } from "../app/asked_once_more.js";
import { useChanges } from "../app/changes.js";
import { format, t, tValue } from "../app/state.js";
import { Badge, Empty, Section, Table, Trouble } from "../app/widgets.js";

/** The imports so far, each with its undo. @param {{ page: import("../app/resource.js").Resource }} props */
export function ImportRuns({ page }) {
  const rows = itemsOf(page.data);
  const { whole, won, moment } = format.value;
  return html`<${Section} id="imports-title" title=${t("importsSoFar")} of=${[page]}>
    ${
    rows.length === 0 ? html`<${Empty}>${t("noImports")}</${Empty}>` : html`
      <${Table} label=${t("importsSoFar")}
        rows=${rows} keyOf=${(/** @type {any} */ { run }) => run} columns=${[
          { title: t("file"), main: true, cell: (/** @type {any} */ { run, file }) => `${run}. ${file}` },
          { title: t("recognisedAs"), cell: (/** @type {any} */ { profile }) => profile },
          {
            title: t("state"),
            cell: (/** @type {any} */ { state }) =>
              html`<${Badge} tone=${TONES[state] ?? "bad"}>${tValue("import", state)}</${Badge}>`,
          },
          { title: t("at"), cell: (/** @type {any} */ { startedAt }) => moment(startedAt) },
          { title: t("storedOrders"), number: true, cell: (/** @type {any} */ { stored }) => whole(stored) },
          { title: t("amount"), number: true, cell: (/** @type {any} */ { amount }) => won(amount) },
          {
            title: t("undo"),
            cell: (/** @type {any} */ row) =>
              row.state === "undone" ? "–" : html`<${Undo} key=${row.run} of=${row} onDone=${page.reload} />`,
          },
        ]} />
    `
  }
  </${Section}>`;
}

/** @type {Record<string, "good" | "plain">} */
const TONES = { done: "good", undone: "plain" };

/** Asks once again where orders were changed since. @param {{ of: any, onDone: () => void }} props */
function Undo({ of: { run, file }, onDone }) {
  const { failure, send } = useChanges();
  const isChanged = failure?.code === "orders_changed";
  async function undo() {
    const answer = await send("POST", `/v1/imports/${run}/undo${isChanged ? "?force=true" : ""}`);
    if (answer.ok) onDone();
    return answer.ok;
  }
  return html`
    <${AskedOnceMore} name=${t("undo")} label=${t("undoOf", { run, file })}
      question=${t(isChanged ? "undoChanged" : "undoSure", { run })} yes=${t(isChanged ? "undoForce" : "undoYes")}
      onYes=${undo}>
        ${failure && !isChanged && html`<${Trouble} failure=${failure} />`}
    </${AskedOnceMore}>
  `;
}
