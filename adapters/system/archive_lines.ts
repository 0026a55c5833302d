import { Buffer } from "node:buffer";
import { z } from "zod";
import type { ArchiveKey, ArchiveLine } from "../../application/identity/ports/events.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { customerIdentitySchema } from "../../domain/identity/customer_identity.ts";

const lineSchema = z.object({ keyId: z.uuid(), nonce: z.base64(), sealed: z.base64() });
const eventSchema = z.object({ eventId: z.string(), identity: customerIdentitySchema });

const NONCE_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Gzip of JSON lines, each encrypted by AES-256-GCM with its customer's key; the object's name is authenticated, so
 * that a line moved to another object does not decrypt.
 */
export async function sealLines(name: string, lines: readonly ArchiveLine[]): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await Promise.all(lines.map(async ({ keyId, key, event: { eventId, identity } }) => {
    const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const text = encoder.encode(JSON.stringify({ eventId, identity }));
    const bytes = await crypto.subtle.encrypt(parameters(name, iv), await imported(key, "encrypt"), text);
    return JSON.stringify({ keyId, nonce: base64(iv), sealed: base64(new Uint8Array(bytes)) });
  }));
  return await through(new CompressionStream("gzip"), encoder.encode(sealed.map((line) => `${line}\n`).join("")));
}

/** Also counts the lines whose key `keyOf` lacks: their customers were erased. */
export async function openLines(
  name: string,
  object: Uint8Array<ArrayBuffer>,
  keyOf: (keyId: string) => ArchiveKey["key"] | undefined,
): Promise<{ readonly events: CustomerIdentified[]; readonly unreadable: number }> {
  const text = decoder.decode(await through(new DecompressionStream("gzip"), object));
  const lines = text.split("\n").slice(0, -1).map((line) => lineSchema.parse(JSON.parse(line)));
  const events: CustomerIdentified[] = [];
  for (const { keyId, nonce, sealed } of lines) {
    const key = keyOf(keyId);
    if (!key) continue;
    const iv = new Uint8Array(Buffer.from(nonce, "base64"));
    const bytes = new Uint8Array(Buffer.from(sealed, "base64"));
    const opened = await crypto.subtle.decrypt(parameters(name, iv), await imported(key, "decrypt"), bytes);
    events.push({ type: "customer.identified", ...eventSchema.parse(JSON.parse(decoder.decode(opened))) });
  }
  return { events, unreadable: lines.length - events.length };
}

function parameters(name: string, iv: Uint8Array<ArrayBuffer>) {
  return { name: "AES-GCM", iv, additionalData: encoder.encode(name) };
}

function imported(key: Uint8Array<ArrayBuffer>, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, [use]);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
