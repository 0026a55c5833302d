// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { useChanges } from "../app/changes.js";
import { saveFile } from "../app/save_file.js";
import { format, t } from "../app/state.js";
import { useTyped } from "../app/typed.js";
import { Section, Table, Trouble } from "../app/widgets.js";

/** Erases a member everywhere, once the id is typed; then the certificate, to be kept. @param {{ id: string }} props */
export function EraseMember({ id }) {
  const [certificate, setCertificate] = useState(/** @type {any} */ (null));
  const typed = useTyped("");
  const { failure, send } = useChanges();
  async function erase(/** @type {SubmitEvent} */ event) {
    event.preventDefault();
    if (typed.value.trim() !== id) return;
    const answer = await send("DELETE", `/v1/users/${encodeURIComponent(id)}?erase=true`);
    if (answer.ok) setCertificate(answer.data);
  }
  return html`
    <${Section} id="erase-title" title=${t(certificate ? "certificate" : "eraseMember")}>
      ${certificate ? html`<${Certificate} of=${certificate} />` : html`
        <form class="terms erase" onSubmit=${erase}>
          <p>${t("eraseNote")}</p>
          ${failure &&
            (failure.status === 403
              ? html`<p class="notice" role="status">${t("eraseNeedsAdmin")}</p>`
              : html`<${Trouble} failure=${failure} />`)}
          <label for="erase-id">${t("eraseType", { id })}</label>
          <input id="erase-id" autocomplete="off" spellcheck="false" ...${typed} />
          <p><button class="danger" disabled=${typed.value.trim() !== id}>${t("eraseYes")}</button></p>
        </form>
      `}
      </${Section}>
  `;
}

/** @param {{ of: any }} props */
function Certificate({ of }) {
  const { whole, moment } = format.value;
  const rows = of.stores.flatMap((/** @type {any} */ { store, found }) =>
    found.map((/** @type {any} */ place) => ({ ...place, store }))
  );
  const save = () =>
    saveFile(new Blob([JSON.stringify(of, null, 2)], { type: "application/json" }), "erasure-certificate.json");
  return html`
    <div class="certificate">
      <p role="status">${t("erasedAt", { time: moment(of.erasedAt), records: whole(of.records) })}</p>
      <p class="quiet">SHA-256 ${of.userDigest}</p>
      <${Table} label=${t("certificate")} rows=${rows}
        keyOf=${(/** @type {any} */ { store, place }) => `${store} ${place}`} columns=${[
          { title: t("place"), main: true, cell: (/** @type {any} */ { store, place }) => `${store}: ${place}` },
          {
            title: t("records"),
            number: true,
            cell: (/** @type {any} */ { records }) => records === null ? "–" : whole(records),
          },
          {
            title: t("goneBy"),
            number: true,
            cell: (/** @type {any} */ { goneBy }) => goneBy ? moment(goneBy) : t("goneNow"),
          },
        ]} />
      <p><button class="main" onClick=${save}>${t("saveCertificate")}</button></p>
    </div>
  `;
}
