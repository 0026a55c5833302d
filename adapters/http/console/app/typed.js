// @ts-check
/// <reference lib="dom" />
import { useState } from "preact/hooks";

/**
 * Properties of an input that begins with `given` and keeps what is typed until another is given: a view is rendered
 * again whenever its figures are read, and would put `given` back.
 *
 * @param {string} given
 */
export function useTyped(given) {
  const [typed, setTyped] = useState({ given, value: given });
  if (typed.given !== given) setTyped({ given, value: given });
  return {
    value: typed.given === given ? typed.value : given,
    onInput: (/** @type {Event} */ { target }) =>
      setTyped({ given, value: /** @type {HTMLInputElement} */ (target).value }),
  };
}
