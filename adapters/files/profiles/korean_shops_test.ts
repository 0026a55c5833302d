import { assertEquals } from "@std/assert";
import { cp949Bytes } from "../../../testing/fixtures/cp949.ts";
import { inShort, numberOf, readWhole } from "../../../testing/fixtures/order_files.ts";

Deno.test("openOrderFile reads Cafe24's orders, in CP949", async () => {
  const { profile, zone, currencies, lines } = await readWhole({
    "orders.csv": cp949Bytes(
      "주문번호,품목별 주문번호,주문일시,주문자명,주문자ID,상품코드,주문상품명,상품옵션,수량,판매가,총 주문금액,총 배송비,결제수단,주문상태\n" +
        '20260302-0000012,20260302-0000012-01,2026-03-02 09:00:00,김*수,kim,P000000B,머그컵,색상=화이트,2,"12,000",27000,3000,카드,배송중\n' +
        "20260302-0000012,20260302-0000012-02,2026-03-02 09:00:00,김*수,kim,P000000C,컵받침,,1,1000,27000,3000,카드,취소완료\n",
    ),
  });
  assertEquals([profile, zone, currencies], ["cafe24", "Asia/Seoul", ["KRW"]]);
  assertEquals(lines.map(inShort), [
    ["20260302-0000012", "P000000B:색상=화이트", 2, 24000, "SHIPPED"],
    ["20260302-0000012", "P000000C", 1, 1000, "CANCELLED"],
    ["20260302-0000012", "P000000C", -1, -1000, "CANCELLED"],
  ]);
  const [first] = lines;
  assertEquals([first!.name, first!.customer, first!.lineId, numberOf(first!.shipping), first!.at.toISOString()], [
    "머그컵 (색상=화이트)",
    "kim",
    "20260302-0000012-01",
    3000,
    "2026-03-02T00:00:00.000Z",
  ]);
  assertEquals(lines[1]!.shipping, null);
});

Deno.test("openOrderFile reads SmartStore's orders, and tells masked buyers apart", async () => {
  const header =
    "상품주문번호,주문번호,구매자명,구매자ID,주문상태,결제일,상품번호,상품명,옵션정보,수량,옵션가격,상품가격,상품별 할인액,상품별 총 주문금액,배송비 합계,구매자연락처,배송지,결제수단";
  const row = (line: string, phone: string) =>
    `${line},2026030212345671,이*희,lee****,발송대기,2026-03-02 12:10:33,8801,머그컵,색상: 화이트,2,500,12000,1000,24000,3000,${phone},서울특별시 강남구 1,신용카드`;
  const { profile, lines } = await readWhole({
    "orders.csv": cp949Bytes([header, row("1", "010-0000-0001"), row("2", "010-0000-0002")].join("\r\n")),
  });
  assertEquals(profile, "smartstore");
  assertEquals(lines.map(inShort), [
    ["2026030212345671", "8801:색상: 화이트", 2, 24000, "PAID"],
    ["2026030212345671", "8801:색상: 화이트", 2, 24000, "PAID"],
  ]);
  const [first, second] = lines;
  assertEquals([numberOf(first!.unitPrice), numberOf(first!.discount), numberOf(first!.shipping), first!.region], [
    12500,
    1000,
    3000,
    "서울특별시",
  ]);
  assertEquals([second!.shipping, first!.customer === second!.customer], [null, false]);
});

Deno.test("openOrderFile reads Coupang Wing's orders", async () => {
  const { profile, lines } = await readWhole({
    "orders.csv":
      "번호,묶음배송번호,주문번호,주문일,등록상품명,등록옵션명,노출상품명(옵션명),노출상품ID,옵션ID,업체상품코드,결제액,배송비,구매수(수량),옵션판매가(판매단가),구매자,구매자전화번호,수취인 주소\n" +
      "1,77,31000012345678,2026-03-02 09:00:00,머그컵,화이트,머그컵 화이트,501,90001,MUG,24000,3000,2,12000,박*,0502-111-2222,부산광역시 해운대구 1\n",
  });
  assertEquals([profile, lines.map(inShort)], ["coupang", [["31000012345678", "90001", 2, 24000, "PAID"]]]);
  assertEquals([lines[0]!.name, lines[0]!.region, lines[0]!.customer!.length], ["머그컵 화이트", "부산광역시", 34]);
});

Deno.test("openOrderFile names an option once where several columns say it", async () => {
  const { lines } = await readWhole({
    "wing.csv":
      "주문번호,주문일,등록상품명,등록옵션명,노출상품명(옵션명),옵션ID,최초등록옵션명,구매수(수량),옵션판매가(판매단가)\n" +
      '1,2026-03-02 09:11:12,머그컵,화이트,"머그컵, 화이트",9,화이트,1,12000\n' +
      "2,2026-03-02 09:11:12,컵,블랙,컵,8,블랙 1개,1,12000\n",
  });
  assertEquals(lines.map(({ name }) => name), ["머그컵, 화이트", "컵 (블랙)"]);
});
