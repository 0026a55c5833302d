import { type ConnectionRefusal, isTransient } from "../../../adapters/system/connection_refusal.ts";

/** A secret that was renewed reaches its file within minutes. */
const GRACE_MS = 180_000;

interface CredentialWatchOptions {
  readonly graceMs?: number;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
  /** Called once. */
  readonly onEnd: (refusal: ConnectionRefusal) => void;
}

/** Of one engine: whether new connections are let in. Asks for the end once none was for the grace period. */
export class CredentialWatch {
  readonly #graceMs: number;
  readonly #now: () => number;
  readonly #onEnd: (refusal: ConnectionRefusal) => void;
  #refused: { readonly since: number; readonly refusal: ConnectionRefusal } | null = null;
  #hasEnded = false;

  constructor({ graceMs = GRACE_MS, now = () => performance.now(), onEnd }: CredentialWatchOptions) {
    this.#graceMs = graceMs;
    this.#now = now;
    this.#onEnd = onEnd;
  }

  /** Of the last attempt to connect; an outage counts for nothing. */
  get refusal(): ConnectionRefusal | null {
    return this.#refused?.refusal ?? null;
  }

  accepted(): void {
    this.#refused = null;
  }

  refused(refusal: ConnectionRefusal): void {
    if (isTransient(refusal)) return;
    const now = this.#now();
    const { since } = this.#refused ?? { since: now };
    this.#refused = { since, refusal };
    if (this.#hasEnded || now - since < this.#graceMs) return;
    this.#hasEnded = true;
    this.#onEnd(refusal);
  }
}
