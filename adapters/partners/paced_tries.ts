import { retry } from "../system/retry.ts";
import { sleep } from "../system/sleep.ts";
import { Outage } from "../../application/shared/fault.ts";

import PQueue from "p-queue";

export interface PaceOptions {
  readonly requestsPerMinute: number;
  /** Of one call. */
  readonly tries?: number;
  /** Doubled with each try, with jitter of up to as much again. */
  readonly firstPauseMs?: number;
}

/** `afterMs`: the pause that the partner asks for. */
export type Tried<T> = { readonly answer: T } | { readonly again: unknown; readonly afterMs: number | null };

const TRIES = 6;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 60_000;

class TryAgain extends Outage {
  constructor(service: string, cause: unknown, readonly afterMs: number | null) {
    super(service, cause);
  }
}

/** All calls together keep the account's pace. */
export class PacedTries {
  readonly #options: PaceOptions;
  readonly #turns: PQueue;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#turns = new PQueue({ intervalCap: 1, interval: 60_000 / options.requestsPerMinute, strict: true });
  }

  /** Throws `Outage` naming `service` after the last try, and the signal's reason. */
  run<T>(service: string, signal: AbortSignal, tryOnce: (attempt: number) => Promise<Tried<T>>): Promise<T> {
    const { tries = TRIES, firstPauseMs = FIRST_PAUSE_MS } = this.#options;
    return retry(async (attempt) => {
      await this.#turns.add(() => {}, { signal });
      const tried = await tryOnce(attempt);
      if ("answer" in tried) return tried.answer;
      throw new TryAgain(service, tried.again, tried.afterMs);
    }, {
      retries: tries - 1,
      minTimeout: firstPauseMs,
      maxTimeout: LONGEST_PAUSE_MS,
      randomize: true,
      signal,
      shouldRetry: async ({ error, retryDelay }) => {
        if (!(error instanceof TryAgain)) return false;
        // Less the pause that follows.
        await sleep(Math.max(0, Math.min(error.afterMs ?? 0, LONGEST_PAUSE_MS) - retryDelay), signal);
        return true;
      },
    });
  }
}

const MAX_BYTES = 64 * 1024 * 1024;

export function isTemporary(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** Retrying can't help: the text can't be read as what the answer says it is. */
export class UnreadableText extends Error {
  override readonly name = "UnreadableText";
}

/**
 * Decoded as its `charset`, UTF-8 where it names none. Throws `UnreadableText` for an unknown charset and for bytes that
 * are not of it, and a fault for an answer that is cut off or too large.
 */
export async function readText(response: Response): Promise<string> {
  const decoder = decoderOf(response.headers.get("content-type"));
  if (!response.body) return "";
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`the answer is larger than ${MAX_BYTES} bytes`);
    text += decode(decoder, chunk, true);
  }
  return text + decode(decoder, new Uint8Array(), false);
}

function decoderOf(contentType: string | null): TextDecoder {
  const named = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  // Korean systems say CP949 or MS949; the Encoding Standard knows it as EUC-KR.
  const label = /^(cp|ms|x-windows-)?949$/i.test(named) ? "euc-kr" : named;
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new UnreadableText(`the answer's charset "${named.slice(0, 50)}" is not known`);
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream });
  } catch {
    throw new UnreadableText(`the answer is no ${decoder.encoding} text: its charset has to be in Content-Type`);
  }
}
