import { SHOPPER_FLAGS } from "../wiring/commerce/shopper_flags.ts";
import type { Command } from "../wiring/process/command_line.ts";

export const START_COMMAND = {
  name: "start",
  usage: "[options]",
  description:
    `Runs the whole system in one process: the shop and its shoppers, the stream, the stores, sourcing, the API and the
page. Each engine that a setting names is used in place of the embedded one. The data is in DATA_DIR, and the next
start goes on from it. Ctrl-C stops it.`,
  flags: {
    ...SHOPPER_FLAGS,
    visits: { type: "string", value: "N", about: "detections of guests in the stores a second, 0 to 5 (default 0.5)" },
    demo: {
      type: "string",
      value: "on|off",
      about: "off: nothing is invented, no first shop, shoppers, tills, manuals, guests, supplier or marketplace",
    },
    ephemeral: { type: "boolean", about: "keep nothing: the data is in memory, gone at the end" },
  },
  longRunning: true,
  hasApi: true,
  examples: [
    ["", "the page at http://127.0.0.1:8000, the data in ./data"],
    ["--ephemeral --rate 200", "200 orders a second, and nothing is kept"],
    ["--scenario flash-sale --speed 10", "a flash sale, ten times as fast"],
  ],
} as const satisfies Command;
