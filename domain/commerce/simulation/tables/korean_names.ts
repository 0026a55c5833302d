import type { Gender } from "../../user.ts";

/** Population census of 2015 (Statistics Korea, "Surnames and clan seats"), homophones added up: 95 % of all people. */
// deno-fmt-ignore
export const SURNAMES: readonly (readonly [surname: string, perMille: number])[] = [
  ["김", 215], ["이", 147], ["박", 84], ["최", 47], ["정", 43], ["강", 24], ["조", 21], ["윤", 21], ["장", 20], ["임", 17],
  ["한", 16], ["오", 15], ["서", 15], ["신", 15], ["권", 14], ["황", 14], ["안", 14], ["송", 14], ["류", 13], ["전", 11],
  ["홍", 11], ["고", 9], ["문", 9], ["양", 9], ["손", 9], ["배", 8], ["백", 8], ["허", 7], ["유", 6], ["남", 6],
  ["심", 6], ["노", 6], ["하", 5], ["곽", 4], ["성", 4], ["차", 4], ["주", 4], ["우", 4], ["구", 4], ["민", 3],
  ["나", 3], ["진", 3], ["지", 3], ["엄", 3], ["채", 3], ["원", 3], ["천", 2], ["방", 2], ["공", 2], ["남궁", 0.4],
];

interface NameGeneration {
  /** First year of birth of the generation, which ends where the next one begins. */
  readonly from: number;
  readonly names: Readonly<Record<Gender, readonly string[]>>;
}

/** After the Supreme Court of Korea's lists of most frequent names; completed by hand, all equally likely. */
export const GIVEN_NAMES: readonly NameGeneration[] = [
  {
    from: 1900,
    names: {
      M: words("영수 영호 영식 영길 정웅 영일 정수 종수 정식 광수 영철 병철 상철 재호 성호 춘식 만수 기영 동철 태식"),
      F: words("영자 정자 순자 춘자 경자 옥자 명자 숙자 정순 화자 영순 정숙 순옥 말순 금자 복순 영희 정희 옥순 인숙"),
    },
  },
  {
    from: 1955,
    names: {
      M: words("영수 영철 영호 성수 영식 상철 종호 정호 병호 광수 성호 진수 경호 재호 용수 명수 창호 동수 기철 종철"),
      F: words("영숙 정숙 영희 명숙 경숙 순자 정희 경희 미숙 현숙 은숙 미경 미자 혜숙 순희 옥희 성숙 인숙 명희 경자"),
    },
  },
  {
    from: 1965,
    names: {
      M: words("성호 영수 영호 영철 정호 진호 경호 상훈 성진 재훈 승호 동현 준호 정훈 성훈 종현 병철 창수 태호 기석"),
      F: words("미경 경희 미숙 경숙 영숙 은주 은경 현주 은영 미영 선영 수경 혜경 정희 지영 윤경 희정 미정 진숙 명희"),
    },
  },
  {
    from: 1975,
    names: {
      M: words("정훈 성호 성훈 성진 정호 상훈 성민 영진 상현 준호 지훈 진우 동훈 재영 승현 민호 현우 종훈 태영 병준"),
      F: words("은영 은정 은주 미영 미정 지영 현정 은경 현주 선영 수진 혜진 지은 유진 정은 미선 소영 윤정 보영 진희"),
    },
  },
  {
    from: 1985,
    names: {
      M: words("지훈 동현 현우 성민 정훈 준호 상현 준영 성현 진우 민수 승현 재현 태현 민호 영훈 동욱 우진 경민 상우"),
      F: words("지혜 지은 수진 혜진 은지 지영 아름 지현 지연 보람 유진 민지 미진 혜원 수정 선영 슬기 은혜 소연 다혜"),
    },
  },
  {
    from: 1993,
    names: {
      M: words("동현 지훈 성민 현우 준호 민석 민수 준혁 준영 승현 재현 민재 승민 우진 태현 진호 상현 도현 성준 현준"),
      F: words("유진 민지 수빈 지원 지현 지은 현지 은지 예진 예지 수진 다은 서영 하은 소연 지수 혜린 채원 수민 나연"),
    },
  },
  {
    from: 2003,
    names: {
      M: words("민준 지훈 현우 준서 우진 건우 예준 현준 서준 도현 동현 준혁 민재 지후 시우 주원 지호 승우 유준 은우"),
      F: words("서연 민서 수빈 서현 예은 지우 하은 지민 윤서 지원 채원 예린 다은 서윤 은서 가은 수아 소율 나윤 하윤"),
    },
  },
];

function words(text: string): readonly string[] {
  return text.split(" ");
}
