import { type CommandLine, JSON_FLAG } from "../wiring/process/command_line.ts";

export const SEED_COMMAND = {
  name: "seed",
  usage: "[options]\n--erase-demo [--json]",
  description:
    `Makes a first shop: customers and products without an order, as "start" makes them on an empty database. Run again,
it adds what is missing and leaves the rest as it is. It may be interrupted at any moment.`,
  flags: {
    users: { type: "string", value: "N", about: "customers (default 10000)" },
    products: { type: "string", value: "N", about: "products (default 2000)" },
    seed: { type: "string", value: "TEXT", about: "the same seed makes the same shop" },
    until: { type: "string", value: "DAY", about: "when the last of them joined (default: now)" },
    "erase-demo": {
      type: "boolean",
      about: "instead remove what start invented in its demo stores: sales, reports, manuals, beacons and guests; " +
        "start --demo off keeps it away",
    },
    json: JSON_FLAG,
  },
  examples: [
    ["", "10,000 customers and 2,000 products"],
    ["--users 500 --products 100 --seed small", "a small shop, the same each time"],
  ],
} as const satisfies CommandLine;
