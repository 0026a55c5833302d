import { randomBytes } from "node:crypto";

/** Version 00, random ids, sampled. https://www.w3.org/TR/trace-context/#traceparent-header */
export function newTraceparent(): string {
  const hex = randomBytes(24).toString("hex");
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`;
}
