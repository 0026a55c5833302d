// @ts-check
/// <reference lib="dom" />

/** Gives the reader a file to keep. @param {Blob} content @param {string} name */
export function saveFile(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser begins to read it in this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
