// @ts-check
/// <reference lib="dom" />
import { useState } from "preact/hooks";
import { call } from "./api.js";

/**
 * Sends what the reader does to the API, and keeps why the last of it failed.
 *
 * @returns {{ failure: import("./api.js").Failure | null, send: typeof call }}
 */
export function useChanges() {
  const [failure, setFailure] = useState(/** @type {import("./api.js").Failure | null} */ (null));
  return {
    failure,
    async send(method, path, body) {
      const answer = await call(method, path, body);
      setFailure(answer.ok ? null : answer);
      return answer;
    },
  };
}
