import { type Arguments, parseArguments } from "./arguments.ts";
import { register } from "./registry.ts";
import { refuseWhileRunning } from "./run.ts";
import type { CaseBody, DenoOptions } from "./suite.ts";

/** The arguments of {@linkcode it}: a name and a body, options between or around them. */
export type ItArgs<T> = Arguments<CaseBody<T>, DenoOptions>;

/** Registers one case. */
export function it<T>(...args: ItArgs<T>): void {
  registerCase(args, {});
}

/** Registers a case that runs while cases without this mark do not. */
it.only = function only<T>(...args: ItArgs<T>): void {
  registerCase(args, { only: true });
};

/** Registers a case that is reported as ignored and does not run. */
it.ignore = function ignore<T>(...args: ItArgs<T>): void {
  registerCase(args, { ignore: true });
};

/** The same as `it.ignore`. */
it.skip = it.ignore;

export { it as test };

function registerCase<T>(args: ItArgs<T>, mark: DenoOptions): void {
  refuseWhileRunning("cases");
  const { name, options, body } = parseArguments<CaseBody<T>, DenoOptions>(
    args,
  );
  register({
    ...options,
    ...mark,
    kind: "case",
    name,
    body: body as CaseBody,
  });
}
