import { z } from "zod";
import { instant } from "../shared/instant.ts";
import { businessDaySchema } from "./business_day.ts";
import type { ReportCategory } from "./report_key.ts";
import { storeSchema } from "./store.ts";

const count = z.int().min(0);
const won = z.int();
const quantity = z.int();
const perhaps = z.number().nullable();
const { storeId, timeZone, closingTime } = storeSchema.unwrap().shape;

const takingsSchema = z.object({
  amount: won.describe("Won, what was taken back subtracted"),
  quantity: quantity.describe("Pieces, what was taken back subtracted"),
  sales: count.describe("Lines of receipts, those taken back included"),
});
export type Takings = z.infer<typeof takingsSchema>;

const salesFigures = takingsSchema.extend({
  returnedAmount: won.min(0),
  returnedQuantity: quantity.min(0),
  averageAmount: perhaps.describe("Won a line; null without any"),
});

const menuFigures = z.object({
  menus: z.array(takingsSchema.extend({
    menu: z.string(),
    share: perhaps.describe("Of the day's amount, 0 to 1"),
    rank: z.int().min(1),
  })).describe("By amount, the largest first"),
});

const hourFigures = z.object({
  hours: z.array(takingsSchema.extend({
    from: instant,
    clock: z.string().describe("What the store's clock shows then, such as 09:00"),
  })).describe("Hours of the business day from its start: 24, or 23 or 25 where the clock is changed"),
});

const summaryFigures = takingsSchema.extend({
  bestMenus: z.array(z.object({ menu: z.string(), amount: won })).describe("Three at most"),
  busiestHour: z.object({ clock: z.string(), amount: won }).nullable(),
  weekBefore: z.object({
    date: businessDaySchema,
    amount: won.describe("For a day that is open: until the same time of that day"),
    change: perhaps.describe("Of the amount: 0.1 is 10 % more"),
  }),
});

const FIGURES = { sales: salesFigures, menu: menuFigures, hours: hourFigures, summary: summaryFigures };

export type SalesFigures = z.infer<typeof salesFigures>;
export type MenuFigures = z.infer<typeof menuFigures>;
export type HourFigures = z.infer<typeof hourFigures>;
export type SummaryFigures = z.infer<typeof summaryFigures>;

const common = {
  storeId,
  date: businessDaySchema.describe("The business day, by the date it began on"),
  asOf: instant.describe("When the figures were read"),
  version: count.describe("The store's version they were read at: it goes up with every change"),
  day: z.object({ from: instant, until: instant, timeZone, closingTime, isOpen: z.boolean() }),
  completeness: z.object({
    isComplete: z.boolean().describe("The day was over by asOf; late sales may come all the same, and are counted"),
    sales: count.describe("Lines of receipts counted"),
    lateSales: count.describe("Of these, received after the day was over"),
    lastSaleAt: instant.nullable(),
    lastReceivedAt: instant.nullable(),
  }),
  text: z.string().nullable().describe("In words; of the categories other than summary only a written text"),
  written: z.object({
    at: instant,
    version: count.describe("The store's version by which it was written: what changed since it does not know"),
  }).nullable().describe("Set if the text, or the figures too, were written by a person; null: all of it is computed"),
};

export const storeReportSchema = z.discriminatedUnion("category", [
  z.object({ category: z.literal("sales"), ...common, figures: salesFigures }),
  z.object({ category: z.literal("menu"), ...common, figures: menuFigures }),
  z.object({ category: z.literal("hours"), ...common, figures: hourFigures }),
  z.object({ category: z.literal("summary"), ...common, figures: summaryFigures }),
]);

export type StoreReport = z.infer<typeof storeReportSchema>;
export type ReportFigures = StoreReport["figures"];
export type ReportFrame = Omit<StoreReport, "category" | "figures" | "text" | "written">;

export function figuresSchemaOf(category: ReportCategory): z.ZodType<ReportFigures> {
  return FIGURES[category];
}
