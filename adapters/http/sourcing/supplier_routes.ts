import { z } from "@hono/zod-openapi";
import {
  addSupplierAccount,
  changeSupplierAccount,
  readSupplierAccount,
  requestSync,
} from "../../../application/sourcing/manage_supplier_accounts.ts";
import { unknownThing } from "../../../application/shared/unknown_thing.ts";
import { supplierAccountIdSchema, syncJobIdSchema } from "../../../domain/sourcing/ids.ts";
import { RECORD_KINDS } from "../../../domain/sourcing/supplier_item.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { problemFrom, valueOf } from "../server/refusal.ts";
import type { SourcingDeps } from "./deps.ts";
import { pageBody, pageQuery, pageRequest } from "./paging.ts";

const TAG = "Sourcing";
const ACCOUNTS = "/v1/sourcing/supplier-accounts";
const MAX_FETCHES = 1_000;
const params = z.object({ id: z.string() });
const ofAccount = { account: z.guid().optional().openapi({ description: "Only of this supplier account" }) };
const ACCOUNT = {
  supplier: "ownerclan",
  name: "main",
  protocol: "ownerclan",
  feedUrl: "https://api.ownerclan.com/v1/graphql",
  credential: "ownerclan",
};

const routes = {
  list: describeRoute({
    method: "get",
    path: ACCOUNTS,
    operationId: "listSupplierAccounts",
    tag: TAG,
    summary: "Accounts at suppliers, newest first",
    query: z.object(pageQuery),
    answers: { 200: json("A page", "SupplierAccountPage") },
    problems: ["unavailable"],
  }),
  add: describeRoute({
    method: "post",
    path: ACCOUNTS,
    operationId: "addSupplierAccount",
    scope: "admin",
    tag: TAG,
    summary: "Add an account at a supplier",
    body: { schema: ref("NewSupplierAccount"), examples: { account: { value: ACCOUNT } } },
    answers: { 201: json("The account", "SupplierAccount") },
    problems: ["unknown_protocol", "supplier_account_exists", "unavailable"],
  }),
  read: describeRoute({
    method: "get",
    path: `${ACCOUNTS}/{id}`,
    operationId: "getSupplierAccount",
    tag: TAG,
    summary: "One account",
    params,
    answers: { 200: json("The account", "SupplierAccount") },
    problems: ["unknown_supplier_account", "unavailable"],
  }),
  change: describeRoute({
    method: "patch",
    path: `${ACCOUNTS}/{id}`,
    operationId: "changeSupplierAccount",
    scope: "admin",
    tag: TAG,
    summary: "Change an account; PAUSED is not read",
    params,
    body: { schema: ref("SupplierAccountChanges"), examples: { pause: { value: { status: "PAUSED" } } } },
    answers: { 200: json("The account", "SupplierAccount") },
    problems: ["unknown_supplier_account", "unknown_protocol", "supplier_account_exists", "unavailable"],
  }),
  sync: describeRoute({
    method: "post",
    path: `${ACCOUNTS}/{id}/syncs`,
    operationId: "requestSync",
    tag: TAG,
    summary: "Queue a reading of the supplier, for the step `sync` of sourcing",
    params,
    body: {
      schema: ref("SyncRequest"),
      examples: { items: { value: { kinds: ["items"], mode: "changes" } } },
      optional: true,
    },
    answers: { 202: json("A job for each kind", { type: "array", items: ref("SyncJob") }) },
    problems: ["unknown_supplier_account", "supplier_account_not_active", "unavailable"],
  }),
  jobs: describeRoute({
    method: "get",
    path: "/v1/sourcing/sync-jobs",
    operationId: "listSyncJobs",
    tag: TAG,
    summary: "Readings of suppliers, newest first",
    query: z.object({ ...pageQuery, ...ofAccount }),
    answers: { 200: json("A page", "SyncJobPage") },
    problems: ["unavailable"],
  }),
  job: describeRoute({
    method: "get",
    path: "/v1/sourcing/sync-jobs/{id}",
    operationId: "getSyncJob",
    tag: TAG,
    summary: "One reading with every call it made",
    params,
    answers: { 200: json("The reading", "SyncJobWithFetches") },
    problems: ["unknown_sync_job", "unavailable"],
  }),
  records: describeRoute({
    method: "get",
    path: "/v1/sourcing/supplier-records/{kind}",
    operationId: "listSupplierRecords",
    tag: TAG,
    summary: "What suppliers say now, as they sent it",
    params: z.object({ kind: z.enum(RECORD_KINDS) }),
    query: z.object({ ...pageQuery, ...ofAccount }),
    answers: { 200: json("A page", "SupplierRecordPage") },
    problems: ["unavailable"],
  }),
  versions: describeRoute({
    method: "get",
    path: `${ACCOUNTS}/{id}/records/{kind}/{externalId}`,
    operationId: "listRecordVersions",
    tag: TAG,
    summary: "Every version of one record, newest first",
    params: z.object({ id: z.guid(), kind: z.enum(RECORD_KINDS), externalId: z.string() }),
    answers: { 200: json("The versions", { type: "array", items: ref("SupplierRecord") }) },
    problems: ["unavailable"],
  }),
  rejects: describeRoute({
    method: "get",
    path: "/v1/sourcing/supplier-rejects",
    operationId: "listSupplierRejects",
    tag: TAG,
    summary: "Records of suppliers that could not be read, with the reason",
    query: z.object({ ...pageQuery, ...ofAccount }),
    answers: { 200: json("A page", "SupplierRejectPage") },
    problems: ["unavailable"],
  }),
};

