import { randomBytes } from "node:crypto";
import { activeTraceparent } from "./tracing.ts";

/**
 * Of the active span, so that a consumer goes on with its trace; otherwise version 00, random ids, sampled.
 * https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function newTraceparent(): string {
  const active = activeTraceparent();
  if (active !== null) return active;
  const hex = randomBytes(24).toString("hex");
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
}
