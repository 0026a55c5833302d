import { type Arguments, parseArguments } from "./arguments.ts";
import { newSuite, readSuite, register } from "./registry.ts";
import { refuseWhileRunning } from "./run.ts";
import type { DenoOptions, Hook, HookName } from "./suite.ts";

/** The options of a suite: its hooks may stand here instead of being called for in its body. */
export type SuiteOptions<T> =
  & DenoOptions
  & { readonly [name in HookName]?: Hook<T> | Hook<T>[] };

/** The arguments of {@linkcode describe}: a name and a body, options between or around them. */
export type DescribeArgs<T> = Arguments<SuiteBody, SuiteOptions<T>>;

type SuiteBody = () => void | undefined;

const HOOKS = ["beforeAll", "afterAll", "beforeEach", "afterEach"] as const;

/** Registers a suite: what its body registers belongs to it. */
export function describe<T>(...args: DescribeArgs<T>): void {
  registerSuite(args, {});
}

/** Registers a suite that runs while what has no such mark does not. */
describe.only = function only<T>(...args: DescribeArgs<T>): void {
  registerSuite(args, { only: true });
};

/** Registers a suite that is reported as ignored; its body is not even read. */
describe.ignore = function ignore<T>(...args: DescribeArgs<T>): void {
  registerSuite(args, { ignore: true });
};

/** The same as `describe.ignore`. */
describe.skip = describe.ignore;

function registerSuite<T>(args: DescribeArgs<T>, mark: DenoOptions): void {
  refuseWhileRunning("suites");
  const { name, options, body } = parseArguments<SuiteBody, SuiteOptions<T>>(
    args,
  );
  const suite = newSuite(name, { ...options, ...mark });
  for (const hook of HOOKS) {
    suite.hooks[hook].push(...[options[hook] ?? []].flat() as Hook[]);
  }
  if (!suite.ignore) readSuite(suite, body);
  register(suite);
}
