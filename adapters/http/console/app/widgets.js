// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { ServerText } from "./server_text.js";
import { format, summary, t } from "./state.js";

/** @typedef {import("./resource.js").Resource} Resource */

/** Of an address that leads nowhere, or can't lead anywhere. */
const NOT_THERE = [400, 404];

/**
 * A titled part of a view. What is not there has `absent` in its place. What its resources could not read again is greyed, with its age and the reason.
 *
 * @param {{ title: string, absent?: string, note?: string | undefined, of?: (Resource | null)[], id: string, actions?: any, children?: any }} props
 */
export function Section({ title, absent, note, of = [], id, actions, children }) {
  if (absent && of.some((each) => NOT_THERE.includes(each?.failure?.status ?? 0))) {
    return html`
      <section aria-labelledby=${id} class="part">
        <div class="part-head"><h2 id=${id}>${title}</h2>${actions}</div>
        <${Empty}>${absent}</${Empty}>
          </section>
    `;
  }
  const failed = of.find((each) => each?.failure)?.failure ?? null;
  const since = of.find((each) => each?.failure)?.at ?? null;
  const isWaiting = of.some((each) => each && each.at === null && !each.failure && !each.isIdle);
  const isShown = !isWaiting && (!failed || since !== null);
  return html`<section aria-labelledby=${id} class="part" data-stale=${failed && since !== null ? "" : undefined}>
    <div class="part-head"><h2 id=${id}>${title}</h2>${actions}</div>
    ${note && html`<p class="quiet">${note}</p>`}
    ${failed && html`<${Trouble} failure=${failed} since=${since} />`}
    ${isWaiting && !failed && html`<p class="quiet" aria-busy="true">${t("reading")}</p>`}
    ${isShown && html`<div class="part-body">${children}</div>`}
  </section>`;
}

/** @param {{ failure: import("./api.js").Failure, since?: number | null }} props */
export function Trouble({ failure, since = null }) {
  const age = since === null ? "" : t("notCurrent", { time: format.value.time(since / 1000) });
  return html`<p class="notice" role="status">${age} <${Reason} failure=${failure} /></p>`;
}

/** @param {{ failure: import("./api.js").Failure }} props */
function Reason({ failure: { status, code, detail } }) {
  if (code === "no_answer") return html`${t("noAnswer")}`;
  if (status === 401) return html`${t("keyRefused")}`;
  if (status === 403) return html`${t("keyTooSmall")}`;
  return detail === "" ? html`${t("failed", { status })}` : html`<${ServerText} code=${code} text=${detail} />`;
}

/** What an empty list means, and what to do. @param {{ children?: any }} props */
export function Empty({ children }) {
  return html`<p class="empty-note">${children}</p>`;
}

/** In the place of figures that the shop's summary is without. */
export function NotCounted() {
  return html`<p class="quiet" aria-busy="true">${t(summary.value ? "unreachable" : "reading")}</p>`;
}

/**
 * @template T
 * @typedef {{ title: string, cell: (row: T) => any, number?: boolean, main?: boolean }} Column
 */

/**
 * A table that becomes a list of cards on a phone. Of more than `first` rows the others are shown when asked for.
 *
 * @template T
 * @param {{ label: string, columns: Column<T>[], rows: T[], keyOf: (row: T) => string, first?: number }} props
 */
export function Table({ label, columns, rows, keyOf, first = 50 }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, first);
  return html`
    <table class="list" role="table" aria-label=${label}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) =>
            html`<th scope="col" role="columnheader" class=${kindOf(column)}>${column.title}</th>`
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((row) =>
          html`<tr role="row" key=${keyOf(row)}>${columns.map((column) => cellOf(column, row))}</tr>`
        )}
      </tbody>
    </table>
    ${shown.length < rows.length &&
      html`<p><button onClick=${() => setWhole(true)}>${t("showAll", { count: rows.length })}</button></p>`}
  `;
}

/** @template T @param {Column<T>} column @param {T} row */
function cellOf(column, row) {
  const content = column.cell(row);
  const kind = `${kindOf(column)} ${content === "–" ? "none" : ""}`.trim();
  return html`<td role="cell" class=${kind} data-label=${column.title}>${content}</td>`;
}

/** @param {Column<any>} column */
function kindOf({ number, main }) {
  return `${number ? "number" : ""} ${main ? "main" : ""}`.trim();
}

/** Figures with their names. @param {{ figures: { name: string, value: any, note?: any }[] }} props */
export function Figures({ figures }) {
  return html`<dl class="figures">
    ${
    figures.map(({ name, value, note }) =>
      html`<div key=${name}>
      <dt>${name}</dt><dd>${value ?? "–"}</dd>${note ? html`<dd class="quiet">${note}</dd>` : null}
    </div>`
    )
  }
  </dl>`;
}

/** A state as a word with a colour. @param {{ tone?: "good" | "bad" | "plain", children?: any }} props */
export function Badge({ tone = "plain", children }) {
  return html`<span class=${`badge ${tone}`}>${children}</span>`;
}

/**
 * Vertical bars with their values as text; many short ones are dense.
 *
 * @param {{ label: string, bars: { name: any, value: number, text: string }[], isDense?: boolean }} props
 */
export function Bars({ label, bars, isDense = false }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`
    <div class="columns-box" tabindex="0" role="group" aria-label=${label}>
      <ul class=${`columns ${isDense ? "dense" : ""}`}>
        ${bars.map(({ name, value, text }, nth) =>
          html`
            <li key=${nth}>
              <span class="column-text">${text}</span>
              <span class="column" aria-hidden="true" style=${{
                "--share": `${Math.max(0, value) / most * 100}%`,
              }}></span>
              <span class="column-name">${name}</span>
            </li>
          `
        )}
      </ul>
    </div>
  `;
}
