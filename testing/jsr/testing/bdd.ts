/**
 * A small stand-in for `jsr:@std/testing/bdd`; ../README.md says why it exists.
 *
 * A `describe` outside all others becomes one `Deno.test`, everything within it a step of that test; an `it` outside
 * every `describe` becomes a test of its own.
 */
type Body = (t: Deno.TestContext) => void | Promise<void>;
type Hook = () => void | Promise<void>;

interface Suite {
  readonly beforeAll: Hook[];
  readonly afterAll: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
  readonly members: Member[];
}

/** A case or a suite; `around` are the suites that enclose it, the outermost first. */
interface Member {
  readonly name: string;
  readonly run: (t: Deno.TestContext, around: readonly Suite[]) => Promise<void>;
}

/** The suites whose bodies are being read, the innermost last. */
const open: Suite[] = [];

/** How many outermost members are running. While any is, nothing can be registered: it would never run. */
let running = 0;

/** Registers a suite: what its body registers belongs to it. */
export function describe(name: string, fn: () => void | undefined): void {
  refuseWhileRunning("suites");
  const suite: Suite = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [], members: [] };
  open.push(suite);
  try {
    if ((fn() as unknown) instanceof Promise) {
      throw new Error('Returning a Promise from "describe" is not supported: tests must be defined synchronously');
    }
  } finally {
    open.pop();
  }
  register({ name, run: (t, around) => runSuite(suite, t, around) });
}

/** Registers one case. */
export function it(name: string, fn: Body): void {
  refuseWhileRunning("cases");
  register({ name, run: (t, around) => runCase(fn, t, around) });
}

/** Runs once before the first case of the suite. */
export const beforeAll = (fn: Hook): void => addHook("beforeAll", fn);

/** Runs once after the last case of the suite, failed ones included. */
export const afterAll = (fn: Hook): void => addHook("afterAll", fn);

/** Runs before each case of the suite and of the suites within it. */
export const beforeEach = (fn: Hook): void => addHook("beforeEach", fn);

/** Runs after each case of the suite and of the suites within it, failed ones included. */
export const afterEach = (fn: Hook): void => addHook("afterEach", fn);

function addHook(name: Exclude<keyof Suite, "members">, fn: Hook): void {
  const suite = open.at(-1);
  if (!suite) throw new Error(`Cannot add ${name}: no describe is around it`);
  suite[name].push(fn);
}

function refuseWhileRunning(what: "cases" | "suites"): void {
  if (running === 0) return;
  throw new Error(`Cannot register new test ${what} after already registered test cases start running`);
}

function register(member: Member): void {
  const parent = open.at(-1);
  if (parent) {
    parent.members.push(member);
    return;
  }
  Deno.test(member.name, async (t) => {
    running++;
    try {
      await member.run(t, []);
    } finally {
      running--;
    }
  });
}

async function runSuite(suite: Suite, t: Deno.TestContext, around: readonly Suite[]): Promise<void> {
  for (const hook of suite.beforeAll) await hook();
  try {
    for (const { name, run } of suite.members) await t.step(name, (inner) => run(inner, [...around, suite]));
  } finally {
    for (const hook of suite.afterAll) await hook();
  }
}

/** Hooks before run from the outside in, hooks after from the inside out, those of failed cases too. */
async function runCase(fn: Body, t: Deno.TestContext, around: readonly Suite[]): Promise<void> {
  const [outermost, ...inner] = around;
  if (!outermost) return await fn(t);
  for (const hook of outermost.beforeEach) await hook();
  try {
    await runCase(fn, t, inner);
  } finally {
    for (const hook of outermost.afterEach) await hook();
  }
}
