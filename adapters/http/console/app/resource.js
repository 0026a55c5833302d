// @ts-check
/// <reference lib="dom" />
import { useEffect, useState } from "preact/hooks";
import { call } from "./api.js";
import { isPaused, key } from "./state.js";

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

const EMPTY = { path: /** @type {string | null} */ (null), data: null, at: null, failure: null };

/**
 * Reads `path`, again every `everyMs` while the page is visible and not paused; reads nothing while it is null.
 *
 * @param {string | null} path
 * @param {number} [everyMs]
 * @returns {Resource}
 */
export function useResource(path, everyMs) {
  const [state, setState] = useState(
    /** @type {{ path: string | null, data: any, at: number | null, failure: import("./api.js").Failure | null }} */ (EMPTY),
  );
  const [round, setRound] = useState(0);
  const usedKey = key.value;
  useEffect(() => {
    if (path === null) return;
    const read = {
      wanted: true,
      isFirst: true,
      timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
    };
    const run = async () => {
      if (read.isFirst || !(isPaused.peek() || document.hidden)) {
        read.isFirst = false;
        const answer = await call("GET", path);
        if (!read.wanted) return;
        setState((before) => {
          const kept = before.path === path ? before : EMPTY;
          return answer.ok
            ? { path, data: answer.data, at: Date.now(), failure: null }
            : { path, data: kept.data, at: kept.at, failure: answer };
        });
      }
      if (everyMs) read.timer = setTimeout(run, everyMs);
    };
    run();
    return () => {
      read.wanted = false;
      clearTimeout(read.timer);
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
