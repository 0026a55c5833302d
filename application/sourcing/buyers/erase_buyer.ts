import { z } from "zod";
import { type InvalidInput, parseAs } from "../../../domain/shared/parse.ts";
import { accepted, type Result } from "../../../domain/shared/result.ts";
import { type BuyerMark, emailMark, orderMark, phoneMark, textMark } from "../../../domain/sourcing/buyer.ts";
import { externalIdSchema, marketAccountIdSchema } from "../../../domain/sourcing/ids.ts";
import { countRecords, type Erasure } from "../../shared/erasure.ts";
import type { BuyerMessages, BuyerRegister } from "../ports/buyers.ts";

const name = z.string().trim().min(1).max(100);

/** What a person knows of themselves; each finds orders of its own. */
const buyerQuerySchema = z.strictObject({
  order: externalIdSchema.optional().describe("The marketplace's id of an order"),
  account: marketAccountIdSchema.optional().describe("Only orders of this market account; goes with order"),
  phone: z.string().trim().max(50).transform((text, context) => {
    const mark = phoneMark(text);
    if (mark) return mark;
    context.addIssue({ code: "custom", message: "expected a phone number of 8 to 15 digits" });
    return z.NEVER;
  }).optional(),
  email: z.string().trim().max(254).regex(/^[^\s@]+@[^\s@]+$/, "expected an e-mail address").optional(),
  name: name.optional().describe("Of the buyer or receiver: everybody of this name"),
}).refine(({ order, phone, email, name }) => order ?? phone ?? email ?? name, {
  error: "expected one of order, phone, email and name",
});

export interface EraseBuyerDeps {
  readonly register: BuyerRegister;
  readonly messages: readonly BuyerMessages[];
}

/**
 * Of an order under way who it is for is needed until it ends: then at once. Also of somebody who isn't stored: an order
 * may be on its way. Idempotent; throws `Outage`: repeat the call.
 */
export async function eraseBuyer(
  { register, messages }: EraseBuyerDeps,
  raw: unknown,
  at: Date,
): Promise<Result<Erasure, InvalidInput>> {
  const query = parseAs(buyerQuerySchema, raw, "query");
  if (!query.ok) return query;
  const { order, account, phone, email, name } = query.value;
  const marks: BuyerMark[] = [];
  if (order !== undefined) {
    const accounts = account === undefined ? await register.accountsOf(order) : [account];
    marks.push(...accounts.map((id) => orderMark(id, order)));
  }
  if (phone !== undefined) marks.push(phone);
  if (email !== undefined) marks.push(emailMark(email));
  if (name !== undefined) marks.push(textMark(name));
  const { erasedAt, found, orders } = await register.begin(marks, at);
  const stores = [{ store: register.name, found }];
  for (const each of messages) {
    stores.push({ store: each.name, found: await each.erase([...new Set([...marks, ...orders])], erasedAt) });
  }
  return accepted({
    erasedAt,
    asOf: at,
    records: countRecords(stores.flatMap(({ found }) => found)),
    stores,
  });
}
