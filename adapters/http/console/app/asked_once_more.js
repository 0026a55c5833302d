// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { t } from "./state.js";

/**
 * A button that asks once more, and does it then. It goes on asking until `onYes` says that it is done.
 *
 * @param {{
 *   name: string,
 *   label?: string,
 *   question?: string,
 *   yes: string,
 *   onYes: () => Promise<boolean>,
 *   children?: any,
 * }} props children: what went wrong
 */
export function AskedOnceMore({ name, label, question, yes, onYes, children }) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) return html`<button aria-label=${label} onClick=${() => setAsking(true)}>${name}</button>`;
  const doIt = async () => {
    if (await onYes()) setAsking(false);
  };
  return html`<div class="row">
    ${children}
    ${question && html`<span role="status">${question}</span>`}
    <button class="main" onClick=${doIt}>${yes}</button>
    <button onClick=${() => setAsking(false)}>${t("cancelNo")}</button>
  </div>`;
}
