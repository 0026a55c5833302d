import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { DataRefused, Outage, reasonOf } from "../../application/shared/fault.ts";
import { retryAfterMs } from "../system/retry_after.ts";

export const SERVICE = "the embeddings service";

interface Failure {
  readonly fault: Outage | DataRefused;
  readonly mayPass: boolean;
  /** As the service asked; else 0. */
  readonly waitMs: number;
}

/** Removes the key from the message. */
export function classifyFailure(error: unknown, apiKey: string): Failure {
  const said = reasonOf(error).replaceAll(apiKey, "•••");
  const failure = (reason: string, mayPass: boolean, waitMs = 0): Failure => ({
    fault: new Outage(SERVICE, new Error(reason)),
    mayPass,
    waitMs,
  });
  if (error instanceof Outage) return { fault: error, mayPass: true, waitMs: 0 };
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError) {
    return failure("it did not answer in time", true);
  }
  if (error instanceof APIConnectionError) return failure(reasonOf(error.cause ?? error), true);
  // Declared as JSON, but is not.
  if (!(error instanceof APIError) || error.status === undefined) return failure(said, true);
  const { code } = error;
  const status: number = error.status;
  if (status === 401) return failure("it refuses the key: check OPENAI_API_KEY", false);
  if (status === 403) return failure(`the key may not do this: ${said}`, false);
  if (status === 404) return failure(`it does not know the model or the address: ${said}`, false);
  if (code === "insufficient_quota") return failure("the account's quota is used up", false);
  if (status === 400 || status === 413 || status === 422) {
    const isTooLong = code === "context_length_exceeded" || /maximum (context|input) length|too long/i.test(said);
    return {
      fault: new DataRefused(isTooLong ? "text_too_long" : "text_refused", new Error(said)),
      mayPass: false,
      waitMs: 0,
    };
  }
  return failure(said, status === 408 || status === 409 || status === 429 || status >= 500, waitOf(error.headers));
}

function waitOf(headers: Headers | undefined): number {
  const milliseconds = Number(headers?.get("retry-after-ms") || NaN);
  if (milliseconds >= 0) return milliseconds;
  return retryAfterMs(headers?.get("retry-after")) ?? 0;
}
