import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { retryAfterMs } from "../../system/retry_after.ts";
import { isTemporary, PacedTries, type PaceOptions, readText, type Tried, UnreadableText } from "../paced_tries.ts";

export interface JsonCallerOptions extends PaceOptions {
  readonly url: string;
  readonly token: string | null;
  readonly answerWithinMs?: number;
}

interface JsonCall {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** `Idempotency-Key`: the same for a repeated call. */
  readonly key?: string;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

const ANSWER_WITHIN_MS = 30_000;

/**
 * Retries temporary failures (no answer, 429, 5xx). Throws `Outage` after the last try, `PartnerUnavailable` for 401,
 * 403 and what is no JSON, and the signal's reason.
 */
export class JsonCaller {
  readonly #options: JsonCallerOptions;
  readonly #tries: PacedTries;

  constructor(options: JsonCallerOptions) {
    this.#options = options;
    this.#tries = new PacedTries(options);
  }

  call(call: JsonCall, signal: AbortSignal): Promise<JsonAnswer> {
    return this.#tries.run(`the API at ${this.#options.url}`, signal, () => this.#try(call, signal));
  }

  async #try({ method, path, body, key }: JsonCall, signal: AbortSignal): Promise<Tried<JsonAnswer>> {
    const { token, answerWithinMs = ANSWER_WITHIN_MS } = this.#options;
    const url = new URL(this.#options.url);
    const [pathname, search = ""] = path.split("?", 2) as [string, string?];
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${pathname}`;
    url.search = search;
    let response: Response | null = null;
    let text: string = "";
    try {
      response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(key === undefined ? {} : { "idempotency-key": key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Could take the token to another host.
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
      });
      text = await readText(response);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UnreadableText) throw new PartnerUnavailable(`Cannot call ${url.href}: ${error.message}`);
      return { again: error, afterMs: null };
    }
    const { status } = response;
    if (isTemporary(status)) {
      return { again: new Error(`HTTP ${status}`), afterMs: retryAfterMs(response.headers.get("retry-after")) };
    }
    if (status === 401 || status === 403) throw new PartnerUnavailable(`Cannot call ${url.href}: HTTP ${status}`);
    try {
      return { answer: { status, body: text === "" ? null : JSON.parse(text) } };
    } catch {
      // The parser's message repeats its input.
      throw new PartnerUnavailable(`Cannot call ${url.href}: the answer is no JSON`);
    }
  }
}
