import { OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import { wordsOfFault } from "../../../domain/shared/fault_words.ts";
import type { Environment } from "./environment.ts";
import { Problem } from "./problem.ts";

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
    const schema = (target === "param" ? request?.params : request?.query) as z.ZodType;
    const errors = error.issues.map((issue) => ({
      at: issue.path.join("."),
      detail: wordsOfFault(issue, schema, data),
    }));
    const place = target === "param" ? "the address" : "the query";
    throw new Problem("invalid_input", `Cannot read ${place}: ${errors[0]!.detail}`, { errors });
  };
}
