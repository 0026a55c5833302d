import { XMLParser } from "fast-xml-parser";

export interface JunitCounts {
  readonly passed: number;
  readonly failed: number;
  /** A file that failed to load is not among them. */
  readonly files: readonly string[];
}

/** A test or a step. A test that failed only through its steps says so in its message. */
interface TestCase {
  readonly name: string;
  readonly failure?: readonly { readonly message: string }[];
  readonly error?: readonly unknown[];
  readonly skipped?: readonly unknown[];
}

interface Report {
  readonly testsuites?: {
    readonly testsuite?: readonly { readonly name: string; readonly testcase?: readonly TestCase[] }[];
  };
}

const STEP = " > ";

const LISTS = ["testsuite", "testcase", "failure", "error", "skipped"];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  isArray: (name) => LISTS.includes(name),
  // The report is created on this machine, so its many escaped characters are no attack.
  processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
});

/** A test with steps counts by its steps, and itself only if it failed on its own. Skipped tests are not counted. */
export function readJunit(xml: string): JunitCounts {
  const suites = (parser.parse(xml) as Report).testsuites?.testsuite ?? [];
  let passed = 0;
  let failed = 0;
  for (const { testcase: cases = [] } of suites) {
    for (const { name, failure = [], error = [], skipped } of cases) {
      const hasSteps = cases.some((other) => other.name.startsWith(name + STEP));
      const ofSteps = failure.filter(({ message }) => /^\d+ test steps? failed/.test(message));
      const own = failure.length + error.length - (hasSteps ? ofSteps.length : 0);
      if (own > 0) failed++;
      else if (!hasSteps && !skipped) passed++;
    }
  }
  return { passed, failed, files: suites.map(({ name }) => name.replace(/^\.\//, "")) };
}
