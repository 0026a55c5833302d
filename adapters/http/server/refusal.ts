import type { Refusal, Result } from "../../../domain/shared/result.ts";
import { type InputFault, Problem } from "./problem.ts";
import { type ProblemCode, PROBLEMS } from "../problem_codes.ts";

/** Throws a refusal as a `Problem` with the same code. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw problemFrom(result.refusal);
}

/** @throws Error for a code without a status */
export function problemFrom(refusal: Refusal): Problem {
  if (!isProblemCode(refusal.code)) throw new Error(`Cannot answer with the code ${refusal.code}: it has no status`);
  const errors = refusal.details?.map(faultOf);
  return new Problem(refusal.code, refusal.message, errors ? { errors } : {});
}

/** `path: what is wrong`; lines about the whole input have text instead of a path. */
export function faultOf(line: string): InputFault {
  const [, at = "", detail = line] = /^(?:(\S*)|[^:]*): (.*)$/s.exec(line) ?? [];
  return { at, detail };
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
