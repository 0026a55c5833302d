import { z } from "@hono/zod-openapi";
import { type CustomerId, knownCustomerIdSchema } from "../../../domain/identity/customer.ts";
import { parseAs } from "../../../domain/shared/parse.ts";
import { idParam } from "../server/id_param.ts";
import { valueOf } from "../server/refusal.ts";
import { PLAIN } from "./plain.ts";

export const customerParams = z.object({
  id: idParam(64).openapi({ description: "Id of the customer", example: "cust123", ...PLAIN }),
});

/** For a customer who need not be registered. Throws `Problem` for what no customer can have as id. */
export function customerIn({ id }: z.output<typeof customerParams>): CustomerId {
  return valueOf(parseAs(knownCustomerIdSchema, id, "customer's id"));
}
