import type { Grade } from "../grade.ts";
import type { PropensityPolicy } from "../propensity_policy.ts";
import { type AgeGroup, ageGroup, type Gender } from "../user.ts";

// The model's own, in the order of Statistics Korea's "Online Shopping Survey" and the Ministry of Science and ICT's
// "Survey on Internet Usage".

const AGE_FACTOR: Readonly<Record<AgeGroup, number>> = {
  "10s": 0.6,
  "20s": 1.15,
  "30s": 1.4,
  "40s": 1.3,
  "50s": 1.02,
  "60s+": 0.7,
};

const GENDER_FACTOR: Readonly<Record<Gender, number>> = { F: 1.12, M: 0.95 };

const GRADE_FACTOR: Readonly<Record<Grade, number>> = { BRONZE: 1, SILVER: 1.3, GOLD: 1.6, VIP: 2 };

/** Keyed by the first two characters, equal in long and short names ("서울특별시", "서울"). */
const REGION_FACTOR: ReadonlyMap<string, number> = new Map([
  ["서울", 1.2],
  ["경기", 1.12],
  ["인천", 1.06],
  ["세종", 1.1],
  ["대전", 1.02],
  ["광주", 1.02],
  ["울산", 1.02],
  ["부산", 0.98],
  ["대구", 0.98],
  ["제주", 0.85],
  ["강원", 0.9],
  ["전라", 0.88],
  ["전북", 0.88],
  ["전남", 0.88],
  ["경상", 0.92],
  ["경북", 0.92],
  ["경남", 0.92],
  ["충청", 0.94],
  ["충북", 0.94],
  ["충남", 0.94],
]);

export const AGE_POLICY: PropensityPolicy = {
  name: "age_group",
  factor: ({ age }) => {
    const group = ageGroup(age);
    return group === null ? 1 : AGE_FACTOR[group];
  },
};

export const GENDER_POLICY: PropensityPolicy = {
  name: "gender",
  factor: ({ gender }) => gender === null ? 1 : GENDER_FACTOR[gender],
};

export const GRADE_POLICY: PropensityPolicy = { name: "grade", factor: ({ grade }) => GRADE_FACTOR[grade] };

export const REGION_POLICY: PropensityPolicy = {
  name: "region",
  factor: ({ address }) => REGION_FACTOR.get(address.slice(0, 2)) ?? 1,
};
