import { guard } from "../src/guard";
import type { Late } from "./late";

/** What the visitor ids of the shop's own people begin with; the collector counts them apart. */
const STAFF = "staff-";

/**
 * Marks a browser as that of somebody of the shop's own, who asks for it with ?safar-staff=on in
 * a page's address, and takes the mark back with off. It stands in the visitor's cookie, so the
 * shop's server passes it on too, and goes with it: on a page where the visitor agrees to less
 * than full, or whose browser asks not to be tracked, it does not last.
 */
export const markStaff = guard(({ id }: Pick<Late, "id">) => {
  const wish = /[?&]safar-staff=(on|off)\b/.exec(location.search)?.[1];
  const tag = (window as { safar?: (...args: unknown[]) => void }).safar;
  if (!wish || !tag) {
    return;
  }
  tag("consent", "anonymous"); // deletes the cookie
  if (wish === "on") {
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `safar_visitor=${STAFF}${id(Date.now())};path=/;max-age=34128000;samesite=lax${secure}`;
    tag("consent", "full"); // finds it
  }
});
