// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { t, tValue } from "../app/state.js";
import { useTyped } from "../app/typed.js";

/** Parameters of `POST /v1/imports`, as its questions name them. @type {readonly { name: string, example: string, values?: readonly string[] }[]} */
const TERMS = [
  { name: "rate", example: "1500" },
  { name: "currency", example: "KRW" },
  { name: "dates", example: "", values: ["", "ymd", "dmy", "mdy"] },
  { name: "timeZone", example: "Asia/Seoul" },
  { name: "shop", example: "gangnam" },
  { name: "encoding", example: "cp949" },
  { name: "map", example: "order=주문번호,sku=코드,quantity=개수,price=값,date=언제" },
];

/**
 * What only the file's owner knows: those that are asked for first, the others on request.
 *
 * @param {{ asked: readonly string[], isOpen: boolean, terms: Record<string, string>, onGiven: (terms: Record<string, string>) => void }} props
 */
export function ImportTerms({ asked, isOpen, terms, onGiven }) {
  const isAsked = (/** @type {{ name: string }} */ { name }) =>
    asked.some((question) => new RegExp(`\\b${name}\\b`).test(question)) || (isOpen && name === "map");
  const send = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.target));
    onGiven(/** @type {Record<string, string>} */ (Object.fromEntries(fields)));
  };
  const again = html`<p class="row"><button>${t("lookAgain")}</button></p>`;
  const wanted = TERMS.filter(isAsked);
  return html`<form class="terms" onSubmit=${send}>
    ${
    asked.length > 0 && html`
      <ul class="notice">
        ${asked.map((question) => html`<li key=${question}>${sayQuestion(question)}</li>`)}
      </ul>
    `
  }
    ${wanted.map((term) => html`<${Term} key=${term.name} term=${term} given=${terms} />`)}
    <details>
      <summary>${t("importTerms")}</summary>
      <div class="terms">
        ${
    TERMS.filter((term) => !isAsked(term)).map((term) => html`<${Term} key=${term.name} term=${term} given=${terms} />`)
  }
        ${wanted.length === 0 && again}
      </div>
    </details>
    ${wanted.length > 0 && again}
  </form>`;
}

/** The currency is the file's; the server's own words where they are another question. @param {string} question */
function sayQuestion(question) {
  const [, currency] = /amounts are in ([A-Z]{3})\b.*\brate=/.exec(question) ?? [];
  if (currency) return t("askRate", { currency });
  if (/\bcurrency\b/.test(question)) return t("askCurrency");
  return /\bdates\b/.test(question) ? t("askDates") : question;
}

/** @param {{ term: typeof TERMS[number], given: Record<string, string> }} props */
function Term({ term: { name, example, values }, given }) {
  const id = `term-${name}`;
  const value = given[name] ?? "";
  const typed = useTyped(value);
  return html`<div class="row">
    <label for=${id}>${tValue("term", name)}</label>
    ${
    values
      ? html`
        <select id=${id} name=${name}>
          ${values.map((each) =>
            html`<option value=${each} selected=${each === value}>${
              each === "" ? t("foundOut") : tValue("dates", each)
            }</option>`
          )}
        </select>
      `
      : html`
        <input id=${id} name=${name} ...${typed} placeholder=${example} autocomplete="off"
          spellcheck="false" inputmode=${name === "rate" ? "decimal" : undefined} />
      `
  }
  </div>`;
}
