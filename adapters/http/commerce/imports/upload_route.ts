import { tmpdir } from "node:os";
import {
  importUpload,
  type ImportUploadDeps,
  previewUpload,
} from "../../../../application/commerce/import/import_upload.ts";
import { ENOUGH } from "../../../../application/commerce/import/is_enough.ts";
import type { Reason } from "../../../../application/commerce/import/reject_reasons.ts";
import type { Result } from "../../../../domain/shared/result.ts";
import type { Api } from "../../server/api.ts";
import { describeRoute, json, ref } from "../../server/describe_route.ts";
import { keepBody, removeAbandonedBodies } from "../../server/edge/kept_body.ts";
import type { EdgeDeps } from "../../server/edge_deps.ts";
import type { RequestContext } from "../../server/environment.ts";
import { Problem } from "../../server/problem.ts";
import { faultOf, problemFrom } from "../../server/refusal.ts";
import { importQuery } from "./import_query.ts";
import { inQuery } from "./in_query.ts";

export const IMPORTS_PATH = "/v1/imports";
export const IMPORTS_TAG = "Imports";

export interface UploadRouteDeps extends ImportUploadDeps {
  /** Ends imports under way when the process stops. */
  readonly signal: AbortSignal;
}

/** Each reads a whole file and may keep some 50 bytes of each line. */
const MOST_AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 10;

const route = describeRoute({
  method: "post",
  unkeyed: "a file sent again is known by its content",
  path: IMPORTS_PATH,
  operationId: "importOrders",
  tag: IMPORTS_TAG,
  summary: "Import the orders of an export: a preview first, and with commit=true the import",
  description: [
    "The body is the file as it was exported: CSV in any usual encoding, XLSX, gzip, or a zip of one of them, or of the",
    "several files of Olist. The first call shows how it was understood and five orders as they would be stored; the same call with commit=true imports",
    "it and answers when everything is stored. Sent again, it adds nothing; after an interruption it goes on.",
  ].join(" "),
  query: importQuery,
  body: {
    type: "application/octet-stream",
    schema: { type: "string", format: "binary" },
    examples: { csv: { value: "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n" } },
  },
  answers: {
    200: json("What would be imported", "ImportPreview"),
    201: json("Imported", { oneOf: [ref("Imported"), ref("SalesImported")] }),
  },
  problems: [
    "unusable_file",
    "import_questions",
    "nothing_to_import",
    "undo_unfinished",
    "run_replaced",
    "too_many_imports",
    "unavailable",
  ],
});

export function uploadRoute(
  api: Api,
  deps: UploadRouteDeps,
  { newId, clock }: Pick<EdgeDeps, "newId" | "clock">,
): void {
  let underWay = 0;
  api.openapi(route, async (c) => {
    const { commit, digest, file: name, via, shop, sales, accept, addDiffering, ...terms } = c.req.valid("query");
    requireFile(c);
    if (shop !== undefined && sales !== undefined) {
      throw new Problem("invalid_input", "Cannot read the query: a store's sales meet no other's, so leave shop out", {
        errors: [{ at: "shop", detail: "expected none where sales is given" }],
      });
    }
    if (underWay >= MOST_AT_ONCE) throw busy();
    underWay++;
    try {
      await removeAbandonedBodies(tmpdir(), clock());
      await using body = await keepBody(c);
      if (body.bytes === 0) throw new Problem("unusable_file", "Cannot read the body: it is empty");
      if (digest !== undefined && digest !== body.digest) throw otherFile(body.digest);
      const file = { path: body.path, name, digest: body.digest };
      const options = { terms, shop: shop ?? null, accept: accept ?? ENOUGH, signal: deps.signal };
      if (!commit) return c.json(worded(valueOf(await previewUpload(deps, file, options))), 200);
      const imported = await importUpload(deps, file, {
        ...options,
        ...{ via, addDiffering, sales: sales ?? null, runner: newId() },
      });
      const report = valueOf(imported);
      return c.json(worded(report), 201, { location: `${IMPORTS_PATH}/${report.run}` });
    } finally {
      underWay--;
    }
  });
}

/** A form's parts would be taken for lines of the file. */
function requireFile(c: RequestContext): void {
  const type = c.req.header("content-type") ?? "";
  if (!/^multipart\//i.test(type)) return;
  throw new Problem(
    "unsupported_media_type",
    "Cannot read the body: expected the file itself and no form, such as curl --data-binary @orders.csv; " +
      "the several files of Olist as one zip",
  );
}

function busy(): Problem {
  return new Problem("too_many_imports", `Cannot read the file now: ${MOST_AT_ONCE} others are being read`, {
    headers: { "retry-after": `${RETRY_AFTER_SECONDS}`, connection: "close" },
  });
}

function otherFile(digest: string): Problem {
  return new Problem("invalid_input", "Cannot import the file: it is not the one that was previewed", {
    errors: [{ at: "digest", detail: `expected that of this file, ${digest}` }],
  });
}

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message } = problemFrom(result.refusal);
  const errors = result.refusal.details?.map((detail) => faultOf(inQuery(detail)));
  throw new Problem(code, inQuery(message), errors ? { errors } : {});
}

function worded<T extends { readonly questions?: readonly string[]; readonly reasons: readonly Reason[] }>(
  answer: T,
): T {
  return {
    ...answer,
    ...(answer.questions ? { questions: answer.questions.map(inQuery) } : {}),
    reasons: answer.reasons.map(({ example, ...rest }) => ({ ...rest, example: inQuery(example) })),
  };
}
