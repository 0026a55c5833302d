import type { ReadBlocks } from "../../../application/store/ports/manuals.ts";
import type { Block } from "../../../domain/store/manuals/block.ts";
import type { Format } from "../../../domain/store/manuals/manual.ts";
import { readPlainText } from "../../../domain/store/manuals/read_plain_text.ts";
import { moduleUrl } from "../../system/asset_url.ts";
import { tooSlow } from "./too_slow.ts";
import { readMarkdown } from "./read_markdown.ts";
import type { DocumentKind } from "./readers/read_document.ts";
import { type ReadManual, Unreadable } from "./readers/read_manual.ts";

export type ToWorker =
  | { readonly type: "blocks"; readonly text: string; readonly format: Format; readonly deadlineMs: number }
  | { readonly type: "document"; readonly bytes: Uint8Array<ArrayBuffer>; readonly kind: DocumentKind };
export type FromWorker =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string };
type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

interface ManualReaderOptions {
  /** Milliseconds for each text or document, and for each million characters or bytes of it. */
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 30_000;
/** Characters that are read at once, in far less time than a worker needs to start. */
const SMALL = 16_000;
const GRACE_MS = 2_000;
/** A worker that was not used as long is stopped. */
const IDLE_MS = 5_000;

/**
 * Reads in a worker, one after another, so that a text that takes long keeps nothing else waiting; one that takes longer
 * than its deadline is refused. A text's reader checks the time itself; one of documents ends when it is done.
 */
export class ManualReader implements AsyncDisposable {
  readonly #deadlineMs: number;
  #worker: Worker | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ deadlineMs = DEADLINE_MS }: ManualReaderOptions = {}) {
    this.#deadlineMs = deadlineMs;
  }

  readonly readBlocks: ReadBlocks = async (text, format) => {
    if (text.length <= SMALL) return inWords(() => format === "markdown" ? readMarkdown(text) : readPlainText(text));
    const deadlineMs = this.#deadlineOf(text.length);
    const read = await this.#inTurn<Block[]>({ type: "blocks", text, format, deadlineMs }, text.length);
    return read.ok ? { ok: true, blocks: read.value } : read;
  };

  async readDocument(bytes: Uint8Array<ArrayBuffer>, kind: DocumentKind): Promise<Outcome<ReadManual>> {
    return await this.#inTurn<ReadManual>({ type: "document", bytes, kind }, bytes.length);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    this.#stop();
  }

  #inTurn<T>(work: ToWorker, size: number): Promise<Outcome<T>> {
    const result = this.#last.then(() => this.#ask<T>(work, this.#deadlineOf(size)));
    this.#last = result;
    return result;
  }

  #deadlineOf(size: number): number {
    return this.#deadlineMs * (1 + size / 1e6);
  }

  async #ask<T>(work: ToWorker, deadlineMs: number): Promise<Outcome<T>> {
    clearTimeout(this.#idle);
    const worker = this.#worker ??= new Worker(moduleUrl("adapters/files/manuals/manual_worker.ts"), {
      type: "module",
    });
    const { promise, resolve } = Promise.withResolvers<Outcome<T>>();
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => resolve(data as Outcome<T>);
    const refuse = (reason: string) => {
      this.#stop();
      resolve({ ok: false, reason });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      refuse("it can't be read: its reader failed");
    };
    // A text's own check comes first: `terminate` does not end a worker that is busy (Deno 2.9).
    const deadline = setTimeout(() => refuse(tooSlow(deadlineMs)), deadlineMs + GRACE_MS);
    worker.postMessage(work);
    try {
      return await promise;
    } finally {
      clearTimeout(deadline);
      const idle = setTimeout(() => this.#stop(), IDLE_MS);
      Deno.unrefTimer(idle);
      this.#idle = idle;
    }
  }

  #stop(): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = null;
  }
}

function inWords(read: () => Block[]): Awaited<ReturnType<ReadBlocks>> {
  try {
    return { ok: true, blocks: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, reason: error.message };
    throw error;
  }
}
