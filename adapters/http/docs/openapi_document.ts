import { z } from "@hono/zod-openapi";
import type { Api } from "../server/api.ts";
import { COMMERCE_SCHEMAS } from "../commerce/schemas.ts";
import { IDENTITY_SCHEMAS, identityProblemMembers } from "../identity/schemas.ts";
import { jsonSchemaOf } from "../server/json_schema.ts";
import { KEY_SCHEMAS } from "../server/key_routes.ts";
import { PROBLEMS } from "../problem_codes.ts";
import { completeDocument } from "./complete_document.ts";
import { STORE_SCHEMAS } from "../store/schemas.ts";
import { SOURCING_SCHEMAS } from "../sourcing/schemas.ts";
import { WEBHOOK_SCHEMAS } from "../webhooks/schemas.ts";

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [string, ...string[]]).describe("Stable: decide by this"),
  detail: z.string().describe("For people; may change"),
  errors: z.array(z.object({ at: z.string().describe("[3].age"), detail: z.string() })).optional(),
  errorCount: z.int().optional().describe("How many faults there are; the first hundred are listed"),
  ...identityProblemMembers.shape,
  requestId: z.string(),
});

export function describeComponents(api: Api): void {
  const schemas = {
    ...COMMERCE_SCHEMAS,
    ...KEY_SCHEMAS,
    ...IDENTITY_SCHEMAS,
    ...SOURCING_SCHEMAS,
    ...STORE_SCHEMAS,
    ...WEBHOOK_SCHEMAS,
    Problem: jsonSchemaOf(problemSchema, "output"),
  };
  for (const [name, schema] of Object.entries(schemas)) api.openAPIRegistry.registerComponent("schemas", name, schema);
  api.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "Asked for when the service was given API keys.",
  });
}

export function openapiDocument(api: Api, { asksForKeys }: { readonly asksForKeys: boolean }): object {
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Tillstream",
      version: "1",
      description: [
        "Retail events for Korean shops. Amounts are whole won; times are RFC 3339 with an offset.",
        "Every error is `application/problem+json` (RFC 9457) with a stable `code`. No text may hold NUL, nor half of a",
        "character (a lone surrogate).",
      ].join(" "),
    },
    servers: [{ url: "/" }],
    externalDocs: { url: "/asyncapi.json", description: "The messages of the topics (AsyncAPI 3.0)" },
    // A client that has a key sends it, whether or not it is asked for.
    security: asksForKeys ? [{ apiKey: [] }] : [{ apiKey: [] }, {}],
    tags: [
      { name: "Users", description: "Members of the shop, who order" },
      { name: "Products", description: "Its catalogue" },
      { name: "Orders", description: "What was bought, line by line" },
      {
        name: "Imports",
        description: "Files that shop systems, marketplaces and tills export; each import can be undone",
      },
      { name: "Webhooks", description: "What shop systems tell of by themselves; a signature instead of a key" },
      { name: "Webhook subscriptions", description: "Who is told of events, by the Standard Webhooks specification" },
      { name: "Commerce", description: "The shop as a whole, live" },
      { name: "Scenarios", description: "What happens to the shop, by the calendar or started by name" },
      { name: "Customers", description: "People who are seen in stores, members or not, and where they were" },
      { name: "Beacons", description: "The transmitters they are recognised by" },
      { name: "Sourcing", description: "Suppliers, products and markets, in three databases" },
      { name: "Cache", description: "The pools that the live stream draws from" },
      { name: "Manuals", description: "What stores have to know, searched by question, with what every answer cites" },
      { name: "Stores", description: "Each store by itself: its clock, its sales, what they come to" },
      { name: "Keys", description: "Who may call, and what" },
      { name: "Health", description: "What a supervisor asks; never a key" },
    ],
  });
  return completeDocument(document);
}
