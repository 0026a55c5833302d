// @ts-check
/// <reference lib="dom" />
import { computed, signal } from "@preact/signals";
import { formats } from "../format.js";
import { loadWords, say, wordsIn } from "../words.js";

/**
 * @typedef {import("../words.js").Language} Language
 * @typedef {import("../words.js").Word} Word
 */

const KEY = "tillstream key";
const LANGUAGE = "tillstream language";

/** What the whole console shares. Components that read a signal's value are rendered again when it changes. */
export const language = signal(firstLanguage());
await loadWords(language.peek());
export const format = computed(() => formats(language.value));
export const key = signal(sessionStorage.getItem(KEY));
/** True while the reader wants nothing to move. */
export const isPaused = signal(false);
/** Orders that came while the page is paused. */
export const missed = signal(0);
/** @type {import("@preact/signals").Signal<import("../wire.js").Summary | null>} */
export const summary = signal(null);

/** Nothing changes where its words can't be read. @param {Language} chosen */
export async function chooseLanguage(chosen) {
  if (!await loadWords(chosen).then(() => true, () => false)) return;
  language.value = chosen;
  localStorage.setItem(LANGUAGE, chosen);
}

/** Kept in this tab only. @param {string} text */
export function useKey(text) {
  sessionStorage.setItem(KEY, text);
  key.value = text;
}

/** @param {Word} word @param {Record<string, string | number>} [values] */
export function t(word, values) {
  return say(language.value, word, values);
}

/** The word for a value of a field, such as a status; the value itself where there is none. @param {string} field @param {string} value */
export function tValue(field, value) {
  const word = `${field}_${value}`;
  return word in wordsIn(language.value) ? t(/** @type {Word} */ (word)) : value;
}

/** @returns {Language} */
function firstLanguage() {
  const chosen = localStorage.getItem(LANGUAGE) ?? navigator.language;
  return chosen.toLowerCase().startsWith("ko") ? "ko" : "en";
}
