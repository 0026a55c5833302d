// @ts-check
/// <reference lib="dom" />
import { useEffect, useState } from "preact/hooks";
import { call } from "./api.js";
import { isPaused, key } from "./state.js";

/**
 * A function says the path at each reading: one that changes with the time is still the same resource.
 *
 * @typedef {string | (() => string)} Path
 */

/**
 * What was last read of a path. After a failure `data` and `at` stay: the figures are shown with their age.
 *
 * @typedef {{
 *   data: any,
 *   at: number | null,
 *   failure: import("./api.js").Failure | null,
 *   isIdle?: boolean,
 *   reload: () => void,
 * }} Resource
 */

const EMPTY = { path: /** @type {Path | null} */ (null), data: null, at: null, failure: null };

/**
 * Reads `path`, again every `everyMs` while the page is visible and not paused; reads nothing while it is null.
 *
 * @param {Path | null} path
 * @param {number} [everyMs]
 * @param {(path: string) => Promise<import("./api.js").Answer>} [read]
 * @returns {Resource}
 */
export function useResource(path, everyMs, read = get) {
  const [state, setState] = useState(
    /** @type {{ path: Path | null, data: any, at: number | null, failure: import("./api.js").Failure | null }} */ (EMPTY),
  );
  const [round, setRound] = useState(0);
  const usedKey = key.value;
  useEffect(() => {
    if (path === null) return;
    const reading = {
      wanted: true,
      isFirst: true,
      timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
    };
    const run = async () => {
      if (reading.isFirst || !(isPaused.peek() || document.hidden)) {
        reading.isFirst = false;
        const answer = await read(typeof path === "string" ? path : path());
        if (!reading.wanted) return;
        setState((before) => {
          const kept = before.path === path ? before : EMPTY;
          return answer.ok
            ? { path, data: answer.data, at: Date.now(), failure: null }
            : { path, data: kept.data, at: kept.at, failure: answer };
        });
      }
      if (everyMs) reading.timer = setTimeout(run, everyMs);
    };
    run();
    return () => {
      reading.wanted = false;
      clearTimeout(reading.timer);
    };
  }, [path, everyMs, round, usedKey]);
  const shown = state.path === path ? state : EMPTY;
  return {
    data: shown.data,
    at: shown.at,
    failure: shown.failure,
    isIdle: path === null,
    reload: () => setRound((before) => before + 1),
  };
}

/** @param {string} path */
function get(path) {
  return call("GET", path);
}
