import { OpenAPIHono } from "@hono/zod-openapi";
import type { Environment } from "./environment.ts";
import { Problem } from "./problem.ts";

export type Api = OpenAPIHono<Environment>;

/** An app whose routes validate their parameters and list every fault in the refusal. */
export function newApi(): Api {
  return new OpenAPIHono<Environment>({
    defaultHook(result) {
      if (result.success) return;
      const errors = result.error.issues.map((issue) => ({ at: issue.path.join("."), detail: issue.message }));
      const place = result.target === "param" ? "the address" : "the query";
      throw new Problem("invalid_input", `Cannot read ${place}: ${errors[0]!.detail}`, { errors });
    },
  });
}
