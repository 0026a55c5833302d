// @ts-check
/// <reference lib="dom" />
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { isPaused, key, t } from "../app/state.js";
import { Badge, Section, Table } from "../app/widgets.js";

const REFRESH_MS = 5_000;

/** Whether every engine answers, and what to do about one that does not. */
export function Engines() {
  const ready = useReadiness();
  const { checks = {}, remedies = {} } = ready.data ?? {};
  const rows = Object.entries(checks).map(([name, state]) => ({ name, state, remedy: remedies[name] ?? null }));
  return html`
    <${Section} id="engines-title" title=${t("engines")} of=${[ready]}>
      <${Table} label=${t("engines")} rows=${rows} keyOf=${(/** @type {any} */ { name }) => name} columns=${[
        { title: t("engine"), main: true, cell: (/** @type {any} */ { name }) => name },
        {
          title: t("state"),
          cell: (/** @type {any} */ { state }) =>
            html`<${Badge} tone=${state === "ok" ? "good" : "bad"}>${state === "ok" ? t("answers") : state}</${Badge}>`,
        },
        { title: t("remedy"), cell: (/** @type {any} */ { remedy }) => remedy ?? "–" },
      ]} />
      </${Section}>
  `;
}

/** `/readyz` says what is wrong with status 503, which is an answer here. @returns {import("../app/resource.js").Resource} */
function useReadiness() {
  const [state, setState] = useState(
    /** @type {Omit<import("../app/resource.js").Resource, "reload">} */ ({
      data: null,
      at: null,
      failure: null,
    }),
  );
  const usedKey = key.value;
  useEffect(() => {
    const read = { wanted: true, timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined) };
    const run = async () => {
      const answer = isPaused.peek() ? null : await readiness(usedKey);
      if (!read.wanted) return;
      if (answer) {
        setState((before) =>
          "failure" in answer ? { ...before, failure: answer.failure } : { ...answer, at: Date.now(), failure: null }
        );
      }
      read.timer = setTimeout(run, REFRESH_MS);
    };
    run();
    return () => {
      read.wanted = false;
      clearTimeout(read.timer);
    };
  }, [usedKey]);
  return { ...state, reload: () => {} };
}

/**
 * @param {string | null} usedKey
 * @returns {Promise<{ data: any } | { failure: import("../app/api.js").Failure }>}
 */
async function readiness(usedKey) {
  try {
    const headers = usedKey ? { authorization: `Bearer ${usedKey}` } : undefined;
    const response = await fetch("/readyz", { cache: "no-store", ...(headers ? { headers } : {}) });
    const data = await response.json().catch(() => null);
    if (data?.checks) return { data };
    return {
      failure: { ok: false, status: response.status, code: data?.code ?? "unexpected", detail: data?.detail ?? "" },
    };
  } catch {
    return { failure: { ok: false, status: 0, code: "no_answer", detail: "" } };
  }
}
