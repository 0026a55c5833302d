import { z } from "@hono/zod-openapi";
import { daySchema, FORMATS, manualDraftSchema } from "../../../domain/store/manuals/manual.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { pageSchema } from "../server/list.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";

const count = z.int().min(0);

const version = z.object({
  manualId: z.string(),
  version: z.int().min(1).describe("1 for the first text; withdrawals count too"),
  title: z.string(),
  kind: z.string(),
  stores: z.array(z.string()).describe("Whom it concerns; empty for all stores"),
  format: z.enum(FORMATS),
  validFrom: daySchema,
  validUntil: daySchema.nullable().describe("The first day on which it no longer holds; validFrom if it never held"),
  withdrawn: z.boolean(),
  passages: count,
  loadedAt: instant,
});

const answer = z.object({
  asked: z.object({
    q: z.string(),
    k: z.int().min(1),
    store: z.string().nullable(),
    kind: z.string().nullable(),
    on: daySchema,
  }),
  found: count.describe("How many passages came, asked.k at most"),
  searched: count.describe("How many passages the filters left to search in"),
  method: z.object({
    embedding: z.enum(["semantic", "lexical"]).describe(
      "semantic: near is what means the same; lexical: what shares words",
    ),
    space: z.string().describe("The model and its dimensions"),
    hasVectors: z.boolean().describe("False after a change of the model, until load-manuals --re-embed has run"),
    fusion: z.literal("reciprocal_rank"),
  }),
  results: z.array(z.object({
    rank: z.int().min(1),
    score: z.number().describe("Sum of 1 / (60 + rank) over both searches"),
    cites: z.object({
      manualId: z.string(),
      title: z.string(),
      kind: z.string(),
      version: z.int().min(1),
      validFrom: daySchema,
      headings: z.array(z.string()).describe("From the title down"),
      position: z.int().min(1).describe("Its place among the version's passages"),
      passages: count,
    }),
    passage: z.string(),
    nearness: z.object({ rank: z.int().min(1), distance: z.number().describe("Cosine distance") }).nullable()
      .describe("By the vectors; null: not among the nearest"),
    words: z.object({ rank: z.int().min(1), weight: z.number() }).nullable()
      .describe("By the words; null: none in common"),
  })),
});

export const MANUAL_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  NewManual: jsonSchemaOf(manualDraftSchema, "input"),
  ManualPage: pageSchema("ManualVersion"),
  ManualVersion: jsonSchemaOf(version, "output"),
  ManualText: jsonSchemaOf(version.extend({ text: z.string() }), "output"),
  LoadedManual: jsonSchemaOf(
    z.object({
      outcome: z.enum(["added", "unchanged"]),
      version,
      embedded: count.describe("Passages whose text was new"),
      source: z.object({
        characters: count.describe("Letters and digits of the text"),
        inPassages: count.describe("How many of them are in the text or the headings of a passage"),
      }),
    }),
    "output",
  ),
  RemovedManual: jsonSchemaOf(
    z.object({
      manualId: z.string(),
      outcome: z.enum(["withdrawn", "unchanged", "erased"]),
      from: daySchema.nullable(),
    }),
    "output",
  ),
  ManualAnswer: jsonSchemaOf(answer, "output"),
};
