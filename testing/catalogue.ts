import type { FeedRecord } from "./feed_server.ts";

const NAMES = [
  "스텐 텀블러",
  "무선 이어폰",
  "캠핑 의자",
  "요가 매트",
  "전기 포트",
  "아동 우산",
  "강아지 간식",
  "책상 스탠드",
];
const COLOURS = ["검정", "하양", "파랑", "분홍", "회색"];

/** Items as a supplier offers them, the same every time. */
export function items(count: number, from = 0): FeedRecord[] {
  return Array.from({ length: count }, (_, n) => {
    const nth = from + n;
    return {
      id: `W-${nth}`,
      name: `${NAMES[nth % NAMES.length]} ${COLOURS[nth % COLOURS.length]} ${nth}`,
      brand: `브랜드${nth % 7}`,
      category: "생활용품",
      price: 1_000 + nth * 10,
      shippingFee: 2_500,
      stock: 5 + nth % 50,
      updatedAt: "2026-03-02T12:00:00Z",
    };
  });
}

/** Products as a market shows them; each resembles one of the items. */
export function benchmarks(count: number): FeedRecord[] {
  return Array.from({ length: count }, (_, nth) => ({
    id: 9_000 + nth,
    name: `${NAMES[nth % NAMES.length]} ${COLOURS[nth % COLOURS.length]} 특가`,
    category: "생활용품",
    price: 20_000 + nth,
    rating: 4.5,
    reviewCount: nth,
    rank: nth + 1,
  }));
}
