import { HTTPException } from "hono/http-exception";
import { DataRefused, Outage } from "../../../application/shared/fault.ts";
import type { RequestContext } from "./environment.ts";
import type { Log } from "./log.ts";
import { Problem, problemResponse } from "./problem.ts";

const RETRY_AFTER_SECONDS = "5";

/** Of an error that is no `Problem` the client gets only a code. */
export function errorHandler(log: Log): (error: Error, c: RequestContext) => Response {
  return (error, c) => {
    const problem = problemOf(error);
    const fields = { requestId: c.var.requestId, code: problem.code, err: error };
    if (problem.code === "internal") log.error(fields, "Cannot answer a request");
    else if (problem.code === "unavailable") log.warn(fields, "Cannot answer a request now");
    return problemResponse(c, problem);
  };
}

function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Outage) {
    return new Problem("unavailable", `Cannot reach ${error.service} at the moment`, {
      headers: { "retry-after": RETRY_AFTER_SECONDS },
    });
  }
  if (error instanceof DataRefused) {
    return new Problem("data_refused", `Cannot store the data: ${error.code}`);
  }
  if (error instanceof HTTPException && error.status === 400) {
    return new Problem("invalid_input", "Cannot read the request");
  }
  return new Problem("internal", "Cannot answer the request: an error on the server's side");
}
