// Money travels as decimal strings and is shown digit for digit: no amount passes through a
// binary fraction.

// tenth moves the point one place to the left: Rial to Toman.
export function tenth(amount: string): string {
  const { sign, whole, fraction } = parts(amount);
  const padded = whole.padStart(2, "0");
  const rest = (padded.slice(-1) + fraction).replace(/0+$/, "");
  return sign + padded.slice(0, -1) + (rest && "." + rest);
}

// tenfold moves the point some places to the right: Toman to Rial, a share to percent.
export function tenfold(amount: string, places: number): string {
  const { sign, whole, fraction } = parts(amount);
  const padded = fraction.padEnd(places, "0");
  const rest = padded.slice(places).replace(/0+$/, "");
  return sign + ((whole + padded.slice(0, places)).replace(/^0+(?=\d)/, "")) + (rest && "." + rest);
}

// whole rounds to a whole number, a half up; the amount is not negative.
export function whole(amount: string): string {
  const { whole, fraction } = parts(amount);
  return String(BigInt(whole) + (fraction >= "5" ? 1n : 0n));
}

export function parts(amount: string): { sign: string; whole: string; fraction: string } {
  const sign = amount.startsWith("-") ? "-" : "";
  const [whole = "0", fraction = ""] = amount.slice(sign.length).split(".");
  return { sign, whole, fraction };
}

// digitsOf writes an amount that is not negative with the digits, grouping and point of a
// locale.
export function digitsOf(amount: string, locale: string): string {
  const { whole, fraction } = parts(amount);
  const integer = new Intl.NumberFormat(locale).format(BigInt(whole));
  return fraction === "" ? integer : integer + pointOf(locale) + fractionOf(fraction, locale);
}

function fractionOf(fraction: string, locale: string): string {
  const digit = new Intl.NumberFormat(locale, { useGrouping: false });
  return [...fraction].map((d) => digit.format(Number(d))).join("");
}

function pointOf(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(0.5).find((p) => p.type === "decimal")?.value ?? ".";
}

// minusOf is how a locale writes the sign of what is below zero.
export function minusOf(locale: string): string {
  return new Intl.NumberFormat(locale).formatToParts(-1).slice(0, -1).map((p) => p.value).join("");
}
