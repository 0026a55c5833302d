import { type Case, type CaseBody, denoOptions, selected, type Suite } from "./suite.ts";

type Context = Record<string, unknown>;

/** How many registered tests are running just now; while any is, nothing more can be registered. */
let running = 0;

/** @throws {Error} When tests already run: what is registered now would never run. */
export function refuseWhileRunning(what: "cases" | "suites"): void {
  if (running === 0) return;
  throw new Error(
    `Cannot register new test ${what} after already registered test cases start running`,
  );
}

/** Runs an outermost case or suite as the body of a `Deno.test`. */
export async function runOutermost(
  member: Case | Suite,
  t: Deno.TestContext,
): Promise<void> {
  running++;
  try {
    await run(member, [], {}, t);
  } finally {
    running--;
  }
}

/** `around` are the suites that the member stands in, the outermost first. */
async function run(
  member: Case | Suite,
  around: readonly Suite[],
  inherited: Context,
  t: Deno.TestContext,
): Promise<void> {
  const context = { ...inherited };
  if (member.kind === "case") {
    return await runCase(member.body, around, context, t);
  }
  for (const hook of member.hooks.beforeAll) await hook.call(context);
  try {
    for (const step of selected(member)) {
      await t.step({
        ...stepOptions(step),
        fn: (inner) => run(step, [...around, member], context, inner),
      });
    }
  } finally {
    for (const hook of member.hooks.afterAll) await hook.call(context);
  }
}

/** Hooks before run from the outside in, hooks after from the inside out, those of failed cases too. */
async function runCase(
  body: CaseBody,
  around: readonly Suite[],
  context: Context,
  t: Deno.TestContext,
): Promise<void> {
  const [outermost, ...inner] = around;
  if (!outermost) return await body.call(context, t);
  for (const hook of outermost.hooks.beforeEach) await hook.call(context);
  try {
    await runCase(body, inner, context, t);
  } finally {
    for (const hook of outermost.hooks.afterEach) await hook.call(context);
  }
}

function stepOptions(step: Case | Suite): Omit<Deno.TestStepDefinition, "fn"> {
  const { permissions, only: _, ...options } = denoOptions(step);
  if (permissions !== undefined) {
    throw new Error("permissions option not available for nested tests");
  }
  return { ...options, name: step.name };
}
