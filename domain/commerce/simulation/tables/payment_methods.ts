import type { AgeGroup } from "../../user.ts";

export type PaymentShares = readonly (readonly [method: string, share: number])[];

/** Percentages, estimated after the Bank of Korea's payment surveys. */
export const PAYMENT_METHODS: Readonly<Record<AgeGroup, PaymentShares>> = {
  "10s": [["KAKAO_PAY", 30], ["NAVER_PAY", 25], ["TOSS_PAY", 25], ["PHONE_BILL", 10], ["CARD", 10]],
  "20s": [["NAVER_PAY", 30], ["KAKAO_PAY", 25], ["CARD", 24], ["TOSS_PAY", 16], ["PHONE_BILL", 5]],
  "30s": [["CARD", 40], ["NAVER_PAY", 29], ["KAKAO_PAY", 17], ["TOSS_PAY", 9], ["BANK_TRANSFER", 5]],
  "40s": [["CARD", 52], ["NAVER_PAY", 23], ["KAKAO_PAY", 12], ["BANK_TRANSFER", 8], ["TOSS_PAY", 5]],
  "50s": [["CARD", 62], ["NAVER_PAY", 14], ["BANK_TRANSFER", 14], ["KAKAO_PAY", 10]],
  "60s+": [["CARD", 66], ["BANK_TRANSFER", 25], ["KAKAO_PAY", 6], ["NAVER_PAY", 3]],
};

export const PAYMENT_METHODS_OF_ALL: PaymentShares = [
  ["CARD", 50],
  ["NAVER_PAY", 22],
  ["KAKAO_PAY", 15],
  ["BANK_TRANSFER", 8],
  ["TOSS_PAY", 5],
];
