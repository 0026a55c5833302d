import type { Field, Profile } from "./profile.ts";

const COLUMNS: Profile["columns"] = {
  order: ["order", "order id", "order number", "order no", "invoice", "invoice no", "주문번호"],
  line: ["line id", "line item id", "상품주문번호"],
  sku: ["sku", "product id", "product code", "item code", "상품코드", "상품번호"],
  name: ["name", "product", "product name", "item", "item name", "description", "상품명", "주문상품명"],
  option: ["option", "variant", "옵션", "옵션정보", "상품옵션"],
  category: ["category", "분류", "카테고리"],
  quantity: ["quantity", "qty", "수량"],
  date: ["date", "created at", "order date", "ordered at", "sold at", "주문일시", "주문일", "결제일"],
  time: ["time", "order time"],
  price: ["price", "unit price", "단가", "판매가", "상품가격"],
  discount: ["discount", "할인", "할인금액", "할인액"],
  amount: ["amount", "total", "line total", "net", "금액", "합계"],
  shipping: ["shipping", "shipping cost", "배송비"],
  tax: ["tax", "vat", "세금", "부가세"],
  currency: ["currency", "통화"],
  customer: ["customer", "customer id", "user id", "buyer", "email", "주문자ID", "구매자ID", "회원아이디"],
  region: ["region", "country", "province", "city", "지역", "국가"],
  payment: ["payment", "payment method", "결제수단"],
  status: ["status", "order status", "상태", "주문상태"],
};

/** Any table with a row a line and columns of plain names. */
export const PLAIN: Profile = {
  id: "plain",
  title: "plain",
  columns: COLUMNS,
  needs: ["order", "sku", "quantity", "date", "price"],
  currency: null,
  zone: null,
  status: "DELIVERED",
};

/** Of `--map`: the named columns and no others. */
export function mappedProfile(map: ReadonlyMap<Field, string>): Profile {
  const columns = Object.fromEntries([...map].map(([field, column]) => [field, [column]]));
  return { ...PLAIN, title: "plain, by --map", columns, needs: [...map.keys()] };
}
