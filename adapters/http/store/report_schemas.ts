import { z } from "@hono/zod-openapi";
import { reportWritingSchema } from "../../../application/store/write_report.ts";
import { storeReportSchema } from "../../../domain/store/report.ts";
import { REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";

export const REPORT_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
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
