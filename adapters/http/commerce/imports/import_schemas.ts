import { z } from "@hono/zod-openapi";
import { instant } from "../../../../domain/shared/instant.ts";
import { jsonSchemaOf } from "../../server/json_schema.ts";
import { pageSchema } from "../../server/list.ts";

const count = z.int().min(0);
const won = z.int();

const understood = {
  file: z.string(),
  digest: z.string().describe("SHA-256 of the body, hexadecimal"),
  profile: z.string().describe("What it was recognised as"),
  packing: z.enum(["gzip", "zip"]).nullable(),
  encoding: z.string().nullable().describe("null for a workbook"),
  delimiter: z.string().nullable(),
  dates: z.enum(["mdy", "dmy", "ymd"]).nullable(),
  timeZone: z.string(),
  currency: z.string().nullable(),
  rates: z.record(z.string(), z.number()),
  columns: z.record(z.string(), z.array(z.string())).describe("Header names by field"),
  notStored: z.array(z.string()).describe("Columns of which nothing is kept"),
  questions: z.array(z.string()).describe("What only the file's owner knows, and how to tell it"),
};
const reasons = z.array(z.object({ reason: z.string(), lines: count, line: count, example: z.string() }))
  .describe("Why lines were rejected, the most common first");

const previewSchema = z.object({
  ...understood,
  ready: z.boolean().describe("Nothing is asked, and enough lines are orders"),
  lines: count,
  orders: count,
  rejected: count,
  cancellations: count.describe("Lines that take others back"),
  amount: won.nullable().describe("In won; null where a currency has no rate"),
  from: instant.nullable(),
  to: instant.nullable(),
  reasons,
  samples: z.array(z.looseObject({ line: count, orderId: z.string().nullable(), productName: z.string() }))
    .describe("The first five orders, as they would be stored"),
});

const imported = {
  ...understood,
  via: z.enum(["kafka", "postgres"]),
  run: count.min(1),
  enough: z.boolean().describe("At least the accepted share of lines is stored"),
  reasons,
  rejectedLines: z.array(z.object({ line: count, reason: z.string(), raw: z.string() })).describe("The first 100"),
};

const importedSchema = z.object({
  ...imported,
  lines: count,
  orders: count,
  rejected: count,
  differing: count.describe("Lines that were not added, since their invoice is stored with other lines"),
  differingInvoices: z.array(z.looseObject({ invoice: z.string(), lines: count, firstLine: count })),
  stored: count,
  alreadyThere: count,
  amountIn: won,
  amountStored: won,
  customers: count,
  guests: count,
  products: count,
  cancellations: count,
  balanced: z.boolean().describe("Every line is a stored order, rejected, or differs"),
});

const salesImportedSchema = z.object({
  ...imported,
  storeId: z.string(),
  lines: count,
  stored: count,
  alreadyThere: count,
  rejected: count,
  differing: count.describe("Sales that are stored with other content; among the rejected"),
  days: count.describe("Business days of the store that have such sales"),
});

const runSchema = z.object({
  run: count.min(1),
  file: z.string(),
  digest: z.string().nullable(),
  profile: z.string(),
  via: z.enum(["kafka", "postgres"]),
  storeId: z.string().nullable().describe("Whose sales it adds to; null for orders of the shop"),
  state: z.enum(["done", "unfinished", "undone", "undo_unfinished"]),
  lines: count,
  orders: count,
  rejected: count,
  alreadyThere: count,
  differing: count,
  stored: count.describe("What it added, when it last ended"),
  amount: won,
  startedAt: instant,
  finishedAt: instant.nullable(),
  undoBeganAt: instant.nullable(),
  undoneAt: instant.nullable(),
});

export const IMPORT_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  ImportPreview: jsonSchemaOf(previewSchema, "output"),
  SalesImported: jsonSchemaOf(salesImportedSchema, "output"),
  Imported: jsonSchemaOf(importedSchema, "output"),
  ImportRun: jsonSchemaOf(runSchema, "output"),
  ImportRunPage: pageSchema("ImportRun"),
  ImportUndone: jsonSchemaOf(
    z.object({
      ...{ run: count.min(1), orders: count, sales: count, users: count, products: count },
      keptUsers: count.describe("Made by the import, but other orders need them"),
      keptProducts: count,
    }),
    "output",
  ),
};
