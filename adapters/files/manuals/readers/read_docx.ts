import { Buffer } from "node:buffer";
import { zipSync } from "fflate";
import { readHtml } from "./read_html.ts";
import { type ReadManual, Unreadable } from "./read_manual.ts";
import { unzip, xmlOf } from "./unzip.ts";

/** Throws `Unreadable`. */
export async function readDocx(bytes: Uint8Array): Promise<ReadManual> {
  const parts = unzip(bytes, (name) => /\.(xml|rels)$/.test(name));
  if (!parts.has("word/document.xml")) throw new Unreadable("it is no Word document");
  for (const part of parts.values()) xmlOf(part);
  const { default: mammoth } = await importMammoth();
  // Packed anew, so that the library unpacks only what was measured here.
  const buffer = Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  const { value: html } = await mammoth.convertToHtml({ buffer }, { convertImage });
  return readHtml(html);
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
