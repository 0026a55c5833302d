// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { call, withQuery } from "../app/api.js";
import { useResource } from "../app/resource.js";
import { t } from "../app/state.js";
import { Section, Trouble } from "../app/widgets.js";
import { orderFile } from "./dropped_file.js";
import { Imported, Preview } from "./import_preview.js";
import { ImportRuns } from "./import_runs.js";
import { ImportTerms } from "./import_terms.js";

/**
 * @typedef {import("../app/api.js").Answer} Answer
 * @typedef {Record<string, string>} Terms what only the file's owner knows
 */

const PATH = "/v1/imports";
const REFRESH_MS = 5_000;

/** A file of orders: looked at first, then imported; and the imports so far, each with its undo. */
export function Imports() {
  const file = orderFile.value;
  const runs = useResource(`${PATH}?limit=20`, REFRESH_MS);
  return html`
    <${Section} id="import-title" title=${t("importTitle")} note=${t("importNote")}
      actions=${html`<a href="/orders">${t("allOrders")}</a>`}>
        <${Chooser} />
        ${file && html`<${Import} key=${nameOf(file)} file=${file} onRun=${runs.reload} />`}
      </${Section}>
    <${ImportRuns} page=${runs} />
  `;
}

/** @param {File} file */
function nameOf({ name, size, lastModified }) {
  return `${name} ${size} ${lastModified}`;
}

function Chooser() {
  const choose = (/** @type {Event} */ event) => {
    const [file] = /** @type {HTMLInputElement} */ (event.target).files ?? [];
    if (file) orderFile.value = file;
  };
  return html`
    <div class="drop">
      <label for="order-file">${t("chooseFile")}</label>
      <input id="order-file" type="file" accept=".csv,.tsv,.txt,.xlsx,.gz,.zip" onChange=${choose} />
      <p class="quiet">${t("chooseFileNote")}</p>
    </div>
  `;
}

/** @param {{ file: File, onRun: () => void }} props */
function Import({ file, onRun }) {
  const [terms, setTerms] = useState(/** @type {Terms} */ ({}));
  const [preview, setPreview] = useState(/** @type {Answer | null} */ (null));
  const [imported, setImported] = useState(/** @type {Answer | null} */ (null));
  const [isImporting, setImporting] = useState(false);

  useEffect(() => {
    let isWanted = true;
    setPreview(null);
    setImported(null);
    call("POST", withQuery(PATH, { file: file.name, ...terms }), file).then((answer) => isWanted && setPreview(answer));
    return () => {
      isWanted = false;
    };
  }, [terms]);

  async function commit() {
    setImporting(true);
    onRun();
    const query = { file: file.name, ...terms, commit: "true", digest: preview?.data?.digest };
    setImported(await call("POST", withQuery(PATH, query), file));
    setImporting(false);
    onRun();
  }

  const data = preview?.ok ? preview.data : null;
  return html`
    <h3>${file.name}</h3>
    <div role="status" class="part-body">
      ${preview === null && html`<p class="quiet" aria-busy="true">${t("readingFile")}</p>`}
      ${preview && !preview.ok && html`
        ${preview.code === "unusable_file" && html`<p><b>${t("unusableFile")}</b></p>`}
        <${Trouble} failure=${preview} />
      `}
      ${imported?.ok && html`<${Imported} report=${imported.data} />`}
      ${imported && !imported.ok && html`<${Trouble} failure=${imported} />`}
    </div>
    ${data && !imported?.ok && html`<${Preview} preview=${data} />`}
    ${data?.ready && !imported?.ok && html`<p class="row">
      <button class="main" disabled=${isImporting} onClick=${commit}>
        ${t("importOrders", { count: data.orders })}
      </button>
      ${isImporting && html`<${Progress} digest=${data.digest} lines=${data.lines} />`}
    </p>`}
    ${preview && !imported?.ok && html`
      <${ImportTerms} asked=${data?.questions ?? []} isOpen=${!preview.ok} terms=${terms} onGiven=${setTerms} />
    `}
  `;
}

/** How far the import is, as its run says. @param {{ digest: string, lines: number }} props */
function Progress({ digest, lines }) {
  const [done, setDone] = useState(0);
  useEffect(() => {
    const timer = setInterval(async () => {
      const answer = await call("GET", `${PATH}?limit=5`);
      const run = answer.ok &&
        answer.data.items.find((/** @type {any} */ each) => each.digest === digest && each.state === "unfinished");
      if (run) setDone(run.lines);
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return html`<label class="row">${t("importing")} <progress max=${lines} value=${done}></progress></label>`;
}
