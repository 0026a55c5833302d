import { z } from "@hono/zod-openapi";
import { instantText } from "../../../domain/shared/instant.ts";
import { isDay } from "./moment.ts";

/** Parameters that several calls have. */
export function timeFilter(description: string) {
  return instantText.optional()
    .openapi({ type: "string", format: "date-time", description, example: "2026-03-02T12:00:00Z" });
}

export function dayFilter(description: string) {
  return z.string().refine(isDay, "expected a day such as 2026-03-02").optional()
    .openapi({ type: "string", format: "date", description, example: "2026-03-02" });
}

export function textFilter(description: string, longest = 100) {
  return z.string().min(1).max(longest).optional().openapi({ description });
}

/** The document is told the bounds too: it would take `null` for a number, of which coercion makes 0. */
export function numberFilter(description: string, { min, max }: { readonly min: number; readonly max: number }) {
  return z.coerce.number().int().min(min).max(max).optional()
    .openapi({ type: "integer", minimum: min, maximum: max, description });
}

/** How many a list answers with. */
export function pageLimit(most: number, usual: number) {
  return z.coerce.number().int().min(1).max(most).default(usual).openapi({ description: "How many at most" });
}

/** Absent is false. */
export const flag = z.enum(["true", "false"]).default("false").transform((text) => text === "true");

export function flagFilter(description: string) {
  return z.enum(["true", "false"]).transform((text) => text === "true").optional()
    .openapi({ type: "boolean", enum: [true, false], description });
}
