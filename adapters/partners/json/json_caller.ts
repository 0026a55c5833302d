import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { fetchText, UnreadableText } from "../fetch_text.ts";
import { askedToRetry, isTemporary, PacedTries, type PaceOptions, type Tried } from "../paced_tries.ts";

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
    const { token, answerWithinMs: withinMs = ANSWER_WITHIN_MS } = this.#options;
    const url = new URL(this.#options.url);
    const [pathname, search = ""] = path.split("?", 2) as [string, string?];
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${pathname}`;
    url.search = search;
    const fetched = await fetchText(url, {
      method,
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }, { withinMs, signal });
    if ("fault" in fetched) {
      const { fault } = fetched;
      signal.throwIfAborted();
      if (fault instanceof UnreadableText) throw new PartnerUnavailable(`Cannot call ${url.href}: ${fault.message}`);
      return { again: fault, afterMs: null };
    }
    const { response, text } = fetched;
    const { status } = response;
    if (isTemporary(status)) return askedToRetry(response);
    if (status === 401 || status === 403) throw new PartnerUnavailable(`Cannot call ${url.href}: HTTP ${status}`);
    try {
      return { answer: { status, body: text === "" ? null : JSON.parse(text) } };
    } catch {
      // The parser's message repeats its input.
      throw new PartnerUnavailable(`Cannot call ${url.href}: the answer is no JSON`);
    }
  }
}
