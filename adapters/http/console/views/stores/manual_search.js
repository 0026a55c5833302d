// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { itemsOf, withQuery } from "../../app/api.js";
import { useResource } from "../../app/resource.js";
import { t } from "../../app/state.js";
import { Empty, Section } from "../../app/widgets.js";
import { placeOfPassage } from "./cited_passage.js";

/** Asks the manuals and shows the passages that answer. @param {{ store: string | null }} props */
export function ManualSearch({ store }) {
  const [question, setQuestion] = useState("");
  const [open, setOpen] = useState(/** @type {{ id: string, passage: string } | null} */ (null));
  const manuals = useResource("/v1/manuals?limit=1000");
  const answer = useResource(question === "" ? null : withQuery("/v1/manuals/search", { q: question, k: 5, store }));
  const text = useResource(open === null ? null : `/v1/manuals/${encodeURIComponent(open.id)}`);
  const all = itemsOf(manuals.data);
  const results = answer.data?.results ?? [];

  /** @param {SubmitEvent} event */
  function ask(event) {
    event.preventDefault();
    const asked = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("question");
    setOpen(null);
    setQuestion(String(asked ?? "").trim());
  }

  return html`
    <${Section} id="manuals-title" title=${t("manuals")} of=${[manuals, ...(question === "" ? [] : [answer])]}
      note=${manuals.at === null ? "" : t("manualsNote", { count: all.length })}>
        ${all.length === 0 ? html`<${Empty}>${t("noManuals")}</${Empty}>` : html`
          <form class="row" onSubmit=${ask}>
            <label for="question">${t("question")}</label>
            <input id="question" name="question" type="search" required maxlength="1000" placeholder=${t(
              "questionExample",
            )} />
            <button>${t("ask")}</button>
          </form>
        `}
        ${answer.at !== null && results.length === 0 && html`<${Empty}>${t("noPassages")}</${Empty}>`}
        <ol class="passages">
          ${results.map((/** @type {any} */ { rank, passage, cites }) =>
            html`
              <li key=${rank}>
                <blockquote lang="ko">${passage}</blockquote>
                <p class="quiet">
                        <button class="link" onClick=${() => setOpen({ id: cites.manualId, passage })}>${cites
                          .title}</button>
                        ${" "}${[...cites.headings, t("passageOf", { position: cites.position, all: cites.passages })]
                          .join(" › ")}
                      </p>
              </li>
            `
          )}
        </ol>
        ${open !== null && text.at !== null && html`
          <article class="manual" aria-labelledby="manual-title">
            <div class="part-head">
              <h3 id="manual-title">${text.data.title}</h3>
              <button onClick=${() => setOpen(null)}>${t("close")}</button>
            </div>
            <${Cited} key=${open.passage} text=${text.data.text} passage=${open.passage} />
          </article>
        `}
      </${Section}>
  `;
}

/** A manual's text with the passage that was cited, which is moved into view. @param {{ text: string, passage: string }} props */
function Cited({ text, passage }) {
  const mark = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => mark.current?.scrollIntoView({ block: "center" }), []);
  const [from, until] = placeOfPassage(text, passage);
  return html`<pre lang="ko" tabindex="0">${text.slice(0, from)}<mark ref=${mark}>${text.slice(from, until)}</mark>${
    text.slice(until)
  }</pre>`;
}
