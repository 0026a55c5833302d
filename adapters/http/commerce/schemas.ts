import { z } from "@hono/zod-openapi";
import { scenarioRunSchema } from "../../../application/commerce/simulation/run_scenarios.ts";
import { redriveRequestSchema } from "../../../application/commerce/redrive_request.ts";
import { STREAMS } from "../../../domain/commerce/commerce_event.ts";
import { outboxReleaseSchema } from "./outbox_routes.ts";
import { orderChangesSchema, orderDraftSchema } from "../../../domain/commerce/order_placement.ts";
import { orderSchema, selectionSchema } from "../../../domain/commerce/order.ts";
import { productChangesSchema, productDraftSchema } from "../../../domain/commerce/product_listing.ts";
import { productSchema } from "../../../domain/commerce/product.ts";
import { userChangesSchema, userDraftSchema } from "../../../domain/commerce/user_registration.ts";
import { userSchema } from "../../../domain/commerce/user.ts";
import { GRADES } from "../../../domain/commerce/grade.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { ERASURE } from "../server/erasure_schema.ts";
import { pageSchema } from "../server/list.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";
import { IMPORT_SCHEMAS } from "./imports/import_schemas.ts";

const stamps = { createdDatetime: instant, updatedDatetime: instant };
const count = z.int().min(0);

const summarySchema = z.object({
  counts: z.object({ users: count, products: count, orders: count }).nullable(),
  buyers: count.nullable().describe("Members who have ordered"),
  newUsers: count.nullable().describe("Members who have not ordered yet"),
  grades: z.record(z.enum(GRADES), count).nullable(),
  pools: z.object({ users: count, products: count }).nullable(),
  groups: z.array(z.object({
    group: z.string(),
    topic: z.string(),
    lag: count.describe("Records in the log that are not stored yet"),
    lagSeconds: z.number().min(0).nullable().describe("At most how long the oldest of them has waited"),
  })).nullable(),
  cache: z.object({ hits: count, misses: count, hitRate: z.number().min(0).max(1).nullable() }).nullable(),
  unavailable: z.array(z.enum(["store", "cache", "log"])).describe("What could not be reached; its figures are null"),
  asOf: instant,
});

const scenarioSchema = z.object({
  name: z.string(),
  title: z.string(),
  koreanTitle: z.string(),
  summary: z.string(),
  schedule: z.string().describe("When the calendar brings it, in plain words"),
  changes: z.array(z.string()).describe("What it multiplies, in plain words"),
  effects: z.array(z.object({
    metric: z.string(),
    factor: z.number().describe("Against the same hours without the scenario"),
    tolerance: z.number().describe("A share of the factor: 0.15 is ±15 %"),
  })),
  holdsNow: z.boolean().describe("The calendar brings it right now"),
  next: z.object({ from: instant, until: instant }).nullable().describe("Under way, or next; null: only by name"),
  runningUntil: instant.nullable().describe("The end of a run that was started by name"),
});

const userCertificateSchema = z.object({
  userDigest: z.string().describe("SHA-256 of the user's id, hexadecimal"),
  ...ERASURE,
});

const dailySalesSchema = z.object({
  day: z.iso.date().describe("On Seoul's calendar"),
  category: z.string(),
  lines: count.describe("Order rows, cancellations included"),
  orders: count.describe("Order rows of goods that went to a customer"),
  units: z.int(),
  amount: z.int().describe("Won, net of cancellations"),
});

const pendingOrderSchema = z.object({
  orderId: z.string(),
  userId: z.string(),
  productId: z.string(),
  waitsFor: z.array(z.enum(["user", "product"])).describe("What is not stored yet; none: it is about to be stored"),
  receivedAt: instant,
});

const publishedSchema = z.object({
  ids: z.array(z.string()),
  accepted: count,
  locations: z.array(z.string()).optional().describe("Of a list: where to look what became of each"),
});

const place = { topic: z.string(), partition: z.int(), offset: z.int() };

