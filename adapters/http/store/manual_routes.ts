import { z } from "@hono/zod-openapi";
import { loadManual, type LoadManualDeps } from "../../../application/store/manuals/load_manual.ts";
import {
  listManuals,
  listVersions,
  manualListSchema,
  onDaySchema,
  readManual,
} from "../../../application/store/manuals/read_manuals.ts";
import { removalSchema, removeManual } from "../../../application/store/manuals/remove_manual.ts";
import { manualQuestionSchema, searchManuals } from "../../../application/store/manuals/search_manuals.ts";
import { pageOf, pageOfAll } from "../../../application/shared/page.ts";
import type { ManualSearch } from "../../../application/store/ports/manuals.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { deprecated } from "../server/deprecation.ts";
import { answerList, listOf, listQueryIn, OLD_SHAPE } from "../server/list.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";

export type ManualDeps = Omit<LoadManualDeps, "clock"> & { readonly search: ManualSearch };

const TAG = "Manuals";
const params = z.object({ id: z.string().openapi({ example: "환불-규정" }) });

const loadRoute = describeRoute({
  method: "post",
  path: "/v1/manuals",
  operationId: "loadManual",
  tag: TAG,
  summary: "Load a manual as it is to hold from a day on",
  description: [
    "Another text under the same id makes another version; the same again changes nothing. Only passages whose text is",
    "new are embedded. All of it or nothing: while the embedder is unreachable nothing is stored, and the call can be repeated.",
  ].join(" "),
  body: {
    schema: ref("NewManual"),
    examples: {
      rules: {
        value: {
          manualId: "환불-규정",
          title: "환불 규정",
          kind: "policy",
          format: "text",
          text: "제1조(환불 기한) 고객은 구매일로부터 7일 이내에 영수증을 지참하여 환불을 요청할 수 있다.",
          validFrom: "2026-01-01",
        },
      },
    },
  },
  answers: { 200: json("That text holds already", "LoadedManual"), 201: json("Stored", "LoadedManual") },
  problems: ["text_refused", "data_refused", "unavailable"],
});

const searchRoute = describeRoute({
  method: "get",
  path: "/v1/manuals/search",
  operationId: "searchManuals",
  tag: TAG,
  summary: "Find the passages that answer a question",
  description: [
    "Joins two searches by reciprocal rank fusion: the nearest vectors by cosine distance, and the words, of which Korean",
    "ones are found by pairs of syllables. Without an embedding service the vectors are made from words too: method says so.",
    "Something is always nearest: look at the distance before trusting a passage.",
  ].join(" "),
  query: z.object(manualQuestionSchema.shape),
  answers: { 200: json("The best passages, best first, each with what it cites", "ManualAnswer") },
  problems: ["unavailable"],
});

const LIST_SORTS = { manualId: ["text"] } as const;
const VERSION_SORTS = { validFrom: ["text"] } as const;

const listRoute = describeRoute({
  method: "get",
  path: "/v1/manuals",
  operationId: "listManuals",
  tag: TAG,
  summary: "The manuals that hold on a day, by id",
  query: z.object({
    ...manualListSchema.shape,
    ...listQueryIn("manualId"),
    after: manualListSchema.shape.after.openapi({
      description: "The last id of the page before; goes with the next version, use cursor",
      deprecated: true,
    }),
    ...OLD_SHAPE,
  }),
  answers: { 200: json("A page", "ManualPage") },
  problems: ["unavailable"],
});

const readRoute = describeRoute({
  method: "get",
  path: "/v1/manuals/{id}",
  operationId: "getManual",
  tag: TAG,
  summary: "Read the text of a manual that held on a day",
  params,
  query: z.object(onDaySchema.shape),
  answers: { 200: json("The text and its version", "ManualText") },
  problems: ["unknown_manual", "unavailable"],
});

const versionsRoute = describeRoute({
  method: "get",
  path: "/v1/manuals/{id}/versions",
  operationId: "listManualVersions",
  tag: TAG,
  summary: "Every version of a manual, newest first",
  params,
  query: z.object({
    ...listQueryIn("-validFrom"),
    ...OLD_SHAPE,
  }),
  answers: { 200: json("A page of versions, without their texts", "ManualPage") },
  problems: ["unknown_manual", "unavailable"],
});

const removeRoute = describeRoute({
  method: "delete",
  path: "/v1/manuals/{id}",
  operationId: "removeManual",
  tag: TAG,
  summary: "Withdraw a manual from a day on, or erase it",
  params,
  query: z.object(removalSchema.shape),
  answers: { 200: json("Done", "RemovedManual") },
  problems: ["unknown_manual", "unavailable"],
});

export function manualRoutes(api: Api, { clock, ...given }: ManualDeps & { readonly clock: () => Date }): void {
  const deps = { ...given, clock };

  api.openapi(loadRoute, async (c) => {
    const loaded = valueOf(await loadManual(deps, await readJson(c)));
    return c.json(loaded, loaded.outcome === "added" ? 201 : 200);
  });

  // Before the route of a manual of that name.
  api.openapi(
    searchRoute,
    async (c) => c.json(valueOf(await searchManuals(deps, c.req.valid("query")))),
  );

  api.openapi(listRoute, async (c) => {
    const { filters, request: { limit, after }, body } = listOf(listRoute.path, LIST_SORTS, c.req.valid("query"));
    const { shape, after: oldAfter, ...asked } = filters;
    const from = after === null ? oldAfter : after[0];
    const found = valueOf(await listManuals(deps, { ...asked, limit: limit + 1, ...(from ? { after: from } : {}) }));
    if (oldAfter !== undefined) c.header("deprecation", deprecated().deprecation!);
    return answerList(c, shape, body(pageOf(found, ({ manualId }) => manualId, limit)));
  });

  api.openapi(
    readRoute,
    async (c) => c.json(valueOf(await readManual(deps, c.req.valid("param").id, c.req.valid("query")))),
  );

  api.openapi(versionsRoute, async (c) => {
    const { id } = c.req.valid("param");
    const path = `${versionsRoute.path} ${id}`;
    const { filters: { shape }, request, body } = listOf(path, VERSION_SORTS, c.req.valid("query"));
    const versions = valueOf(await listVersions(deps, id));
    return answerList(c, shape, body(pageOfAll(versions, ({ validFrom }) => validFrom, request)));
  });

  api.openapi(
    removeRoute,
    async (c) => c.json(valueOf(await removeManual(deps, c.req.valid("param").id, c.req.valid("query")))),
  );
}
