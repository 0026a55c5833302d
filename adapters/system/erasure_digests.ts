import { createHash, createHmac } from "node:crypto";
import type { Buffer } from "node:buffer";

/**
 * Registers of erased ids hold digests: HMAC-SHA-256 of the id's SHA-256, so that ids can't be tried out without the
 * key; without a key the SHA-256 itself.
 */
export class ErasureDigests {
  readonly #key: Uint8Array | null;

  constructor(key: Uint8Array | null = null) {
    this.#key = key;
  }

  get isKeyed(): boolean {
    return this.#key !== null;
  }

  /** As rows are written now. */
  of(id: string): Buffer {
    return this.keyed(id) ?? this.bare(id);
  }

  keyed(id: string): Buffer | null {
    return this.keyedOf(this.bare(id));
  }

  /** So that a register without a key can be given one. */
  keyedOf(bare: Uint8Array): Buffer | null {
    return this.#key && createHmac("sha256", this.#key).update(bare).digest();
  }

  bare(id: string): Buffer {
    return createHash("sha256").update(id).digest();
  }

  /** Tells two keys apart and nothing else; `null` without a key. */
  fingerprint(): Buffer | null {
    return this.#key && createHmac("sha256", this.#key).update("fingerprint of the key").digest().subarray(0, 8);
  }
}
