import "../../../domain/shared/good_money.ts";
export {};
