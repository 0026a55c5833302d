import { randomBytes } from "node:crypto";

/**
 * A new W3C Trace Context: version 00, 16 random bytes of trace id, 8 of span id, sampled.
 * https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function newTraceparent(): string {
  const hex = randomBytes(24).toString("hex");
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
}
