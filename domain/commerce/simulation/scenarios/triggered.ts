import type { Scenario } from "./scenario.ts";

/** Factors and effects as in `seasonal.ts`. */
export const TRIGGERED_SCENARIOS: readonly Scenario[] = [
  {
    name: "viral-item",
    title: "Viral item",
    koreanTitle: "바이럴 상품",
    summary: "A video goes round and everybody wants the same few things: one product in fifty.",
    schedule: { kind: "by_name" },
    changes: {
      cartRate: 1.3,
      customers: [{ audience: { ageGroups: ["10s", "20s", "30s"] }, factor: 1.5 }],
      products: [{ which: { oneIn: 50 }, factor: 12 }],
    },
    effects: [{ metric: { count: "orders", which: { oneIn: 50 } }, factor: 12.5, tolerance: 0.25 }],
  },
  {
    name: "influencer",
    title: "Influencer campaign",
    koreanTitle: "인플루언서 협찬",
    summary: "A beauty channel shows the shop's creams and make-up; young women follow the link.",
    schedule: { kind: "by_name" },
    changes: {
      cartRate: 1.2,
      customers: [{ audience: { ageGroups: ["10s", "20s", "30s"], genders: ["F"] }, factor: 2 }],
      products: [{ which: { categories: ["뷰티"] }, factor: 3 }],
    },
    effects: [
      { metric: { count: "orders", which: { categories: ["뷰티"] } }, factor: 3.3, tolerance: 0.15 },
      {
        metric: { count: "carts", audience: { ageGroups: ["10s", "20s", "30s"], genders: ["F"] } },
        factor: 2.2,
        tolerance: 0.2,
      },
    ],
  },
  {
    name: "coupon",
    title: "Coupon",
    koreanTitle: "쿠폰 발행",
    summary: "Everybody who agreed to marketing gets a coupon of 15 % on the whole cart.",
    schedule: { kind: "by_name" },
    changes: {
      cartRate: 1.25,
      customers: [{ audience: { marketingAgree: true }, factor: 1.6 }],
      prices: [{ audience: { marketingAgree: true }, factor: 0.85 }],
    },
    effects: [
      { metric: { count: "carts", audience: { marketingAgree: true } }, factor: 1.5, tolerance: 0.1 },
      { metric: { count: "discounts", perCart: true }, factor: 7.7, tolerance: 0.15 },
    ],
  },
  {
    name: "free-shipping",
    title: "Free shipping",
    koreanTitle: "무료배송",
    summary: "Every cart is sent free of charge: more carts, and smaller ones, since nothing has to be filled up.",
    schedule: { kind: "by_name" },
    changes: { cartRate: 1.3, cartSize: 0.8, freeShippingFrom: 0 },
    effects: [
      { metric: { count: "shipping" }, factor: 0, tolerance: 0 },
      { metric: { count: "orders", perCart: true }, factor: 0.84, tolerance: 0.06 },
    ],
  },
  {
    name: "competitor-sale",
    title: "Competitor's sale",
    koreanTitle: "경쟁사 할인",
    summary: "Another shop has its big sale: a third fewer orders, and above all fewer electronics.",
    schedule: { kind: "by_name" },
    changes: { cartRate: 0.65, products: [{ which: { categories: ["디지털/가전"] }, factor: 0.4 }] },
    effects: [
      { metric: { count: "carts" }, factor: 0.65, tolerance: 0.02 },
      { metric: { count: "orders", which: { categories: ["디지털/가전"] } }, factor: 0.28, tolerance: 0.25 },
    ],
  },
  {
    name: "stock-out",
    title: "Stock-out",
    koreanTitle: "품절 대란",
    summary: "The best sellers are gone: hardly any of them can be ordered, and some customers leave with nothing.",
    schedule: { kind: "by_name" },
    changes: { cartRate: 0.85, products: [{ which: { isBest: true }, factor: 0.05 }] },
    effects: [
      { metric: { count: "orders", which: { isBest: true } }, factor: 0.04, tolerance: 0.5 },
      { metric: { count: "carts" }, factor: 0.85, tolerance: 0.02 },
    ],
  },
  {
    name: "bot-attack",
    title: "Bot attack",
    koreanTitle: "매크로 공격",
    summary: "Scripts buy from a few accounts, one customer in twenty, many small carts of the same few cheap things.",
    schedule: { kind: "by_name" },
    changes: {
      cartRate: 3,
      cartSize: 0.4,
      customers: [{ audience: { oneIn: 20 }, factor: 10 }],
      products: [{ which: { priceTo: 15_000, oneIn: 5 }, factor: 15 }],
    },
    effects: [
      { metric: { count: "carts", audience: { oneIn: 20 } }, factor: 33, tolerance: 0.3 },
      { metric: { count: "orders", perCart: true }, factor: 0.51, tolerance: 0.08 },
    ],
  },
];
