/** From the inside out: a layer may import itself and those before it. */
export const LAYERS = ["domain", "application", "adapters", "cmd"] as const;

export type Layer = typeof LAYERS[number];

/** Contexts don't import each other; they meet in `cmd`, or through events. */
export const CONTEXTS = ["commerce", "identity", "store", "sourcing", "webhooks"] as const;

export const SHARED = "shared";

/** Usable by a technology's contexts; uses none of them. `server` is the core of `http`. */
export const CORE = ["core", "server"] as const;

/** Folders within a context: business words, or parts of use cases. A new one is entered here. */
export const FOLDERS_WITHIN_CONTEXT = [
  "confidence",
  "cache",
  "buyers",
  "contracts",
  "history",
  "import",
  "learning",
  "manuals",
  "marketplace",
  "policies",
  "ports",
  "scenarios",
  "simulation",
  "tables",
  "visits",
] as const;

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

/** Usable by the other technologies: clock, ids, randomness and environment. */
export const COMMON_TECHNOLOGY = "system";

/** Packages of pure computation for the inner layers. The outer layers may use any. */
export const PACKAGES: Partial<Record<Layer, readonly string[]>> = {
  domain: ["zod", "pure-rand"],
  application: ["zod"],
};

export const TEST_PACKAGES = ["@std/assert", "@std/testing", "fast-check"] as const;

/** Layers that tests may import besides: use cases run on adapters without engines, and adapters against each other. */
export const TEST_REACH: Readonly<Record<Layer, readonly string[]>> = {
  domain: [],
  application: ["adapters/files/", "adapters/memory/", "adapters/system/", "testing/"],
  adapters: ["adapters/", "testing/"],
  cmd: [],
};

export const LONGEST_MAIN = 40;

export const MOST_FILES = 30;

/** Processes may not import tools. */
export const TOOLS = "cmd/tools/";

/** The one binary may load every process, including `bench`. */
export const FRONT_DOOR = "cmd/tillstream/";

/** Test support of all layers. It may import nothing of `cmd`. */
export const TEST_SUPPORT = "testing/";

/** Published by itself: it imports nothing of ours. */
export const CLIENT = "client/";

/** Includes contract suites. */
export function isTest(path: string): boolean {
  return /_(test|contract)\.ts$/.test(path);
}

/** Undefined outside the layers; the path is relative to the project's root. */
export function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => path.startsWith(`${layer}/`));
}
