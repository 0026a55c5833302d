// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { itemsOf } from "../app/api.js";
import { AskedOnceMore } from "../app/asked_once_more.js";
import { useChanges } from "../app/changes.js";
import { useResource } from "../app/resource.js";
import { format, t, tValue } from "../app/state.js";
import { Badge, Empty, Section, Table, Trouble } from "../app/widgets.js";

const API = "/v1/keys";
const SCOPES = ["read", "write", "admin"];

/** Keys of the API: list, add, revoke. A new one is shown once. */
export function Keys() {
  const keys = useResource(`${API}?limit=200`);
  const [shown, setShown] = useState(/** @type {{ name: string, key: string } | null} */ (null));
  const { failure, send } = useChanges();
  const rows = itemsOf(keys.data);

  /** @param {SubmitEvent} event */
  async function add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    const stores = String(data.get("stores") ?? "").split(/[\s,]+/).filter((store) => store !== "");
    const answer = await send("POST", API, {
      name: data.get("name"),
      scopes: data.getAll("scope"),
      stores: stores.length === 0 ? null : stores,
    });
    if (!answer.ok) return;
    setShown(answer.data);
    form.reset();
    keys.reload();
  }

  /** @param {string} name */
  async function revoke(name) {
    const answer = await send("DELETE", `${API}/${encodeURIComponent(name)}`);
    if (shown?.name === name) setShown(null);
    keys.reload();
    return answer.ok;
  }

  return html`<${Section} id="keys-title" title=${t("apiKeys")} note=${t("apiKeysNote")} of=${[keys]}>
    ${failure && html`<${Trouble} failure=${failure} />`}
    <div role="status">
      ${
    shown &&
    html`<p class="notice">${t("keyShownOnce", { name: shown.name })} <code tabindex="0">${shown.key}</code></p>`
  }
    </div>
    ${
    rows.length === 0
      ? html`<${Empty}>${t("noKeys")}</${Empty}>`
      : html`<${Table} label=${t("apiKeys")} rows=${rows} keyOf=${(/** @type {any} */ row) =>
        `${row.name} ${row.createdAt}`} columns=${keyColumns(revoke)} />`
  }
    <form class="row" onSubmit=${add}>
      <label for="new-key">${t("keyName")}</label>
      <input id="new-key" name="name" required maxlength="50" pattern="[a-z0-9][a-z0-9._\\-]*" placeholder="till-1"
        autocomplete="off" spellcheck="false" />
      <fieldset class="row">
        <legend>${t("mayDo")}</legend>
        ${
    SCOPES.map((scope) =>
      html`<label class="row"><input type="checkbox" name="scope" value=${scope}
        checked=${scope === "read"} /><span>${tValue("scope", scope)}</span></label>`
    )
  }
      </fieldset>
      <label for="key-stores">${t("onlyStores")}</label>
      <input id="key-stores" name="stores" maxlength="500" placeholder="store100, store101" autocomplete="off" />
      <button>${t("addKey")}</button>
    </form>
  </${Section}>`;
}

/** @param {(name: string) => void} revoke */
function keyColumns(revoke) {
  return [
    { title: t("keyName"), main: true, cell: (/** @type {any} */ { name }) => name },
    {
      title: t("mayDo"),
      cell: (/** @type {any} */ { scopes }) =>
        scopes.map((/** @type {string} */ scope) => tValue("scope", scope)).join(", "),
    },
    { title: t("onlyStores"), cell: (/** @type {any} */ { stores }) => stores?.join(", ") ?? t("allStores") },
    { title: t("madeAt"), number: true, cell: (/** @type {any} */ { createdAt }) => format.value.moment(createdAt) },
    {
      title: t("state"),
      cell: (/** @type {any} */ row) => {
        const state = stateOf(row);
        return html`<${Badge} tone=${state === "keyValid" ? "good" : "plain"}>${t(state)}</${Badge}>`;
      },
    },
    {
      title: t("doNow"),
      cell: (/** @type {any} */ row) =>
        stateOf(row) === "keyRevoked" ? "–" : html`
          <${AskedOnceMore} key=${row.createdAt} name=${t("revoke")} label=${t("revokeOf", { name: row.name })}
            yes=${t("revokeYes", { name: row.name })} onYes=${() => revoke(row.name)} />
        `,
    },
  ];
}

/** @param {any} key @returns {"keyValid" | "keyRevoked" | "keyExpired"} */
function stateOf({ revokedAt, expiresAt }) {
  if (revokedAt) return "keyRevoked";
  return expiresAt && new Date(expiresAt) <= new Date() ? "keyExpired" : "keyValid";
}
