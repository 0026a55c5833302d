import { z } from "@hono/zod-openapi";
import { reportWritingSchema } from "../../../application/store/write_report.ts";
import { storeReportSchema } from "../../../domain/store/report.ts";
import { REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import { pageSchema } from "../server/list.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";
import { businessDaySchema } from "../../../domain/store/business_day.ts";
import { menuNameSchema } from "../../../domain/store/menu.ts";
import { saleIdSchema, saleSchema } from "../../../domain/store/sale.ts";
import { storeSchema, storeSettingsSchema } from "../../../domain/store/store.ts";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { MANUAL_SCHEMAS } from "./manual_schemas.ts";

const REPORT_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  StoreReport: jsonSchemaOf(storeReportSchema, "output"),
  ReportWriting: {
    anyOf: REPORT_CATEGORIES.map((category) => ({
      title: `Into a report of the category ${category}`,
      ...jsonSchemaOf(reportWritingSchema(category), "input"),
    })),
  },
  ReportsRemoved: jsonSchemaOf(
    z.object({ storeId: z.string(), removed: z.int().min(0).describe("Keys of the cache") }),
    "output",
  ),
};

const count = z.int().min(0);
const { timeZone, closingTime } = storeSchema.unwrap().shape;
const version = count.describe("Of the store; goes up with every change of its sales or hours");

const receiptSchema = z.object({
  storeId: storeIdSchema,
  stored: z.array(saleIdSchema).describe("Those that were new"),
  duplicates: z.array(saleIdSchema).describe("Those that were there already and said the same, once for each time"),
  days: z.array(businessDaySchema).describe("The business days they belong to"),
  receivedAt: instant,
});

const period = z.object({
  firstDay: businessDaySchema,
  lastDay: businessDaySchema,
  from: instant,
  until: instant.describe("The end of its last day, or how far that had come"),
  isComplete: z.boolean().describe("Whether its last day was over; a late sale may come all the same"),
  amount: z.int().describe("Won"),
  units: z.int(),
  lines: count.describe("Sales, those that take something back included"),
  lateLines: count.describe("Of these, those that came in after their business day was over"),
  daysWithSales: count.max(7).describe("Of the seven; a day without any may be one whose till has not reported"),
});

const menuSum = z.object({
  amount: z.int().describe("Won"),
  units: z.int(),
  share: z.number().nullable().describe("Of the seven days' whole amount, where that is above zero"),
  rank: z.int().min(1).nullable().describe("By amount; equal amounts share one. null: not sold"),
});

const comparisonSchema = z.object({
  storeId: storeIdSchema,
  timeZone,
  closingTime,
  asOf: instant.describe("Sales up to this moment are counted"),
  openDay: businessDaySchema.nullable().describe("The business day that was under way, compared with a whole one"),
  recent: period,
  previous: period,
  menus: z.array(z.object({
    menu: menuNameSchema,
    status: z.enum(["kept", "new", "vanished"]),
    recent: menuSum,
    previous: menuSum,
    difference: z.object({ amount: z.int(), units: z.int() }).describe("Recent less previous"),
    rankChange: z.int().nullable().describe("Places gained; negative for places lost"),
  })).describe("By recent rank, then by previous rank, then by name"),
  lastReceivedAt: instant.nullable().describe("When the last of these sales came in"),
  version,
});

const visitsSchema = z.object({
  storeId: storeIdSchema,
  timeZone,
  closingTime,
  openDay: businessDaySchema.describe("The business day under way"),
  days: z.array(z.object({
    day: businessDaySchema,
    customers: count.describe("Identified in the store on this day, each once"),
    identifications: count,
  })),
});

export const STORE_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  Store: jsonSchemaOf(
    z.object({ ...storeSchema.unwrap().shape, version, createdDatetime: instant, updatedDatetime: instant }),
    "output",
  ),
  StoreSettings: jsonSchemaOf(storeSettingsSchema, "input"),
  StorePage: pageSchema("Store"),
  Sale: jsonSchemaOf(z.object({ ...saleSchema.unwrap().shape, receivedAt: instant }), "output"),
  SalePage: pageSchema("Sale"),
  NewSale: jsonSchemaOf(saleSchema, "input"),
  SalesReceipt: jsonSchemaOf(receiptSchema, "output"),
  MenuComparison: jsonSchemaOf(comparisonSchema, "output"),
  VisitsByDay: jsonSchemaOf(visitsSchema, "output"),
  ...REPORT_SCHEMAS,
  ...MANUAL_SCHEMAS,
};
