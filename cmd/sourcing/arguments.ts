import { type Command, type CommandLine, JSON_FLAG, ONCE_FLAG } from "../wiring/process/command_line.ts";

const ROUND_FLAGS = {
  once: ONCE_FLAG,
  json: { ...JSON_FLAG, about: "with --once: print one JSON document, and no progress" },
} as const;
const SUPPLIER_ACCOUNT = {
  type: "string",
  value: "ID|SUPPLIER/NAME",
  about: "this supplier account alone (default: all that are active)",
} as const;
const MARKET_ACCOUNT = {
  type: "string",
  value: "ID|MARKET/NAME",
  about: "this market account alone (default: all that are active)",
} as const;
const ROUND_NOTES =
  "Without --once it goes on until it is stopped. Exit status of --once: 1 when something is left or failed.";
/** Of a step that goes on round after round, or does one. */
const ROUND = { usage: "[--once [--json]]", flags: ROUND_FLAGS, notes: ROUND_NOTES, longRunning: true } as const;
const MARKET_ROUND = {
  ...ROUND,
  usage: "[--account ID|MARKET/NAME] [--once [--json]]",
  flags: { account: MARKET_ACCOUNT, ...ROUND_FLAGS },
} as const;

/** In the order in which goods and orders pass through them. The name of a step stands behind that of the process. */
export const STEP_COMMANDS = {
  sync: {
    usage: "[--account ID|SUPPLIER/NAME] [--kinds LIST] [--most-missing SHARE] [--once [--everything] [--json]]",
    description: "Reads what suppliers offer, and what became of orders there.",
    flags: {
      account: SUPPLIER_ACCOUNT,
      kinds: { type: "string", value: "LIST", about: "some of items,orders,qna,categories (default: all)" },
      "most-missing": {
        type: "string",
        value: "SHARE",
        about: "believe no complete reading that lacks more of the known items (default 20%)",
      },
      ...ROUND_FLAGS,
      everything: { type: "boolean", about: "with --once: read everything, not what has changed alone" },
    },
    notes: ROUND_NOTES,
    longRunning: true,
    examples: [
      ["--once", "one reading of every account"],
      ["--account ownerclan/main --kinds items --once --everything", "all items of one account"],
    ],
  },
  "make-products": {
    ...ROUND,
    description: "Makes products of suppliers' items, with prices and vectors.",
    examples: [["", "until it is stopped"], ["--once --json", "what is there now, and the figures as JSON"]],
  },
  "collect-benchmarks": {
    usage: "--market NAME --feed URL [--credential NAME] [--query TEXT] [--pages N] [--json]\n--job ID [--json]",
    description: "Collects what sells on a marketplace, with vectors.",
    flags: {
      market: { type: "string", value: "NAME", about: "the marketplace; required without --job" },
      feed: { type: "string", value: "URL", about: "where its products are listed; required without --job" },
      credential: { type: "string", value: "NAME", about: "the name of a token in MARKET_TOKENS (default: none)" },
      query: { type: "string", value: "TEXT", about: "what to look for (default: everything)" },
      pages: { type: "string", value: "N", about: "so many pages at most (default: all)" },
      job: { type: "string", value: "ID", about: "go on with a job, or do one that was queued" },
      json: JSON_FLAG,
    },
    examples: [
      ["--market coupang --feed https://feeds.example.com/best --pages 5", "five pages of what sells"],
      ["--job 5f0c3f0e-6a52-4f0a-9d5c-2c1d6c1f0a11", "goes on with that job"],
    ],
  },
  "find-candidates": {
    usage: "[--nearest N] [--least-score SCORE] [--json]",
    description: "Finds our products that resemble what sells on marketplaces.",
    flags: {
      nearest: { type: "string", value: "N", about: "so many candidates a benchmark, 1 to 100 (default 10)" },
      "least-score": { type: "string", value: "SCORE", about: "none that is less alike, -1 to 1 (default 0.3)" },
      json: JSON_FLAG,
    },
    examples: [["", "candidates for every benchmark"], ["--nearest 3 --least-score 0.6", "the three nearest, if near"]],
  },
  publish: {
    ...MARKET_ROUND,
    description: "Publishes, changes and withdraws listings on marketplaces.",
    examples: [["--once", "what is to be published now"], [
      "--account coupang/main",
      "one account, until it is stopped",
    ]],
  },
  "pull-orders": {
    ...MARKET_ROUND,
    description: "Pulls orders from marketplaces, and plans what to order for them.",
    examples: [["--once", "the orders since the last time"], [
      "--account coupang/main",
      "one account, until it is stopped",
    ]],
  },
  "pull-products": {
    ...MARKET_ROUND,
    description: "Pulls what marketplaces have of our products, and keeps it raw.",
    examples: [["--once", "all products there"], ["--account coupang/main --once --json", "of one account, as JSON"]],
  },
  "place-orders": {
    ...ROUND,
    description: "Places and cancels orders at suppliers.",
    examples: [["", "until it is stopped"], ["--once", "what is planned now"]],
  },
  work: {
    usage: "",
    description:
      "Does all of sync, make-products, publish, pull-orders, pull-products and place-orders in one process.",
    flags: {},
    longRunning: true,
    examples: [["", "until it is stopped"], ["", "and says each round", "LOG_LEVEL=debug"]],
  },
} as const satisfies Readonly<Record<string, Omit<Command, "name">>>;

/** Each step as it is called behind the program's name. */
export const SOURCING_STEPS: readonly CommandLine[] = Object.entries(STEP_COMMANDS).map(([name, step]) => ({
  ...step,
  name: `sourcing ${name}`,
}));

export const SOURCING_COMMAND = {
  name: "sourcing",
  usage: "STEP [options]",
  description:
    `Brings goods from suppliers to marketplaces, and orders back, across three databases: one step, or with work all
that repeat. Each step has options of its own: STEP --help.`,
  words: Object.fromEntries(
    Object.entries(STEP_COMMANDS).map(([name, { description }]) => [name, lowered(description)]),
  ),
  flags: {},
  positionals: true,
  examples: [
    ["work", "the steps that repeat, until it is stopped"],
    ["sync --once", "reads what suppliers offer, once"],
    ["publish --help", "what the step does, and its options"],
  ],
} as const satisfies CommandLine;

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
