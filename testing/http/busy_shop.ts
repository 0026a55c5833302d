import type { Order, Selection } from "../../domain/commerce/order.ts";
import { pick, seededRandom, wholeBetween } from "../../domain/shared/random.ts";
import type { GRADES } from "../../domain/commerce/grade.ts";
import { ageGroup } from "../../domain/commerce/user.ts";
import { type FakeShop, fakeShop, someOrder, someProduct, someUser } from "./fake_shop.ts";

const NAMES = ["김서연", "이도윤", "박지우", "최하준", "정서윤", "강민준", "조은우", "윤지아", "장시우", "임하은"];
const ADDRESSES = [
  "서울특별시 마포구",
  "경기도 성남시 분당구",
  "부산광역시 해운대구",
  "대전광역시 유성구",
  "제주특별자치도 제주시",
];
const CATEGORIES = ["식품", "패션의류", "뷰티", "디지털/가전", "생활용품", "도서", "반려동물", "건강식품"];
const REASONS = ["age_group", "gender", "grade", "region", "time_of_day", "marketing", "payday", "moving", "birthday"];

const random = seededRandom("busy shop");

/** A shop in which each `tick` places an order, for the live page. */
export function busyShop(): { readonly shop: FakeShop; readonly tick: (now: Date) => void } {
  const shop = fakeShop();
  for (let index = 0; index < 1_000; index++) {
    const grade: typeof GRADES[number] = index < 40 ? "VIP" : index < 160 ? "GOLD" : index < 420 ? "SILVER" : "BRONZE";
    const user = someUser(shop, {
      name: pick(random, NAMES),
      gender: pick(random, ["M", "F"]),
      age: wholeBetween(random, 15, 70),
      address: pick(random, ADDRESSES),
      grade,
    });
    if (index < 600) shop.users.set(user.userId, { ...user, lastOrderedAt: shop.now });
    const product = someProduct(shop, {
      category: pick(random, CATEGORIES),
      price: wholeBetween(random, 3, 180) * 1_000,
    });
    if (index < 700) shop.products.set(product.productId, { ...product, orderCount: 3 });
  }
  const tick = (now: Date) => {
    shop.now = now;
    shop.lag = random() < 0.3 ? wholeBetween(random, 1, 14) : 0;
    const user = pick(random, [...shop.users.values()]);
    const selection = someSelection();
    const lines = wholeBetween(random, 1, 3);
    for (let line = 0; line < lines; line++) {
      const product = pick(random, [...shop.products.values()]);
      const more: Partial<Order> = { createdAt: now, selection, userAgeGroup: ageGroup(user.age), shippingCost: 0 };
      someOrder(shop, user, product, more);
    }
  };
  return { shop, tick };
}

function someSelection(): Selection {
  const factors = REASONS.filter(() => random() < 0.6).map((name) => ({
    name,
    value: wholeBetween(random, 60, 200) / 100,
  }));
  return { score: factors.reduce((score, { value }) => score * value, 1), factors };
}
