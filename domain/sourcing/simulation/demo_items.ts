import { pick, seededRandom, wholeBetween } from "../../shared/random.ts";

export interface DemoItem {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly shippingFee: number;
  readonly stock: number;
  readonly updatedAt: Date;
}

const GOODS = [
  ["스테인리스 텀블러 500ml", "주방용품", 6_900],
  ["접이식 캠핑 의자", "캠핑", 18_900],
  ["무선 블루투스 이어폰", "디지털", 21_500],
  ["논슬립 요가 매트 8mm", "스포츠", 12_900],
  ["전기 포트 1.7L", "가전", 16_800],
  ["아동 우산 캐릭터", "유아동", 7_400],
  ["강아지 간식 소고기 육포", "반려동물", 5_900],
  ["책상 LED 스탠드", "조명", 14_300],
  ["면 양말 10켤레", "의류", 8_700],
  ["실리콘 주걱 세트", "주방용품", 6_200],
  ["차량용 핸드폰 거치대", "자동차", 9_800],
  ["휴대용 손선풍기", "가전", 11_200],
] as const;
const KINDS = ["기본형", "고급형"] as const;

export const DEMO_ITEMS = GOODS.length * KINDS.length;
const AT_ONCE = 6;
const NEXT_EVERY_MS = 10_000;
const SHORTEST_MS = 30 * 60_000;

/** What a supplier offers at a moment. The same for the same seed: nothing of it needs to be kept. */
export function demoItems(seed: string, { since, now }: { readonly since: Date; readonly now: Date }): DemoItem[] {
  const passed = Math.max(0, now.getTime() - since.getTime());
  const arrived = Math.min(DEMO_ITEMS, AT_ONCE + Math.floor(passed / NEXT_EVERY_MS));
  return Array.from({ length: arrived }, (_, nth) => demoItem(seed, nth, since, now));
}

function demoItem(seed: string, nth: number, since: Date, now: Date): DemoItem {
  const [name, category, basePrice] = GOODS[nth % GOODS.length]!;
  const kind = Math.floor(nth / GOODS.length);
  const own = seededRandom(`${seed}/item/${nth}`);
  const periodMs = SHORTEST_MS * (1 + own());
  const arrivedAt = since.getTime() + Math.max(0, nth - AT_ONCE + 1) * NEXT_EVERY_MS;
  // How often its price and stock have changed since it arrived.
  const change = Math.max(0, Math.floor((now.getTime() - arrivedAt) / periodMs));
  const random = seededRandom(`${seed}/item/${nth}/${change}`);
  const isSoldOut = change > 0 && random() < 0.08;
  return {
    id: `DEMO-${String(nth + 1).padStart(3, "0")}`,
    name: `${name} ${KINDS[kind]}`,
    category,
    price: Math.round(basePrice * (1 + 0.4 * kind) * (0.95 + 0.1 * random()) / 100) * 100,
    shippingFee: pick(own, [0, 2_500, 3_000]),
    stock: isSoldOut ? 0 : wholeBetween(random, 20, 200),
    updatedAt: new Date(arrivedAt + change * periodMs),
  };
}
