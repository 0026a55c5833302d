import { z } from "@hono/zod-openapi";
import { ENOUGH, readShare } from "../../../../application/commerce/import/is_enough.ts";
import { SHOP_NAME } from "../../../../application/commerce/import/of_shop.ts";
import { flag, textFilter } from "../../server/filters.ts";

const LONGEST = 500;

function term(description: string, example: string) {
  return textFilter(description, LONGEST).openapi({ example });
}

function choice(description: string) {
  return flag.openapi({ type: "string", enum: ["true", "false"], default: "false", description });
}

/** The flags of the command `import`. */
export const importQuery = z.object({
  commit: choice("Imports the file. Otherwise nothing is stored, and the answer shows what would be"),
  digest: z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits, as the preview has them").optional()
    .openapi({ description: "Of the previewed file: another one is not imported" }),
  file: z.string().min(1).max(LONGEST).default("upload").openapi({ description: "The file's name, for the list" }),
  via: z.enum(["kafka", "postgres"]).default("kafka").openapi({
    description: "As the live orders come, or straight into the database",
  }),
  map: term("Which column is which, where no export is recognised", "order=주문번호,sku=상품코드,date=주문일시"),
  encoding: term("Otherwise found out", "cp949"),
  dates: z.enum(["mdy", "dmy", "ymd"]).optional().openapi({ description: "Where the dates themselves leave it open" }),
  timeZone: term("Of times without an offset", "Asia/Seoul"),
  currency: term("Of amounts that don't say", "KRW"),
  rate: term("Won for one unit of the currency; for several EUR=1500,USD=1380", "1500"),
  shop: z.string().regex(SHOP_NAME, "expected a name of at most 20 letters and digits, such as gangnam").optional()
    .openapi({ description: "Put before order and customer numbers, where several shops number alike" }),
  sales: textFilter("Into this store's sales instead, such as a till's export", LONGEST),
  accept: z.string().transform((text, context) => {
    const share = readShare(text.trim());
    if (share === null) context.addIssue({ code: "custom", message: "expected a share such as 99%" });
    return share ?? ENOUGH;
  }).optional().openapi({ type: "string", description: "The share of lines that must become orders", example: "95%" }),
  addDiffering: choice("Adds also lines of invoices that are stored with other lines"),
});

export const runParam = z.object({
  run: z.coerce.number().int().min(1).max(2_147_483_647).openapi({ example: 1 }),
});

export const undoQuery = z.object({ force: choice("Takes back also orders that have been changed since") });
