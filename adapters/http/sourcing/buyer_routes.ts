import { z } from "@hono/zod-openapi";
import { eraseBuyer } from "../../../application/sourcing/buyers/erase_buyer.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { valueOf } from "../server/refusal.ts";
import type { SourcingDeps } from "./deps.ts";

const CERTIFICATE = {
  erasedAt: "2026-03-02T12:00:00.000Z",
  asOf: "2026-03-02T12:00:00.000Z",
  records: 4,
  stores: [
    {
      store: "Market database",
      found: [
        { place: "orders, blanked", records: 1 },
        { place: "market_order_raw, payloads removed", records: 2 },
      ],
    },
    { store: "Source database", found: [{ place: "supplier_qna_raw, payloads removed", records: 1 }] },
  ],
};

const text = (description: string, max: number) => z.string().max(max).optional().openapi({ description });

const route = describeRoute({
  method: "delete",
  path: "/v1/sourcing/buyers",
  operationId: "eraseBuyer",
  scope: "admin",
  tag: "Sourcing",
  summary: "Forget a marketplace's buyer and receiver",
  description: [
    "By what the person knows: the marketplace's id of an order, a phone number, an e-mail address, a name; several of",
    "them find what each finds, and a name everybody of that name. Orders keep figures and ids. One that is under way",
    "is blanked when it ends. The answer certifies what was found; a second call finds nothing. What a marketplace or",
    "supplier sends late or again brings nobody back. After a 503 repeat the call: it goes on.",
  ].join(" "),
  query: z.object({
    order: text("The marketplace's id of an order", 1_000),
    account: z.guid().optional().openapi({ description: "Only orders of this market account; goes with order" }),
    phone: text("Of 8 to 15 digits, however it is written", 50),
    email: text("An e-mail address", 254),
    name: text("Of the buyer or receiver", 100),
  }),
  answers: { 200: json("The certificate", "BuyerErasureCertificate", CERTIFICATE) },
  problems: ["unavailable"],
});

export function buyerRoutes(api: Api, { open }: SourcingDeps, { clock }: Pick<EdgeDeps, "clock">): void {
  api.openapi(route, async (c) => {
    const { buyers } = await open();
    return c.json(valueOf(await eraseBuyer(buyers, c.req.valid("query"), clock())));
  });
}
