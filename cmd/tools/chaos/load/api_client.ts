import type { Random } from "../../../../domain/shared/random.ts";
import { pick } from "../../../../domain/shared/random.ts";

/** What an API said. */
interface ApiAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface ApiClientDeps {
  /** Where APIs are that run now. */
  readonly addresses: () => readonly string[];
  readonly random: Random;
}

const ANSWERED_WITHIN_MS = 10_000;
/** What an API says that can't serve now; whether it has done what it was asked for, nobody knows. */
const UNAVAILABLE = 503;

/** Calls any of several APIs, as a load balancer before them would. */
export class ApiClient {
  readonly #deps: ApiClientDeps;
  /** Answers that no caller may get, whatever is broken: one line each. */
  readonly wrongAnswers: string[] = [];
  readonly counts = { calls: 0, unanswered: 0, unavailable: 0 };
  longestAnswerMs = 0;

  constructor(deps: ApiClientDeps) {
    this.#deps = deps;
  }

  /** `null`: no answer, or none that says what was done. @param expected every other status is noted as wrong */
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
