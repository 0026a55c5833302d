import { XMLParser } from "fast-xml-parser";

/** What a JUnit report says. */
export interface JunitCounts {
  readonly passed: number;
  readonly failed: number;
  /** The test files that it reports on; one that could not be loaded is not among them. */
  readonly files: readonly string[];
}

/** A test or a step of one. A failure of a test that only its steps made says so in its message. */
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

/** A step's name begins with its test's name and this. */
const STEP = " > ";

const LISTS = ["testsuite", "testcase", "failure", "error", "skipped"];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  isArray: (name) => LISTS.includes(name),
  // The report is this machine's own: the number of escaped characters in it is no attack.
  processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
});

/**
 * Counts a report as Deno writes it. A test with steps counts by its steps, and itself only when it also failed on its
 * own: each thing that was tried counts once. Skipped tests count neither way.
 */
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
