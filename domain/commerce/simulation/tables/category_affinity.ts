import type { AgeGroup, Gender } from "../../user.ts";
import type { Category } from "./categories.ts";

// 1 is neutral. The model's own, in the order of Statistics Korea's "Online Shopping Survey".

const BY_AGE: Readonly<Record<Category, Readonly<Record<AgeGroup, number>>>> = {
  "식품": { "10s": 0.6, "20s": 0.8, "30s": 1.3, "40s": 1.5, "50s": 1.5, "60s+": 1.4 },
  "패션의류": { "10s": 1.6, "20s": 1.6, "30s": 1.2, "40s": 1, "50s": 0.9, "60s+": 0.7 },
  "뷰티": { "10s": 1.3, "20s": 1.6, "30s": 1.3, "40s": 1, "50s": 0.8, "60s+": 0.6 },
  "디지털/가전": { "10s": 1.2, "20s": 1.3, "30s": 1.2, "40s": 1, "50s": 0.8, "60s+": 0.6 },
  "생활용품": { "10s": 0.4, "20s": 0.9, "30s": 1.3, "40s": 1.4, "50s": 1.3, "60s+": 1.1 },
  "유아동": { "10s": 0.2, "20s": 0.5, "30s": 2.2, "40s": 1.3, "50s": 0.5, "60s+": 0.6 },
  "스포츠/레저": { "10s": 1, "20s": 1.2, "30s": 1.2, "40s": 1.2, "50s": 1.1, "60s+": 0.8 },
  "도서": { "10s": 1.5, "20s": 1.1, "30s": 1.1, "40s": 1.4, "50s": 0.9, "60s+": 0.7 },
  "반려동물": { "10s": 0.5, "20s": 1.2, "30s": 1.2, "40s": 1, "50s": 1, "60s+": 0.6 },
  "가구/인테리어": { "10s": 0.3, "20s": 1, "30s": 1.5, "40s": 1.2, "50s": 1, "60s+": 0.7 },
  "패션잡화": { "10s": 1.3, "20s": 1.4, "30s": 1.1, "40s": 1, "50s": 0.9, "60s+": 0.8 },
  "건강식품": { "10s": 0.2, "20s": 0.7, "30s": 1, "40s": 1.3, "50s": 1.7, "60s+": 2 },
};

const BY_GENDER: Readonly<Record<Category, Readonly<Record<Gender, number>>>> = {
  "식품": { F: 1.1, M: 0.9 },
  "패션의류": { F: 1.3, M: 0.8 },
  "뷰티": { F: 1.7, M: 0.4 },
  "디지털/가전": { F: 0.6, M: 1.6 },
  "생활용품": { F: 1.2, M: 0.8 },
  "유아동": { F: 1.4, M: 0.6 },
  "스포츠/레저": { F: 0.8, M: 1.4 },
  "도서": { F: 1.1, M: 0.9 },
  "반려동물": { F: 1.1, M: 0.9 },
  "가구/인테리어": { F: 1.1, M: 0.9 },
  "패션잡화": { F: 1.2, M: 0.8 },
  "건강식품": { F: 1, M: 1 },
};

/** 1 for an unknown category, age or gender. */
export function categoryAffinity(category: string, ageGroup: AgeGroup | null, gender: Gender | null): number {
  const byAge = BY_AGE[category as Category];
  const byGender = BY_GENDER[category as Category];
  if (byAge === undefined || byGender === undefined) return 1;
  return (ageGroup === null ? 1 : byAge[ageGroup]) * (gender === null ? 1 : byGender[gender]);
}
