import { tenfold, tenth } from "./decimal.ts";
import type { Format } from "./format.ts";
import type { Unit } from "./shapes.ts";

// Numbers that people enter: in their digits, with their signs, in the unit that they see.

// Measure is in what a number is entered.
export interface Measure {
  unit: Unit;
  currency: string; // of amounts
}

// signOf is what stands behind the field: percent, Toman, a currency; "" for plain numbers.
export function signOf({ unit, currency }: Measure, format: Format): string {
  if (unit === "ratio") return "%";
  if (unit === "seconds") return format.t("inSeconds");
  if (unit !== "money") return "";
  return currency !== "IRR" ? currency : format.t(format.settings.rials === "toman" ? "inToman" : "inRial");
}

// fieldOf is how a number of the collector's stands in a field.
export function fieldOf(value: string, { unit, currency }: Measure, format: Format): string {
  if (unit === "ratio") return value.endsWith("%") ? value.slice(0, -1) : tenfold(value, 2);
  return unit === "money" && inToman(currency, format) ? tenth(value) : value;
}

// numberIn is what the collector is told of what stands in a field; undefined when it is no
// number.
export function numberIn(text: string, { unit, currency }: Measure, format: Format): string | undefined {
  const number = plainNumber(text);
  if (number === undefined) return undefined;
  if (unit === "ratio") return number + "%";
  return unit === "money" && inToman(currency, format) ? tenfold(number, 1) : number;
}

function inToman(currency: string, format: Format): boolean {
  return currency === "IRR" && format.settings.rials === "toman";
}

// plainNumber reads Persian, Arabic and Latin digits. A comma groups, a point or the Arabic
// sign divides; what is neither is no number.
export function plainNumber(text: string): string | undefined {
  const plain = latinDigits(text.trim())
    .replace(/[٬,،\s%٪]/g, "").replace("٫", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined;
}

// codeIn is a code as the collector reads it: what was typed or pasted, in Latin digits and
// without spaces and marks of direction.
export function codeIn(text: string): string {
  return latinDigits(text).replace(/[\s\p{Cf}]/gu, "");
}

function latinDigits(text: string): string {
  return text.replace(/[\u06f0-\u06f9]/g, (d) => String(d.charCodeAt(0) - 0x6f0)).replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x660));
}
