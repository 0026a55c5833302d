import { z } from "zod";
import { strictObject } from "../../shared/strict_object.ts";
import { withoutControls } from "../../shared/no_controls.ts";
import { outsideId } from "../../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../../shared/parse.ts";
import type { Result } from "../../shared/result.ts";
import { storeIdSchema } from "../../shared/store_id.ts";

/** Part of a URL. Letters of every script, since manuals are named after files. */
export const manualIdSchema = outsideId(100).regex(
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,99}$/u,
  "expected 1 to 100 letters, digits, dots, dashes or underscores, the first a letter or a digit",
).brand<"ManualId">();
export type ManualId = z.output<typeof manualIdSchema>;

export const kindSchema = z.string().trim().regex(
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,49}$/u,
  "expected 1 to 50 letters, digits, spaces, dots, dashes or underscores",
);

/** A calendar day in Seoul. */
export const daySchema = z.iso.date({ error: "expected a day such as 2026-03-02" });

export const FORMATS = ["markdown", "text"] as const;
export type Format = typeof FORMATS[number];

/** About a thousand pages; a request's own limit may be lower. */
const LONGEST_TEXT = 2_000_000;
const MOST_STORES = 1_000;

export const manualDraftSchema = strictObject("manual", {
  manualId: manualIdSchema.meta({ examples: ["환불-규정"] }),
  title: withoutControls(z.string().trim().min(1).max(200)).optional()
    .describe("The first heading, or else the id, when left out"),
  kind: kindSchema.default("manual").describe("A word of your own to filter by, such as policy or hygiene"),
  storeId: storeIdSchema.optional().describe("The one store it applies to; instead of stores"),
  stores: z.array(storeIdSchema).max(MOST_STORES).optional().describe("The stores it applies to; all when left out"),
  format: z.enum(FORMATS, { error: `expected ${FORMATS.join(" or ")}` }).default("markdown"),
  text: z.string().max(LONGEST_TEXT)
    .regex(/\S/, "expected a text that is not empty"),
  validFrom: daySchema.optional().describe("The first day on which it is valid; today in Seoul when left out"),
}).refine(({ storeId, stores }) => storeId === undefined || stores === undefined, {
  error: "storeId and stores exclude each other",
});

export interface ManualDraft {
  readonly manualId: ManualId;
  readonly title: string | null;
  readonly kind: string;
  /** Sorted, distinct; empty for all stores. */
  readonly stores: readonly string[];
  readonly format: Format;
  readonly text: string;
  readonly validFrom: string;
}

export function parseManual(raw: unknown, today: string): Result<ManualDraft, InvalidInput> {
  const parsed = parseAs(manualDraftSchema, raw, "manual");
  if (!parsed.ok) return parsed;
  const { storeId, stores = storeId === undefined ? [] : [storeId], title, validFrom, ...rest } = parsed.value;
  const text = rest.text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const value = {
    ...rest,
    text,
    title: title ?? null,
    stores: [...new Set(stores)].sort(),
    validFrom: validFrom ?? today,
  };
  return { ok: true, value };
}

export function dayInSeoul(at: Date): string {
  return at.toTemporalInstant().toZonedDateTimeISO("Asia/Seoul").toPlainDate().toString();
}