export function supplierRoutes(api: Api, { open }: SourcingDeps, deps: Pick<EdgeDeps, "clock" | "newId">): void {
  const manage = async () => ({ ...await open(), ...deps });
  const accountOf = (id: string | undefined) => id === undefined ? undefined : supplierAccountIdSchema.parse(id);

  api.openapi(
    routes.list,
    async (c) => c.json(pageBody(await (await open()).accounts.list(pageRequest(c.req.valid("query"))))),
  );

  api.openapi(routes.add, async (c) => {
    const account = valueOf(await addSupplierAccount(await manage(), await readJson(c)));
    return c.json(account, 201, { location: `${ACCOUNTS}/${account.id}` });
  });

  api.openapi(
    routes.read,
    async (c) => c.json(valueOf(await readSupplierAccount(await manage(), c.req.valid("param").id))),
  );

  api.openapi(routes.change, async (c) => {
    const raw = await readJson(c);
    return c.json(valueOf(await changeSupplierAccount(await manage(), c.req.valid("param").id, raw)));
  });

  api.openapi(routes.sync, async (c) => {
    const raw = c.req.header("content-type") === undefined ? {} : await readJson(c);
    return c.json(valueOf(await requestSync(await manage(), c.req.valid("param").id, raw)), 202);
  });

  api.openapi(routes.jobs, async (c) => {
    const query = c.req.valid("query");
    return c.json(pageBody(await (await open()).records.jobs(pageRequest(query), accountOf(query.account))));
  });

  api.openapi(routes.job, async (c) => {
    const { records } = await open();
    const { id } = c.req.valid("param");
    const jobId = syncJobIdSchema.safeParse(id).data;
    const job = jobId ? await records.job(jobId) : null;
    if (job === null) throw problemFrom(unknownThing("sync job", id, "read the sync job"));
    return c.json({ ...job, fetches: await records.fetches(job.id, MAX_FETCHES) });
  });

  api.openapi(routes.records, async (c) => {
    const query = c.req.valid("query");
    const { records } = await open();
    return c.json(
      pageBody(await records.list(c.req.valid("param").kind, pageRequest(query), accountOf(query.account))),
    );
  });

  api.openapi(routes.versions, async (c) => {
    const { id, kind, externalId } = c.req.valid("param");
    return c.json(await (await open()).records.versions(kind, supplierAccountIdSchema.parse(id), externalId));
  });

  api.openapi(routes.rejects, async (c) => {
    const query = c.req.valid("query");
    return c.json(pageBody(await (await open()).records.rejects(pageRequest(query), accountOf(query.account))));
  });
}
