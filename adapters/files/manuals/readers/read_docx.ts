import { Buffer } from "node:buffer";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { readHtml } from "./read_html.ts";
import { type ReadManual, Unreadable } from "./read_manual.ts";
import { unzip, xmlOf } from "./unzip.ts";

/** Throws `Unreadable`. */
export async function readDocx(bytes: Uint8Array<ArrayBuffer>): Promise<ReadManual> {
  const parts = await unzip(bytes, (name) => /\.(xml|rels)$/.test(name));
  if (!parts.has("word/document.xml")) throw new Unreadable("it is no Word document");
  for (const part of parts.values()) xmlOf(part);
  const { default: mammoth } = await importMammoth();
  const buffer = Buffer.from(await stored(parts));
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  const { value: html } = await mammoth.convertToHtml({ buffer }, { convertImage });
  return readHtml(html);
}

/** An archive without compression: the library unpacks no more than was measured here. */
async function stored(parts: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level: 0 });
  for (const [name, part] of parts) await writer.add(name, new Uint8ArrayReader(part));
  return await writer.close();
}

/** It sets the prototype of its promises through `__proto__`, which Deno has not; only while it is loaded. */
async function importMammoth(): Promise<{ readonly default: typeof import("mammoth") }> {
  Object.defineProperty(Object.prototype, "__proto__", {
    configurable: true,
    set(value) {
      Object.setPrototypeOf(this, value);
    },
  });
  try {
    return await import("mammoth") as unknown as { default: typeof import("mammoth") };
  } finally {
    delete (Object.prototype as { __proto__?: unknown }).__proto__;
  }
}
