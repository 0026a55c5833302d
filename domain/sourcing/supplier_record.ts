import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { type InvalidInput, parseAs } from "../shared/parse.ts";
import { accepted, type Result } from "../shared/result.ts";
import { parseStorable } from "../shared/storable.ts";
import { externalId } from "./external_id.ts";
import { supplierItemSchema } from "./supplier_item.ts";

export const RECORD_KINDS = ["items", "orders", "qna", "categories"] as const;
export type RecordKind = typeof RECORD_KINDS[number];

/** A supplier's record as received, with its id and time. */
export interface SupplierRecord {
  readonly externalId: string;
  /** By the supplier's clock. */
  readonly updatedAt: Date | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

const common = { id: externalId, updatedAt: instant.nullish() };

/** Required fields of each kind; all others are kept unchanged. */
const SCHEMAS = {
  items: supplierItemSchema,
  orders: z.object({ ...common, status: z.string().min(1), lines: z.array(z.unknown()).min(1) }),
  qna: z.object({ ...common, question: z.string().min(1), itemId: externalId.nullish() }),
  categories: z.object({ ...common, name: z.string().min(1), parentId: externalId.nullish() }),
} satisfies Record<RecordKind, z.ZodType>;

/** Reads one record of a feed; refuses unusable ones with every fault. */
export function readSupplierRecord(kind: RecordKind, raw: unknown): Result<SupplierRecord, InvalidInput> {
  const parsed = parseAs<z.ZodType<{ id: string; updatedAt?: Date | null | undefined }>>(SCHEMAS[kind], raw, "record");
  if (!parsed.ok) return parsed;
  const storable = parseStorable(raw, "record");
  if (!storable.ok) return storable;
  const { id, updatedAt } = parsed.value;
  return accepted({ externalId: id, updatedAt: updatedAt ?? null, payload: raw as Record<string, unknown> });
}
