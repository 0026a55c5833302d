// @ts-check
/// <reference lib="dom" />

/**
 * The state of the connection.
 *
 * @typedef {"connecting" | "live" | "lost" | "needs_key" | "busy"} ConnectionState
 */

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** The server sends every second; after this the connection counts as lost. */
const SILENCE_MS = 20_000;

/**
 * Listens to a server-sent event stream and reconnects with growing pauses, for ever.
 *
 * Unlike `EventSource`, it can send a key and reports why it was refused.
 *
 * @param {string} url
 * @param {{
 *   key: () => string | null,
 *   onEvent: (name: string, data: unknown) => void,
 *   onState: (state: ConnectionState, retryMs?: number) => void,
 * }} options
 * @returns {{ retryNow: () => void }}
 */
export function listen(url, { key, onEvent, onState }) {
  let pause = FIRST_PAUSE_MS;
  let wake = () => {};

  async function run() {
    for (;;) {
      onState("connecting");
      const outcome = await once(url, key(), (name, data) => {
        pause = FIRST_PAUSE_MS;
        onState("live");
        onEvent(name, data);
      });
      onState(outcome, pause);
      await new Promise((resolve) => {
        wake = () => resolve(undefined);
        if (outcome !== "needs_key") setTimeout(resolve, pause * (0.8 + Math.random() * 0.4));
      });
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  run();
  globalThis.addEventListener("online", () => wake());
  return { retryNow: () => wake() };
}

/**
 * @param {string} url
 * @param {string | null} key
 * @param {(name: string, data: unknown) => void} onEvent
 * @returns {Promise<"lost" | "needs_key" | "busy">} why it ended
 */
async function once(url, key, onEvent) {
  const abort = new AbortController();
  let silence = setTimeout(() => abort.abort(), SILENCE_MS);
  try {
    const response = await fetch(url, {
      headers: key ? { authorization: `Bearer ${key}` } : {},
      cache: "no-store",
      signal: abort.signal,
    });
    if (response.status === 401) return "needs_key";
    if (response.status === 503 || response.status === 429) return "busy";
    if (!response.ok || !response.body) return "lost";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parse = parser(onEvent);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return "lost";
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE_MS);
      parse(value);
    }
  } catch {
    return "lost";
  } finally {
    clearTimeout(silence);
    abort.abort();
  }
}

/**
 * Assembles events from pieces of text (WHATWG HTML, section 9.2.6; the server ends lines with \n and sends one data
 * line an event).
 *
 * @param {(name: string, data: unknown) => void} onEvent
 * @returns {(text: string) => void}
 */
export function parser(onEvent) {
  let rest = "";
  return (text) => {
    const blocks = (rest + text).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      // Not by a pattern of lines: to it U+2028 in a name would end one.
      const lines = block.split("\n");
      const field = (/** @type {string} */ name) => lines.find((line) => line.startsWith(name))?.slice(name.length);
      const name = field("event: ");
      const data = field("data: ");
      if (name !== undefined && data !== undefined) onEvent(name, JSON.parse(data));
    }
  };
}
