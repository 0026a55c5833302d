import type { Scenario } from "./scenario.ts";

// Factors are the model's own; effects are measured (`deno task scenarios --measure`).
export const SEASONAL_SCENARIOS: readonly Scenario[] = [
  {
    name: "payday",
    title: "Payday",
    koreanTitle: "월급날",
    summary: "Most salaries come on the 25th: more orders, and the dear things that had to wait.",
    schedule: { kind: "monthly", days: [25, 26, 27] },
    changes: {
      cartRate: 1.25,
      customers: [{ audience: { ageGroups: ["20s", "30s", "40s", "50s"] }, factor: 1.3 }],
      products: [{ which: { priceFrom: 100_000 }, factor: 1.6 }],
    },
    effects: [
      { metric: { count: "carts" }, factor: 1.25, tolerance: 0.02 },
      { metric: { count: "orders", which: { priceFrom: 100_000 } }, factor: 1.9, tolerance: 0.15 },
    ],
  },
  {
    name: "seollal",
    title: "Lunar New Year",
    koreanTitle: "설날",
    summary: "Gift sets and food for the family table, ordered in time for the delivery before Seollal.",
    schedule: { kind: "holiday", holiday: "seollal", from: -14, to: -3 },
    changes: {
      cartRate: 1.35,
      customers: [{ audience: { ageGroups: ["40s", "50s", "60s+"] }, factor: 1.4 }],
      products: [
        { which: { categories: ["식품"] }, factor: 1.5 },
        { which: { categories: ["건강식품"] }, factor: 2.4 },
        { which: { words: ["명절", "선물"] }, factor: 1.8 },
      ],
    },
    effects: [
      { metric: { count: "orders", which: { categories: ["건강식품"] } }, factor: 3.3, tolerance: 0.2 },
      { metric: { count: "orders", which: { categories: ["식품"] } }, factor: 1.9, tolerance: 0.12 },
    ],
  },
  {
    name: "chuseok",
    title: "Chuseok",
    koreanTitle: "추석",
    summary: "The harvest festival: fruit, beef and gift sets, ordered in time for the delivery before it.",
    schedule: { kind: "holiday", holiday: "chuseok", from: -14, to: -3 },
    changes: {
      cartRate: 1.4,
      customers: [{ audience: { ageGroups: ["40s", "50s", "60s+"] }, factor: 1.4 }],
      products: [
        { which: { categories: ["식품"] }, factor: 2 },
        { which: { categories: ["건강식품"] }, factor: 1.8 },
        { which: { words: ["명절", "선물"] }, factor: 1.8 },
      ],
    },
    effects: [
      { metric: { count: "orders", which: { categories: ["식품"] } }, factor: 2.45, tolerance: 0.12 },
      { metric: { count: "orders", which: { categories: ["건강식품"] } }, factor: 2.5, tolerance: 0.25 },
    ],
  },
  {
    name: "black-friday",
    title: "Black Friday",
    koreanTitle: "블랙프라이데이",
    summary:
      "Four days from the Friday after Thanksgiving: everything is cheaper, electronics are what people came for.",
    schedule: { kind: "holiday", holiday: "black_friday", from: 0, to: 3 },
    changes: {
      cartRate: 1.9,
      cartSize: 1.15,
      products: [{ which: { categories: ["디지털/가전"] }, factor: 1.8 }],
      prices: [{ factor: 0.85 }],
    },
    effects: [
      { metric: { count: "orders" }, factor: 2.17, tolerance: 0.08 },
      { metric: { count: "orders", which: { categories: ["디지털/가전"] } }, factor: 3.55, tolerance: 0.15 },
    ],
  },
  {
    name: "year-end",
    title: "Year-end",
    koreanTitle: "연말",
    summary: "Christmas and year-end presents from mid-December on; the best customers spend their points.",
    schedule: { kind: "yearly", spans: [{ from: "12-15", to: "12-31" }] },
    changes: {
      cartRate: 1.2,
      customers: [{ audience: { grades: ["GOLD", "VIP"] }, factor: 1.6 }],
      products: [{ which: { categories: ["패션잡화", "유아동", "뷰티"] }, factor: 1.7 }],
    },
    effects: [
      { metric: { count: "orders", audience: { grades: ["GOLD", "VIP"] } }, factor: 1.7, tolerance: 0.12 },
      {
        metric: { count: "orders", which: { categories: ["패션잡화", "유아동", "뷰티"] } },
        factor: 1.7,
        tolerance: 0.12,
      },
    ],
  },
  {
    name: "back-to-school",
    title: "Back to school",
    koreanTitle: "신학기",
    summary:
      "Terms begin in March and at the end of August: books, bags and computers for pupils, paid by their parents.",
    schedule: { kind: "yearly", spans: [{ from: "02-15", to: "03-10" }, { from: "08-20", to: "09-05" }] },
    changes: {
      cartRate: 1.1,
      customers: [{ audience: { ageGroups: ["10s", "20s", "40s"] }, factor: 1.4 }],
      products: [
        { which: { categories: ["도서"] }, factor: 2.2 },
        { which: { words: ["책가방", "백팩", "노트북"] }, factor: 2.5 },
      ],
    },
    effects: [{ metric: { count: "orders", which: { categories: ["도서"] } }, factor: 2.3, tolerance: 0.15 }],
  },
  {
    name: "exam-season",
    title: "Exam season",
    koreanTitle: "수능 시즌",
    summary:
      "The three weeks before the College Scholastic Ability Test: past papers, and whatever is said to give strength.",
    schedule: { kind: "holiday", holiday: "exam", from: -21, to: 0 },
    changes: {
      customers: [{ audience: { ageGroups: ["10s", "40s", "50s"] }, factor: 1.5 }],
      products: [
        { which: { words: ["수능", "문제집"] }, factor: 4 },
        { which: { categories: ["건강식품"] }, factor: 1.6 },
      ],
    },
    effects: [
      { metric: { count: "orders", which: { words: ["수능", "문제집"] } }, factor: 4.1, tolerance: 0.25 },
      { metric: { count: "carts", audience: { ageGroups: ["10s", "40s", "50s"] } }, factor: 1.4, tolerance: 0.1 },
    ],
  },
  {
    name: "heat-wave",
    title: "Heat wave",
    koreanTitle: "폭염",
    summary: "Days of 33 °C or more: people stay at home and buy what cools, shades or needs no cooking.",
    schedule: { kind: "weather", weather: "heat" },
    changes: {
      cartRate: 1.15,
      products: [
        { which: { words: ["생수", "콜드브루", "선크림", "린넨", "수영복", "선글라스"] }, factor: 3 },
        { which: { categories: ["식품"] }, factor: 1.3 },
      ],
    },
    effects: [
      {
        metric: { count: "orders", which: { words: ["생수", "콜드브루", "선크림", "린넨", "수영복", "선글라스"] } },
        factor: 3.3,
        tolerance: 0.25,
      },
    ],
  },
  {
    name: "cold-snap",
    title: "Cold snap",
    koreanTitle: "한파",
    summary: "Days of −12 °C or less: padded coats, fleece, scarves, and soup at home.",
    schedule: { kind: "weather", weather: "cold" },
    changes: {
      cartRate: 1.15,
      products: [
        { which: { words: ["패딩", "기모", "목도리", "가디건", "극세사"] }, factor: 3 },
        { which: { words: ["라면", "만두", "배도라지"] }, factor: 2 },
      ],
    },
    effects: [
      {
        metric: { count: "orders", which: { words: ["패딩", "기모", "목도리", "가디건", "극세사"] } },
        factor: 3,
        tolerance: 0.15,
      },
    ],
  },
  {
    name: "rainy-day",
    title: "Rainy day",
    koreanTitle: "비 오는 날",
    summary: "People stay in and order what they would have fetched: food, things for the household, a book.",
    schedule: { kind: "weather", weather: "rain" },
    changes: {
      cartRate: 1.15,
      products: [
        { which: { categories: ["식품"] }, factor: 1.5 },
        { which: { categories: ["생활용품", "도서"] }, factor: 1.2 },
      ],
    },
    effects: [
      { metric: { count: "orders", which: { categories: ["식품"] } }, factor: 1.5, tolerance: 0.12 },
      { metric: { count: "carts" }, factor: 1.15, tolerance: 0.02 },
    ],
  },
];
