// @ts-check
/// <reference lib="dom" />
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** The file of orders that is being looked at; it survives a change of the view. @type {import("@preact/signals").Signal<File | null>} */
export const orderFile = signal(null);

/** Takes a file that is dropped anywhere on the page. @param {(file: File) => void} take @returns {boolean} whether one is over the page */
export function useDrop(take) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const hasFile = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
    document.addEventListener("dragover", (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    }, { signal });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) setOver(false);
    }, { signal });
    document.addEventListener("drop", (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) take(file);
    }, { signal });
    return () => listening.abort();
  }, []);
  return isOver;
}
