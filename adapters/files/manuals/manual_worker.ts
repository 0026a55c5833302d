/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { readPlainText } from "../../../domain/store/manuals/read_plain_text.ts";
import type { FromWorker, ToWorker } from "./manual_reader.ts";
import { readMarkdown } from "./read_markdown.ts";
import { tooSlow } from "./too_slow.ts";
import { readDocument } from "./readers/read_document.ts";
import { Unreadable } from "./readers/read_manual.ts";

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    answer({ ok: true, value: await read(data) });
  } catch (error) {
    answer({ ok: false, reason: reasonOf(error) });
  }
};

async function read(work: ToWorker) {
  if (work.type === "document") return await readDocument(work.bytes, work.kind);
  const end = performance.now() + work.deadlineMs;
  const check = () => {
    if (performance.now() > end) throw new Unreadable(tooSlow(work.deadlineMs));
  };
  return work.format === "markdown" ? readMarkdown(work.text, check) : readPlainText(work.text);
}

/** What a library throws says nothing to the one who wrote the document. */
function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return error instanceof RangeError
    ? "it is nested too deeply"
    : "it is not intact, or of another kind than its name says";
}

function answer(message: FromWorker): void {
  self.postMessage(message);
}
