import type { Random } from "../../../../domain/shared/random.ts";
import { pick } from "../../../../domain/shared/random.ts";

interface ApiAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface ApiClientDeps {
  readonly addresses: () => readonly string[];
  readonly random: Random;
}

const ANSWERED_WITHIN_MS = 10_000;
/** A status after which it is unknown whether the call took effect. */
const UNAVAILABLE = 503;

export class ApiClient {
  readonly #deps: ApiClientDeps;
  /** Answers that are wrong under any fault, one line each. */
  readonly wrongAnswers: string[] = [];
  readonly counts = { calls: 0, unanswered: 0, unavailable: 0 };
  longestAnswerMs = 0;

  constructor(deps: ApiClientDeps) {
    this.#deps = deps;
  }

  /** `null`: unknown what was done. Any status that is not `expected` is recorded as wrong. */
  async call(method: string, path: string, body: unknown, expected: readonly number[]): Promise<ApiAnswer | null> {
    const addresses = this.#deps.addresses();
    this.counts.calls++;
    if (addresses.length === 0) {
      this.counts.unanswered++;
      return null;
    }
    const address = pick(this.#deps.random, addresses);
    const began = performance.now();
    try {
      const response = await fetch(address + path, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
      });
      const text = await response.text();
      this.longestAnswerMs = Math.max(this.longestAnswerMs, performance.now() - began);
      if (response.status === UNAVAILABLE) {
        this.counts.unavailable++;
        return null;
      }
      if (!expected.includes(response.status)) {
        this.wrongAnswers.push(`${method} ${path} was answered with ${response.status} ${text}`);
        return null;
      }
      return { status: response.status, body: JSON.parse(text) };
    } catch {
      this.counts.unanswered++;
      return null;
    }
  }
}
