import { CommandFailed } from "../../application/shared/fault.ts";
import { retryAfterMs } from "../../adapters/system/retry_after.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import type { Beacon } from "../../domain/identity/beacon.ts";

export type Answer =
  | { readonly kind: "identified"; readonly beaconId: string; readonly ms: number }
  | { readonly kind: "refused"; readonly code: string; readonly ms: number }
  | { readonly kind: "unanswered" };

export type Wait = "rateLimited" | "unavailable" | "unreachable";

interface ClientOptions {
  readonly url: string;
  readonly apiKey: string | null;
  /** Ends waiting for a busy or unreachable API; an answer in progress is still read. */
  readonly signal: AbortSignal;
  readonly onWait: (why: Wait, ms: number) => void;
}

const WITHOUT_RETRY_AFTER_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const ANSWERED_WITHIN_MS = 10_000;

/** An API client like a device's app: a requested wait delays all of its calls. */
export class DetectionClient {
  readonly #options: ClientOptions;
  readonly #headers: Headers;
  #notBefore = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#headers = new Headers({ "content-type": "application/json" });
    if (options.apiKey !== null) this.#headers.set("authorization", `Bearer ${options.apiKey}`);
  }

  /** Creates or replaces a beacon. Throws if the API rejects it. */
  async register({ beaconId, ...draft }: Beacon): Promise<void> {
    const answer = await this.#call("PUT", `/v1/beacons/${beaconId}`, draft);
    if (answer === null || answer.status < 300) return;
    const key = answer.status === 401 ? ": set API_KEY to a key that it knows" : "";
    throw new CommandFailed(
      `Cannot register beacons at ${this.#options.url}: ${answer.status} ${answer.body.code}${key}`,
    );
  }

  async detect(body: unknown): Promise<Answer> {
    const answer = await this.#call("POST", "/v1/detections", body);
    if (answer === null) return { kind: "unanswered" };
    const { status, ms, body: { beaconId, code } } = answer;
    if (status === 201) return { kind: "identified", beaconId: String(beaconId), ms };
    return { kind: "refused", code: String(code ?? status), ms };
  }

  /** `null`: stopped while waiting. */
  async #call(method: string, path: string, body: unknown) {
    const { url, signal } = this.#options;
    for (;;) {
      while (this.#notBefore > performance.now() && !signal.aborted) {
        await sleep(this.#notBefore - performance.now(), signal);
      }
      if (signal.aborted) return null;
      const began = performance.now();
      try {
        const response = await fetch(`${url}${path}`, {
          method,
          headers: this.#headers,
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
        });
        const text = await response.text();
        const ms = performance.now() - began;
        if (response.status !== 429 && response.status !== 503) {
          return { status: response.status, ms, body: objectOf(text) };
        }
        const askedMs = retryAfterMs(response.headers.get("retry-after"));
        const waitMs = Math.min(askedMs ?? WITHOUT_RETRY_AFTER_MS, LONGEST_WAIT_MS);
        this.#wait(response.status === 429 ? "rateLimited" : "unavailable", waitMs);
      } catch {
        this.#wait("unreachable", WITHOUT_RETRY_AFTER_MS);
      }
    }
  }

  /** Concurrent calls wait together; only the additional time counts. */
  #wait(why: Wait, ms: number): void {
    const now = performance.now();
    const until = Math.max(this.#notBefore, now + ms);
    const longer = until - Math.max(this.#notBefore, now);
    this.#notBefore = until;
    this.#options.onWait(why, longer);
  }
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
