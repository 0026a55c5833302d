/** Work around cases. `this` is an object that a suite's hooks share with its cases. */
export type Hook<T = unknown> = (this: T) => void | Promise<void>;

/** When a hook runs: once around its suite, or around each case in the suite and in the suites within it. */
export type HookName = "beforeAll" | "afterAll" | "beforeEach" | "afterEach";

/** The body of one case. */
export type CaseBody<T = unknown> = (
  this: T,
  t: Deno.TestContext,
) => void | Promise<void>;

/** What cases and suites pass on to `Deno.test`; only an outermost one can have `permissions` of its own. */
export type DenoOptions = Omit<Deno.TestDefinition, "fn" | "name">;

/** One `it`, as it was registered. */
export interface Case extends DenoOptions {
  readonly kind: "case";
  readonly name: string;
  readonly body: CaseBody;
}

/** One `describe`, as it was registered. */
export interface Suite extends DenoOptions {
  readonly kind: "suite";
  readonly name: string;
  readonly hooks: Record<HookName, Hook[]>;
  readonly members: (Case | Suite)[];
}

/** Whether the member, or something within it, was marked `only`. */
export function hasOnly(member: Case | Suite): boolean {
  return member.only === true ||
    (member.kind === "suite" && member.members.some(hasOnly));
}

/**
 * What of a suite runs: everything, unless something within it is marked `only`; then that alone.
 * A marked suite without marks inside runs whole.
 */
export function selected(suite: Suite): readonly (Case | Suite)[] {
  return suite.members.some(hasOnly) ? suite.members.filter(hasOnly) : suite.members;
}

/** Deno's part of a member, without the options that nobody gave: it refuses those that are there but undefined. */
export function denoOptions(member: Case | Suite): DenoOptions {
  const { ignore, permissions } = member;
  const { sanitizeExit, sanitizeOps, sanitizeResources } = member;
  const options = {
    ignore,
    only: hasOnly(member) || undefined,
    permissions,
    sanitizeExit,
    sanitizeOps,
    sanitizeResources,
  };
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
}
