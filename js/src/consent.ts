import { newID } from "./id";
import { MONTHS_13 } from "./limits";

/** What a visitor agreed to, from the least to the most. */
const LEVELS = ["none", "anonymous", "full"] as const;
export type Consent = (typeof LEVELS)[number];

// The visitor's cookie is safar_visitor, which the shop's server reads and may have set.

/** Who the visitor is, as far as they agreed that it be known. */
export interface Visitor {
  _consent(): Consent;
  /** Empty without full consent. */
  _id(): string;
  /** Sets the consent to what was said and the browser allows. */
  _set(said: unknown): void;
}

/**
 * Starts with what the page says. A page that says nothing has the visitor's own answer in the
 * cookie, which is made after a yes and deleted by a no.
 */
export function newVisitor(said: string | null): Visitor {
  let id = "";
  let consent: Consent = "anonymous";

  const limited = () => (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl;

  function enter(said: unknown): void {
    if (!LEVELS.includes(said as Consent)) {
      return;
    }
    consent = said === "full" && limited() ? "anonymous" : (said as Consent);
    id = consent === "full" ? read() || make() : "";
  }

  if (limited()) {
    forget();
  }
  enter(said || (read() ? "full" : consent));

  return {
    _consent: () => consent,
    _id: () => id,
    _set(said) {
      enter(said);
      if (!id) {
        forget();
      }
    },
  };
}

function read(): string {
  // A frame without an origin of its own has no cookies and throws.
  try {
    return /(?:^|; )safar_visitor=([\w.-]{1,64})(?:;|$)/.exec(document.cookie)?.[1] || "";
  } catch {
    return "";
  }
}

function make(): string {
  const id = newID(Date.now());
  write(id, MONTHS_13);
  return id;
}

function forget(): void {
  if (read()) {
    write("", 0);
  }
}

function write(value: string, seconds: number): void {
  try {
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `safar_visitor=${value};path=/;max-age=${seconds};samesite=lax${secure}`;
  } catch {
    // Then the visitor is known for as long as the page lives.
  }
}
