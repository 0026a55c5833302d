/** The layers from the inside out: each may import itself and what stands before it. */
export const LAYERS = ["domain", "application", "adapters", "cmd"] as const;

export type Layer = typeof LAYERS[number];

/** The business contexts. They do not know each other; they meet in `cmd`, or through events. */
export const CONTEXTS = ["commerce", "identity", "store", "sourcing"] as const;

/** The folder beside the contexts that all of them may use, and that uses none of them. */
export const SHARED = "shared";

/** The folders within a technology that its contexts may use, and that use no context: `server` is the core of `http`. */
export const CORE = ["core", "server"] as const;

/** Folders within a context: words of the business, or of how a use case is told. A new one is entered here. */
export const FOLDERS_WITHIN_CONTEXT = [
  "confidence",
  "cache",
  "contracts",
  "history",
  "import",
  "manuals",
  "policies",
  "ports",
  "scenarios",
  "simulation",
  "tables",
  "visits",
] as const;

/** The technologies that `adapters` knows. A new one is entered here. */
export const TECHNOLOGIES = [
  "dynamodb",
  "embedded",
  "files",
  "http",
  "kafka",
  "memory",
  "openai",
  "partners",
  "postgres",
  "redis",
  "s3",
  "system",
] as const;

/** The technology that the others may use: the machine's own clock, ids, randomness and environment. */
export const COMMON_TECHNOLOGY = "system";

/** Packages that the inner layers may use: pure computation alone. The outer layers may use any. */
export const PACKAGES: Partial<Record<Layer, readonly string[]>> = {
  domain: ["zod", "pure-rand"],
  application: ["zod"],
};

/** What a test in any layer may use besides. */
export const TEST_PACKAGES = ["@std/assert", "@std/testing", "fast-check"] as const;

/**
 * Where a test may look beyond its layer: use cases are tried on the adapters that need no engine, and adapters
 * against each other and the real engines.
 */
export const TEST_REACH: Readonly<Record<Layer, readonly string[]>> = {
  domain: [],
  application: ["adapters/files/", "adapters/memory/", "adapters/system/", "testing/"],
  adapters: ["adapters/", "testing/"],
  cmd: [],
};

/** `main.ts` reads settings, wires, runs and stops; more than that belongs beside it. */
export const LONGEST_MAIN = 40;

/** A folder of more files than this, tests not counted, asks for a second floor. */
export const MOST_FILES = 30;

/** What only proves the product; nothing that a user runs imports it, nor does what tests stand on. */
export const TOOLS = "cmd/tools/";

/** The one binary: it loads whatever it is asked for, `bench` too. */
export const FRONT_DOOR = "cmd/tillstream/";

/** What tests of all layers stand on. Of `cmd` it may use the wiring alone. */
export const TEST_SUPPORT = "testing/";
export const WIRING = "cmd/wiring/";

/** Whether the file is a test or a suite that tests share. */
export function isTest(path: string): boolean {
  return /_(test|contract)\.ts$/.test(path);
}

/** The layer that a path relative to the project's root lies in, if it lies in one. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => path.startsWith(`${layer}/`));
}
