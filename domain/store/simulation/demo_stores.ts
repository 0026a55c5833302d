/** A store that nobody runs: its id begins with `demo-`, as the simulated visitors' beacons have it. */
export interface DemoStore {
  readonly storeId: string;
  readonly name: string;
  readonly receiptsADay: number;
  /** Percent of a day's receipts by hour in Seoul; the model's own figures. */
  readonly hours: readonly number[];
  /** Receipts of a Saturday or Sunday for one of a weekday. */
  readonly weekend: number;
  readonly menu: readonly MenuItem[];
}

interface MenuItem {
  readonly name: string;
  /** Won. */
  readonly price: number;
  /** How often it is chosen, relative to the others. */
  readonly weight: number;
}

// deno-fmt-ignore
const CAFE_HOURS = [0, 0, 0, 0, 0, 0, 1, 6, 11, 7, 6, 7, 14, 13, 8, 6, 5, 4, 4, 3, 2, 2, 1, 0];
// deno-fmt-ignore
const DINER_HOURS = [1, 1, 0, 0, 0, 0, 0, 1, 2, 2, 4, 11, 18, 9, 4, 3, 4, 9, 13, 8, 5, 3, 1, 1];

export const DEMO_STORES: readonly DemoStore[] = [
  {
    storeId: "demo-001",
    name: "데모 카페",
    receiptsADay: 160,
    hours: CAFE_HOURS,
    weekend: 1.3,
    menu: [
      { name: "아메리카노", price: 4_500, weight: 40 },
      { name: "카페라떼", price: 5_000, weight: 22 },
      { name: "바닐라라떼", price: 5_500, weight: 11 },
      { name: "콜드브루", price: 5_000, weight: 9 },
      { name: "유자차", price: 5_500, weight: 6 },
      { name: "크루아상", price: 3_800, weight: 7 },
      { name: "치즈케이크", price: 6_500, weight: 5 },
    ],
  },
  {
    storeId: "demo-002",
    name: "데모 분식",
    receiptsADay: 110,
    hours: DINER_HOURS,
    weekend: 0.8,
    menu: [
      { name: "떡볶이", price: 5_000, weight: 28 },
      { name: "김밥", price: 4_000, weight: 26 },
      { name: "라면", price: 4_500, weight: 18 },
      { name: "순대", price: 5_000, weight: 12 },
      { name: "튀김", price: 4_500, weight: 10 },
      { name: "돈가스", price: 8_500, weight: 6 },
    ],
  },
];
