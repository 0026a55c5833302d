/** What a JUnit report says. */
interface JunitCounts {
  readonly passed: number;
  readonly failed: number;
  /** The test files that it reports on; one that could not be loaded is not among them. */
  readonly files: readonly string[];
}

/** A test or a step of one, out of the report. */
interface TestCase {
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** Whether it failed for no other reason than its steps. */
  readonly failedBySteps: boolean;
}

/** A step's name begins with its test's name and this. */
const STEP = " > ";

/**
 * Counts a report as Deno writes it. A test with steps counts by its steps, and itself only when it also failed on its
 * own: each thing that was tried counts once. Skipped tests count neither way.
 *
 * The report is escaped XML of a known shape, so that the tags looked for here can't occur in names or messages.
 */
export function readJunit(xml: string): JunitCounts {
  const files: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const [, attributes = "", body = ""] of xml.matchAll(/<testsuite ([^>]*)>(.*?)<\/testsuite>/gs)) {
    files.push(attribute(attributes, "name").replace(/^\.\//, ""));
    const cases = [...body.matchAll(/<testcase ([^>]*)>(.*?)<\/testcase>/gs)].map(readCase);
    for (const each of cases) {
      const hasSteps = cases.some((other) => other.name.startsWith(each.name + STEP));
      if (each.outcome === "failed" && !(hasSteps && each.failedBySteps)) failed++;
      if (each.outcome === "passed" && !hasSteps) passed++;
    }
  }
  return { passed, failed, files };
}

function readCase([, attributes = "", body = ""]: RegExpExecArray): TestCase {
  const outcome = /<(failure|error)\b/.test(body) ? "failed" : body.includes("<skipped") ? "skipped" : "passed";
  return {
    name: attribute(attributes, "name"),
    outcome,
    failedBySteps: /<failure message="\d+ test steps? failed"/.test(body),
  };
}

function attribute(attributes: string, name: string): string {
  const text = attributes.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
  const named: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(\w+);/g, (entity, key) => named[key] ?? entity);
}
