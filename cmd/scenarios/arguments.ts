import { type CommandLine, JSON_FLAG } from "../wiring/process/command_line.ts";

export const SCENARIOS_COMMAND = {
  name: "scenarios",
  usage: "[--measure | --realism] [--year YEAR] [--seed TEXT] [--json]",
  description:
    `Lists what moves the shop, such as seasons, weather, sales and attacks: when each holds, whom it concerns, and by
how much it changes purchases. "start" and "producer" take their names as --scenario.`,
  flags: {
    measure: {
      type: "boolean",
      about: "try each against a year of the model, and compare with what it declares; takes seconds",
    },
    realism: {
      type: "boolean",
      about: "make a year of a small shop, and compare it with a real one's figures; takes seconds",
    },
    year: { type: "string", value: "YEAR", about: "of --measure and --realism, 2020 to 2035 (default: this one)" },
    seed: { type: "string", value: "TEXT", about: "of both; the same seed gives the same figures (default a)" },
    json: JSON_FLAG,
  },
  notes: "Exit status: 1 when a scenario does not do what it declares, or the shop is not like a real one.",
  examples: [
    ["", "every scenario, and which hold now"],
    ["--measure --year 2026 --json", "what each did in the model's 2026"],
  ],
} as const satisfies CommandLine;
