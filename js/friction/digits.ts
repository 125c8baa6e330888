/** The digits that somebody typed. */
export type Digits = "latin" | "persian" | "arabic";

/** The class of the first digit in what was typed; undefined where there is none. */
export function digitsOf(typed: string): Digits | undefined {
  const digit = /[\d٠-٩۰-۹]/.exec(typed);
  return digit ? (digit[0] < "٠" ? "latin" : digit[0] < "۰" ? "arabic" : "persian") : undefined;
}
