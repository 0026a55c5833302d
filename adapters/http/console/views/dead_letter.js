// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { ServerText } from "../app/server_text.js";
import { format, t } from "../app/state.js";
import { Figures, Section, Trouble } from "../app/widgets.js";
import { Outcomes } from "./redrive_outcomes.js";

const API = "/v1/commerce/dead-letters";

/** One dead letter: its message may be corrected, tried and sent again. @param {{ place: string, onSent: () => void }} props */
export function DeadLetter({ place, onSent }) {
  const letter = useResource(`${API}/${place}`);
  const actions = html`<a href="/operations">${t("close")}</a>`;
  return html`
    <${Section} id="letter-title" title=${t("deadLetterOf", { place })} of=${[letter]}
      absent=${t("noLongerThere")} actions=${actions}>
        ${letter.data && html`<${Details} letter=${letter.data} />`}
        ${letter.data && html`<${Correction} letter=${letter.data} onSent=${() => {
          letter.reload();
          onSent();
        }} />`}
      </${Section}>
  `;
}

/** @param {{ letter: any }} props */
function Details({ letter }) {
  const { of, cause, code, at, key, redriven, redriveOf, headers } = letter;
  return html`
    <p><b><${ServerText} code=${code} text=${cause} /></b></p>
    <${Figures} figures=${[
      { name: t("reason"), value: code, note: format.value.moment(at) },
      { name: t("cameFrom"), value: `${of.topic} ${of.partition}/${of.offset}`, note: redriveOf && t("cameBack") },
      { name: t("messageKey"), value: key ?? "–" },
      {
        name: t("state"),
        value: t(redriven ? "sentAgain" : "putAside"),
        note: redriven?.at && format.value.moment(redriven.at),
      },
    ]} />
    <details>
      <summary>${t("headers")}</summary>
      <pre tabindex="0">${Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n")}</pre>
    </details>
  `;
}

/** @param {{ letter: any, onSent: () => void }} props */
function Correction({ letter, onSent }) {
  const { stream, partition, offset, isWhole, redriven } = letter;
  const before = pretty(letter.value ?? "");
  const [text, setText] = useState(before);
  const [reports, setReports] = useState(/** @type {any[]} */ ([]));
  const { failure, send } = useChanges();
  const fault = text === before ? null : faultOf(text);

  /** @param {boolean} dryRun */
  async function redrive(dryRun) {
    const value = text === before ? {} : { value: text };
    const body = { stream, dryRun, letters: [{ partition, offset, ...value }] };
    const answer = await send("POST", `${API}/redrive`, body);
    setReports(answer.ok ? [answer.data] : []);
    if (answer.ok && !dryRun) onSent();
  }

  return html`
    ${!isWhole && html`<p class="notice">${t("onlyInPart")}</p>`}
    ${failure && html`<${Trouble} failure=${failure} />`}
    <form class="mend" onSubmit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      redrive(false);
    }}>
      <label for="mend">${t("content")}</label>
      <textarea id="mend" rows="14" spellcheck="false" disabled=${redriven !== null} value=${text}
        aria-describedby="mend-fault" aria-invalid=${fault !== null}
        onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
      <p id="mend-fault" class="quiet" role="status">${fault ?? t("mendNote")}</p>
      <p class="row">
        <button type="button" disabled=${redriven !== null} onClick=${() => redrive(true)}>${t("try")}</button>
        <button class="main" disabled=${redriven !== null}>${t("sendAgain")}</button>
        <button type="button" disabled=${text === before} onClick=${() => setText(before)}>${t("asItWas")}</button>
      </p>
    </form>
    <${Outcomes} reports=${reports} />
  `;
}

/** @param {string} text */
function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What is no JSON, before it is sent. @param {string} text */
function faultOf(text) {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return t("notJson", { detail: error instanceof Error ? error.message : "" });
  }
}
