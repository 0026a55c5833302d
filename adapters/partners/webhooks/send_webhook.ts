import { reasonOf } from "../../../application/shared/fault.ts";
import type { SendWebhook } from "../../../application/webhooks/ports/webhooks.ts";
import { retryAfterMs } from "../../system/retry_after.ts";
import { fetchText } from "../fetch_text.ts";

/** The specification proposes 15 to 30 seconds. */
const WITHIN_MS = 15_000;
/** Of an answer: only its status counts. */
const MOST_BYTES = 64 * 1024;

export function webhookSender(withinMs: number = WITHIN_MS): SendWebhook {
  return async (url, { headers, body }, signal) => {
    const init = { method: "POST", headers: { ...headers, "user-agent": "Tillstream" }, body };
    const fetched = await fetchText(url, init, { withinMs, signal, mostBytes: MOST_BYTES });
    if ("fault" in fetched) {
      return { status: fetched.status, error: reasonOf(fetched.fault), retryAfterMs: null };
    }
    const { status, headers: answered } = fetched.response;
    return { status, error: null, retryAfterMs: retryAfterMs(answered.get("retry-after")) };
  };
}
