import { z } from "@hono/zod-openapi";
import { collectRequestSchema } from "../../../application/sourcing/collect_benchmarks.ts";
import { decisionSchema } from "../../../application/sourcing/decide_on_candidate.ts";
import { syncRequestSchema } from "../../../application/sourcing/manage_supplier_accounts.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { protocolSchema } from "../../../domain/sourcing/account_fields.ts";
import { CANDIDATE_STATUSES } from "../../../domain/sourcing/candidate.ts";
import {
  supplierAccountChangesSchema,
  supplierAccountDraftSchema,
  supplierAccountSchema,
} from "../../../domain/sourcing/supplier_account.ts";
import { RECORD_KINDS, SALE_STATUSES } from "../../../domain/sourcing/supplier_item.ts";
import { ERASURE } from "../server/erasure_schema.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";
import { tradingSchemas, variant } from "./trading_schemas.ts";

const id = z.guid();
const count = z.int().min(0);
const counts = { pages: count, seen: count, added: count, changed: count, unchanged: count, rejected: count };

const rawRecord = z.object({
  id,
  accountId: id,
  externalId: z.string(),
  version: z.int().min(1),
  isCurrent: z.boolean(),
  protocol: protocolSchema,
  payload: z.unknown().describe("As the supplier sent it"),
  withheld: z.string().nullable().describe("Why the item is not to be sold, whatever its payload says"),
  contentHash: z.string(),
  sourceUpdatedAt: instant.nullable(),
  fetchedAt: instant,
});

const syncJob = z.object({
  id,
  accountId: id,
  kind: z.enum(RECORD_KINDS),
  mode: z.enum(["changes", "everything"]),
  status: z.enum(["QUEUED", "RUNNING", "DONE", "PARTIAL", "UNCHANGED", "FAILED", "STOPPED"])
    .describe("PARTIAL: read to the end, but not all of it can be believed; error says what"),
  ...counts,
  knownRejected: count.describe("Records of known items that could not be read; the items are withheld"),
  missing: count.describe("Known items that a complete reading lacked"),
  updatedSince: instant.nullable(),
  error: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

const fetchAttempt = z.object({
  url: z.string(),
  attempt: z.int(),
  status: z.int().nullable(),
  items: count.nullable(),
  bytes: count.nullable(),
  etag: z.string().nullable(),
  durationMs: z.number(),
  error: z.string().nullable(),
  at: instant,
});

const reject = z.object({
  id,
  accountId: id,
  kind: z.enum(RECORD_KINDS),
  payload: z.string().describe("JSON as text"),
  reason: z.string(),
  times: count,
  firstSeenAt: instant,
  lastSeenAt: instant,
});

const product = z.object({
  id,
  supplierAccountId: id,
  supplierItemId: id,
  supplierItemCode: z.string(),
  supplierVersion: z.int(),
  name: z.string(),
  brand: z.string(),
  category: z.string(),
  description: z.string(),
  imageUrls: z.array(z.string()),
  variants: z.array(z.object({
    ...variant,
    supplyPrice: count,
    sellingPrice: count,
    stock: count,
  })).describe("The options of the item, each with prices and stock of its own"),
  supplyPrice: count.describe("With variants: of the cheapest"),
  sellingPrice: count.describe("With variants: of the cheapest"),
  shippingFee: count,
  marginRate: z.number().describe("Share of the selling price left after supply price and postage"),
  pricePolicy: z.string(),
  stock: count.describe("With variants: of all together"),
  status: z.enum(SALE_STATUSES),
  withheld: z.string().nullable().describe("Why it is not sold, whatever the supplier said last that could be read"),
  createdAt: instant,
  updatedAt: instant,
});

const benchmark = z.object({
  id,
  market: z.string(),
  externalId: z.string(),
  name: z.string(),
  brand: z.string(),
  category: z.string(),
  price: count,
  rating: z.number().nullable(),
  reviewCount: count,
  salesRank: z.int().nullable(),
  url: z.string().nullable(),
  imageUrl: z.string().nullable(),
  space: z.string().nullable().describe("Of its vector; null while it has none"),
  collectedAt: instant,
  createdAt: instant,
});

const candidate = z.object({
  id,
  benchmarkProductId: id,
  productId: id,
  space: z.string(),
  score: z.number().describe("Cosine similarity, 1 for the same direction"),
  rank: z.int().min(1),
  status: z.enum(CANDIDATE_STATUSES),
  note: z.string().nullable(),
  foundAt: instant,
  decidedAt: instant.nullable(),
});

const collectJob = z.object({
  id,
  market: z.string(),
  feedUrl: z.string(),
  credential: z.string().nullable(),
  query: z.string(),
  pageLimit: z.int().nullable(),
  nextCursor: z.string().nullable(),
  status: z.enum(["QUEUED", "RUNNING", "DONE", "FAILED", "STOPPED"]),
  ...counts,
  error: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

const queries = z.array(z.object({
  database: z.string(),
  query: z.string(),
  ids: count.nullable(),
  rows: count,
  ms: z.number(),
})).optional().describe("With explain=true: every question that was put to a database");

const messages = {
  waiting: count,
  deadLettered: count,
  parked: count.meta({ description: "The old name of deadLettered", deprecated: true }),
};
const outbox = z.object({ ...messages, ways: z.array(z.object({ from: z.string(), to: z.string(), ...messages })) });

const productWithSource = z.object({ product, item: rawRecord.nullable(), account: supplierAccountSchema.nullable() });
const candidateWithBoth = z.object({ candidate, product, benchmark: benchmark.nullable() });
const pageOf = (item: z.ZodType) =>
  jsonSchemaOf(z.object({ items: z.array(item), nextCursor: z.string().nullable(), queries }), "output");

export const SOURCING_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  SupplierAccount: jsonSchemaOf(supplierAccountSchema, "output"),
  NewSupplierAccount: jsonSchemaOf(supplierAccountDraftSchema, "input"),
  SupplierAccountChanges: jsonSchemaOf(supplierAccountChangesSchema, "input"),
  SupplierAccountPage: pageOf(supplierAccountSchema),
  SyncRequest: jsonSchemaOf(syncRequestSchema, "input"),
  SyncJob: jsonSchemaOf(syncJob, "output"),
  SyncJobWithFetches: jsonSchemaOf(syncJob.extend({ fetches: z.array(fetchAttempt) }), "output"),
  SyncJobPage: pageOf(syncJob),
  SupplierRecord: jsonSchemaOf(rawRecord, "output"),
  SupplierRecordPage: pageOf(rawRecord),
  SupplierRejectPage: pageOf(reject),
  BuyerErasureCertificate: jsonSchemaOf(z.object(ERASURE), "output"),
  SourcedProduct: jsonSchemaOf(productWithSource.extend({ queries }), "output"),
  SourcedProductPage: pageOf(productWithSource),
  BenchmarkPage: pageOf(benchmark),
  CollectRequest: jsonSchemaOf(collectRequestSchema, "input"),
  CollectJob: jsonSchemaOf(collectJob, "output"),
  CollectJobPage: pageOf(collectJob),
  Candidate: jsonSchemaOf(candidate, "output"),
  CandidatePage: pageOf(candidateWithBoth),
  CandidateDecision: jsonSchemaOf(decisionSchema, "input"),
  Outbox: jsonSchemaOf(outbox, "output"),
  ...tradingSchemas({ product, item: rawRecord, pageOf }),
};
