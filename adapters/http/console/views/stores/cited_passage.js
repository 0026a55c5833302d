// @ts-check

/**
 * Where a passage stands in its manual, whatever the space between its words; [0, 0] where it can't be found.
 *
 * @param {string} text
 * @param {string} passage
 * @returns {[number, number]}
 */
export function placeOfPassage(text, passage) {
  const words = passage.split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return [0, 0];
  // With what Markdown may put between words: a list's dash, a heading's hash, a quotation.
  const pattern = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s>#*-]+");
  const found = new RegExp(pattern).exec(text);
  return found ? [found.index, found.index + found[0].length] : [0, 0];
}
