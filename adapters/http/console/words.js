// @ts-check

/**
 * @typedef {"en" | "ko"} Language
 * @typedef {import("./words/all_words.js").Word} Word
 */

/** Those that are known so far. @type {Partial<Record<Language, Record<Word, string>>>} */
const known = {};

/** In a browser: before anything is said in this language. @param {Language} language */
export async function loadWords(language) {
  known[language] ??= (await import(`./words/${language}.js`)).default;
}

/** Where all are at hand. @param {Record<Language, Record<Word, string>>} words */
export function registerWords(words) {
  Object.assign(known, words);
}

/** @param {Language} language @returns {Readonly<Partial<Record<string, string>>>} */
export function wordsIn(language) {
  return known[language] ?? {};
}

/**
 * @param {Language} language
 * @param {Word} word
 * @param {Record<string, string | number>} [values]
 */
export function say(language, word, values = {}) {
  return (wordsIn(language)[word] ?? word).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
