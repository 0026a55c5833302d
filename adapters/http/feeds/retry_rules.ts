const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** An answer that is larger is none that anybody asked for. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Milliseconds before the next try, when the other side does not say. @param random 0 up to 1 */
export function pauseAfter(attempt: number, random: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.5 + random / 2);
}

export function mayGoBetter(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Seconds, or a date; `null` when the feed does not say, or says something that nobody would wait for. */
export function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, LONGEST_PAUSE_MS) : null;
}

/** The whole text of an answer. Throws when it is broken off, or too large. */
export async function readText(response: Response): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`the answer is larger than ${MAX_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