const deadLetterSchema = z.object({
  stream: z.enum(STREAMS),
  ...place,
  at: instant,
  of: z.object(place).describe("The record that could not be stored"),
  key: z.string().nullable(),
  code: z.string(),
  cause: z.string(),
  value: z.string().nullable().describe("Its beginning, as text"),
  cutOf: z.int().nullable().describe("Bytes of the whole record, where only its beginning was kept"),
  redriveOf: z.string().nullable().describe("The dead letter that it was before: topic/partition/offset"),
  redriven: z.object({
    at: instant.nullable().describe("null: by kafka-admin"),
    sentTo: z.object({ partition: z.int(), offset: z.int() }).nullable(),
  }).nullable().describe("That it was sent again"),
});

const wholeDeadLetterSchema = z.object({
  ...deadLetterSchema.shape,
  value: z.string().nullable().describe("All that was kept, as text"),
  headers: z.record(z.string(), z.string()),
  isWhole: z.boolean().describe("Otherwise a corrected message must be sent in its place"),
});

const redriveReportSchema = z.object({
  stream: z.enum(STREAMS),
  topic: z.string(),
  dryRun: z.boolean(),
  items: z.array(z.object({
    partition: z.int(),
    offset: z.int(),
    outcome: z.enum(["accepted", "sent", "refused", "redriven", "gone"]).describe(
      "accepted: it would be sent; refused: it would come back; redriven: it was sent before; gone: not in the log",
    ),
    code: z.string().nullable(),
    detail: z.string().nullable(),
    sentTo: z.object({ partition: z.int(), offset: z.int() }).nullable(),
  })),
  more: z.boolean().describe("Call again for the rest"),
});

const log = z.object(place).nullable().describe("Where it is in the log, as far as the address says");
const tracedOrderSchema = z.object({
  ...orderSchema.unwrap().shape,
  ...stamps,
  state: z.literal("stored"),
  trace: z.object({
    log,
    effects: z.object({
      day: z.iso.date().describe("Of the daily sales"),
      category: z.string().nullable(),
      orders: z.int(),
      units: z.int(),
      amount: z.int(),
      reversed: z.boolean().describe("Cancelled or returned by its status: it adds nothing"),
    }).describe("What it adds to the totals"),
  }),
});
const orderId = orderSchema.unwrap().shape.orderId;
const pendingStateSchema = z.object({
  orderId,
  state: z.literal("pending"),
  reason: z.enum(["in_log", "unknown_user", "unknown_product", "about_to_be_stored"]).describe(
    "in_log: no consumer has come to it",
  ),
  since: instant.nullable(),
  trace: z.object({ log }),
});
const deadStateSchema = z.object({
  orderId,
  state: z.literal("dead"),
  reason: z.string(),
  code: z.string(),
  since: instant,
  trace: z.object({ log, deadLetter: z.object(place) }),
});

const outboxEntrySchema = z.object({
  id: z.int(),
  topic: z.string(),
  key: z.string().nullable(),
  bytes: count.describe("Of its value"),
  createdAt: instant,
  refusals: count.describe("How often the log has refused it"),
  parkedAt: instant.nullable().describe("Since when it is not sent any more"),
  cause: z.string().nullable().describe("Of the last refusal"),
});

const sales = { amount: z.int().describe("Won, net of cancellations, without shipping"), orders: count };
const dayTotals = z.object({
  ...sales,
  averageBasket: z.int().nullable().describe("Won an order; null without orders"),
});
const comparisonSchema = z.object({
  day: z.iso.date().describe("On Seoul's calendar"),
  comparedDay: z.iso.date(),
  today: dayTotals,
  lastWeek: dayTotals.describe("Up to the same time"),
  lastWeekWhole: dayTotals.describe("The whole day"),
  hours: z.array(z.object({
    hour: z.int().min(0).max(23),
    today: z.object(sales).nullable().describe("null: still to come"),
    lastWeek: z.object(sales),
  })),
  asOf: instant,
});

const grade = z.enum(GRADES);
const standing = { amount: z.int().describe("Won"), orders: count };
const memberGradeSchema = z.object({
  userId: z.string(),
  grade,
  nextGrade: grade.describe("At the next run of the grade updater, if nothing is bought until then"),
  standing: z.object(standing).describe("What counts in the window"),
  window: z.object({ after: instant, until: instant }),
  missing: z.object({ grade, ...standing }).nullable().describe("To the grade above; null for the highest"),
  history: z.array(z.object({ from: grade, to: grade, changedAt: instant })).describe("Newest first, at most fifty"),
  asOf: instant,
});

