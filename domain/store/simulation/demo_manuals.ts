import { DEMO_STORES } from "./demo_stores.ts";

/** As `POST /v1/manuals` takes them; each id begins with `demo-`. */
interface DemoManual {
  readonly manualId: string;
  readonly kind: string;
  readonly format: "markdown";
  readonly stores?: readonly string[];
  readonly text: string;
}

export const DEMO_MANUALS: readonly DemoManual[] = [
  {
    manualId: "demo-refunds",
    kind: "demo",
    format: "markdown",
    text: `# 환불 규정

## 음료와 음식

맛이나 온도에 문제가 있으면 그 자리에서 새로 만들어 드리거나 환불합니다. 절반 이상 드신 것은 다시 만들어 드립니다.

## 포장 상품

포장 상품은 뜯지 않았고 영수증이 있으면 7일 안에 환불합니다. 유통기한이 있는 상품은 구매한 날에만 환불합니다.

## 환불 방법

카드로 결제한 금액은 같은 카드로 취소하고, 현금은 현금으로 돌려드립니다. 취소는 원래 판매와 다른 번호로 음수 수량을 입력합니다.
`,
  },
  {
    manualId: "demo-opening",
    kind: "demo",
    format: "markdown",
    stores: [DEMO_STORES[0]!.storeId],
    text: `# 개점과 마감

## 개점

문을 열기 30분 전에 에스프레소 머신을 켜고 추출 시간을 25초에서 30초로 맞춥니다. 우유와 시럽의 유통기한을 확인합니다.

## 마감

쓰고 남은 우유는 버리고 머신의 스팀 노즐을 분해해 씻습니다. 현금을 세어 일일 매출과 맞춘 다음 금고에 넣습니다.
`,
  },
  {
    manualId: "demo-hygiene",
    kind: "demo",
    format: "markdown",
    text: `# 위생 점검

## 매일

냉장고는 5도 이하, 냉동고는 영하 18도 이하로 유지하고 아침과 저녁에 온도를 적습니다. 도마와 칼은 식재료별로 나누어 씁니다.

## 매주

후드와 배수구를 청소하고, 행주는 100도에서 10분 삶습니다. 소독제는 제조사의 희석 비율을 지킵니다.

## 직원

손을 씻지 않고 조리대에 들어가지 않습니다. 설사나 발열이 있으면 그날은 조리하지 않습니다.
`,
  },
];
