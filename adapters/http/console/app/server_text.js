// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { language, t, tValue } from "./state.js";

/**
 * What the server says in English: elsewhere in the reader's words for its code, with the original beside them, since
 * it names what is concerned.
 *
 * @param {{ code: string, text?: string | null, field?: "said" | "remedy" }} props
 */
export function ServerText({ code, text, field = "said" }) {
  const word = tValue(field, code);
  const isWord = word !== code;
  if (language.value === "en" || !isWord) return text ? html`<span lang="en">${text}</span>` : html`${word}`;
  return html`${word}${
    text && html`
      <span class="quiet original" lang="en">${text}</span>
    `
  }`;
}

/** Of a check of `/readyz`, which is an engine's name or what of it is looked at. @param {string} check */
export function checkName(check) {
  const [, what, of] = /^(schema of|storing) (.+)$/.exec(check) ?? [];
  return what === undefined ? check : t(what === "storing" ? "storingOf" : "schemaOf", { of: of ?? "" });
}
