import { OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import { wordsOfFault } from "../../../domain/shared/fault_words.ts";
import type { Environment } from "./environment.ts";
import { type InputFault, Problem } from "./problem.ts";

export type Api = OpenAPIHono<Environment>;

export function newApi(): Api {
  const api = new OpenAPIHono<Environment>();
  const { openapi } = api;
  // Only here both the schema and what came are known, which the words of a fault need.
  api.openapi = ((route, handler) => openapi(route, handler, refuseInWords(route))) as Api["openapi"];
  return api;
}

interface Validated {
  readonly success: boolean;
  readonly target: string;
  readonly error?: { readonly issues: readonly z.core.$ZodIssue[] };
  readonly data?: unknown;
}

function refuseInWords({ request }: RouteConfig) {
  return ({ success, target, error, data }: Validated): undefined => {
    if (success || !error) return;
    const schema =
      (target === "param" ? request?.params : target === "header" ? request?.headers : request?.query) as z.ZodType;
    const errors = error.issues.flatMap((issue): InputFault[] =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((at) => ({ at, detail: `there is no such parameter, expected ${namesOf(schema)}` }))
        : [{ at: issue.path.join("."), detail: wordsOfFault(issue, schema, data) }]
    );
    const place = target === "param" ? "the address" : target === "header" ? "the headers" : "the query";
    const details = errors.map(({ at, detail }) => at === "" ? detail : `${at}: ${detail}`);
    throw new Problem("invalid_input", `Cannot read ${place}: ${details.join("; ")}`, { errors });
  };
}

function namesOf(schema: z.ZodType): string {
  const names = "shape" in schema ? Object.keys(schema.shape as object) : [];
  return names.length === 0 ? "none" : names.join(", ");
}