const supposedSchema = z.object({
  userId: z.string(),
  hour: z.int().describe("In Seoul"),
  age: z.int().nullable(),
  current: selectionSchema.describe("Now"),
  supposed: selectionSchema,
  asOf: instant,
});

export const COMMERCE_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  TracedOrder: jsonSchemaOf(tracedOrderSchema, "output"),
  PendingOrderState: jsonSchemaOf(pendingStateSchema, "output"),
  DeadOrderState: jsonSchemaOf(deadStateSchema, "output"),
  UserPage: pageSchema("StoredUser"),
  ProductPage: pageSchema("StoredProduct"),
  OrderPage: pageSchema("StoredOrder"),
  DailySales: jsonSchemaOf(dailySalesSchema, "output"),
  DailySalesPage: pageSchema("DailySales"),
  PendingOrder: jsonSchemaOf(pendingOrderSchema, "output"),
  PendingOrderPage: pageSchema("PendingOrder"),
  DeadLetter: jsonSchemaOf(deadLetterSchema, "output"),
  DeadLetterPage: pageSchema("DeadLetter"),
  WholeDeadLetter: jsonSchemaOf(wholeDeadLetterSchema, "output"),
  RedriveRequest: jsonSchemaOf(redriveRequestSchema, "input"),
  RedriveReport: jsonSchemaOf(redriveReportSchema, "output"),
  OutboxRelease: jsonSchemaOf(outboxReleaseSchema, "input"),
  OutboxReleased: jsonSchemaOf(z.object({ topic: z.string(), released: count }), "output"),
  OutboxEntry: jsonSchemaOf(outboxEntrySchema, "output"),
  OutboxPage: pageSchema("OutboxEntry"),
  SalesComparison: jsonSchemaOf(comparisonSchema, "output"),
  MemberGrade: jsonSchemaOf(memberGradeSchema, "output"),
  SupposedPropensity: jsonSchemaOf(supposedSchema, "output"),
  ScenarioPage: pageSchema("Scenario"),
  User: jsonSchemaOf(userSchema, "output"),
  StoredUser: jsonSchemaOf(z.object({ ...userSchema.unwrap().shape, ...stamps }), "output"),
  NewUser: jsonSchemaOf(userDraftSchema, "input"),
  UserChanges: jsonSchemaOf(userChangesSchema, "input"),
  Product: jsonSchemaOf(productSchema, "output"),
  StoredProduct: jsonSchemaOf(z.object({ ...productSchema.unwrap().shape, ...stamps }), "output"),
  NewProduct: jsonSchemaOf(productDraftSchema, "input"),
  ProductChanges: jsonSchemaOf(productChangesSchema, "input"),
  Order: jsonSchemaOf(orderSchema, "output"),
  StoredOrder: jsonSchemaOf(z.object({ ...orderSchema.unwrap().shape, ...stamps }), "output"),
  NewOrder: jsonSchemaOf(orderDraftSchema, "input"),
  OrderChanges: jsonSchemaOf(orderChangesSchema, "input"),
  ...IMPORT_SCHEMAS,
  Published: jsonSchemaOf(publishedSchema, "output"),
  UserErasureCertificate: jsonSchemaOf(userCertificateSchema, "output"),
  Removed: jsonSchemaOf(z.object({ id: z.string(), outcome: z.literal("removed") }), "output"),
  Summary: jsonSchemaOf(summarySchema, "output"),
  StreamEvent: jsonSchemaOf(
    z.object({
      event: z.enum(["summary", "changes", "orders", "pools"]).optional(),
      data: z.string().optional().describe("JSON"),
      retry: z.int().optional().describe("Milliseconds until a listener that was cut off should come back"),
    }).describe("One event of the stream"),
    "output",
  ),
  Scenario: jsonSchemaOf(scenarioSchema, "output"),
  ScenarioRun: jsonSchemaOf(scenarioRunSchema, "input"),
  RunningScenario: jsonSchemaOf(z.object({ name: z.string(), until: instant }), "output"),
  StoppedScenario: jsonSchemaOf(z.object({ name: z.string(), outcome: z.enum(["stopped", "idle"]) }), "output"),
  CacheStatus: jsonSchemaOf(
    z.object({ connected: z.boolean(), users: count.nullable(), products: count.nullable() }),
    "output",
  ),
};
