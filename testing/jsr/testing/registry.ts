import { runOutermost } from "./run.ts";
import { type Case, type DenoOptions, denoOptions, type Hook, type HookName, type Suite } from "./suite.ts";

/** The suites whose bodies are being read just now, the innermost last. */
const open: Suite[] = [];

let registered = false;

/** Gives a case or suite to the suite whose body is being read; outside all of them, to Deno. */
export function register(member: Case | Suite): void {
  const parent = open.at(-1);
  registered = true;
  if (parent) parent.members.push(member);
  else {
    Deno.test({
      ...denoOptions(member),
      name: member.name,
      fn: (t) => runOutermost(member, t),
    });
  }
}

/** Reads a suite's body, so that what stands in it becomes the suite's. */
export function readSuite(suite: Suite, body: () => unknown): void {
  open.push(suite);
  try {
    if (body() instanceof Promise) {
      throw new Error(
        'Returning a Promise from "describe" is not supported: tests must be defined synchronously',
      );
    }
  } finally {
    open.pop();
  }
}

/**
 * Adds a hook to the suite whose body is being read. Outside all of them the rest of the file becomes one suite
 * named `global`, which the hook then belongs to.
 *
 * @throws {Error} When a hook of the whole file comes after a test that would miss it.
 */
export function addHook(name: HookName, hook: Hook): void {
  if (open.length === 0) {
    if (registered) {
      throw new Error(
        "Cannot add global hooks after a global test is registered",
      );
    }
    const global = newSuite("global");
    // Deno asks for the members only when it runs the test, so what follows in the file is found too.
    Deno.test("global", (t) => runOutermost(global, t));
    open.push(global);
  }
  open.at(-1)?.hooks[name].push(hook);
}

/** A suite before its body is read. */
export function newSuite(name: string, options: DenoOptions = {}): Suite {
  return {
    ...options,
    kind: "suite",
    name,
    members: [],
    hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
  };
}
