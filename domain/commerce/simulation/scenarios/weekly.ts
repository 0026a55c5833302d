import type { Scenario } from "./scenario.ts";

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Factors and effects as in `seasonal.ts`. */
export const WEEKLY_SCENARIOS: readonly Scenario[] = [
  {
    name: "lunch-break",
    title: "Lunch break",
    koreanTitle: "점심시간",
    summary: "On working days from noon to one, office workers shop on their phones: small carts, quickly.",
    schedule: { kind: "weekly", weekdays: [1, 2, 3, 4, 5], hours: [12] },
    changes: {
      cartRate: 1.4,
      cartSize: 0.8,
      customers: [{ audience: { ageGroups: ["20s", "30s", "40s"] }, factor: 1.4 }],
    },
    effects: [
      { metric: { count: "carts", audience: { ageGroups: ["20s", "30s", "40s"] } }, factor: 1.6, tolerance: 0.12 },
      { metric: { count: "orders", perCart: true }, factor: 0.83, tolerance: 0.06 },
    ],
  },
  {
    name: "late-night",
    title: "Late night",
    koreanTitle: "심야",
    summary: "From ten in the evening until two the young are awake: fashion, beauty, and something to eat tomorrow.",
    schedule: { kind: "weekly", weekdays: EVERY_DAY, hours: [0, 1, 22, 23] },
    changes: {
      cartRate: 1.15,
      customers: [{ audience: { ageGroups: ["20s", "30s"] }, factor: 1.5 }],
      products: [{ which: { categories: ["패션의류", "뷰티"] }, factor: 1.5 }],
    },
    effects: [
      { metric: { count: "orders", which: { categories: ["패션의류", "뷰티"] } }, factor: 1.5, tolerance: 0.12 },
      { metric: { count: "carts", audience: { ageGroups: ["20s", "30s"] } }, factor: 1.3, tolerance: 0.1 },
    ],
  },
  {
    name: "flash-sale",
    title: "Flash sale",
    koreanTitle: "타임딜",
    summary: "Wednesdays from eight to ten in the evening one product in ten costs a third less.",
    schedule: { kind: "weekly", weekdays: [3], hours: [20, 21] },
    changes: {
      cartRate: 1.5,
      products: [{ which: { oneIn: 10 }, factor: 4 }],
      prices: [{ which: { oneIn: 10 }, factor: 0.67 }],
    },
    effects: [
      { metric: { count: "orders", which: { oneIn: 10 } }, factor: 4.5, tolerance: 0.15 },
      { metric: { count: "carts" }, factor: 1.5, tolerance: 0.02 },
    ],
  },
];
