// @ts-check
/// <reference lib="dom" />

/** The element with this id, which must exist. @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`Cannot find #${id} in the page`);
  return element;
}

/** Writes only changed text, so that the reader's position and selection are kept. @param {string} id @param {string} text */
export function setText(id, text) {
  const element = byId(id);
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A bar whose parts are shares of 1; the numbers are shown beside it as text. @param {number[]} shares */
export function track(...shares) {
  const parts = shares.map((share) => {
    const part = make("span");
    part.hidden = share === 0;
    part.style.setProperty("--share", `${(share * 100).toFixed(2)}%`);
    return part;
  });
  return make("div", { class: "track", "aria-hidden": "true" }, ...parts);
}
