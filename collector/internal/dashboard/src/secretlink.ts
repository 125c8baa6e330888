import { base } from "./view.ts";

// secretLink is a link into these pages. Its token stands where browsers send it nowhere, see
// takeEntry.
export function secretLink(what: "invite" | "reset" | "share", token: string): string {
  return new URL(`#${what}=${token}`, base).href;
}
