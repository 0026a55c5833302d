import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** Bound to its query: a page of another would begin anywhere. */
export function sealCursor(question: readonly unknown[], position: unknown): string {
  return Buffer.from(JSON.stringify([digestOf(question), position])).toString("base64url");
}

/** The position, not validated; `undefined` for another query's cursor. */
export function openCursor(question: readonly unknown[], cursor: string): unknown {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Array.isArray(parsed) && parsed[0] === digestOf(question) ? parsed[1] : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(question: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(question)).digest("base64url").slice(0, 16);
}
