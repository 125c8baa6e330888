import { type Host, hostOf } from "../src/host";
import { guard, later } from "../src/guard";
import { RARE } from "../src/wire";
import { newLate } from "./late";
import { watchTouchpoints } from "./impression";
import { watchLinks } from "./link";
import { watchMedia } from "./media";
import { watchScrolling } from "./scroll";
import { watchSearches } from "./search";
import { forgetUnsent } from "./unsent";
import { offerSurveys } from "./survey";
import { markStaff } from "./staff";

/** The friction module's file and what its content has to be; set by the build. */
declare const FRICTION_FILE: string;
declare const FRICTION_INTEGRITY: string;
/** Those of the list of what is sent, for a page with ?safar-debug in its address. */
declare const DEBUG_FILE: string;
declare const DEBUG_INTEGRITY: string;

guard((host: Host) => {
  const late = newLate(host);
  markStaff(late);
  forgetUnsent(late);
  watchTouchpoints(late);
  watchLinks(late);
  watchMedia(late);
  watchScrolling(late);
  watchSearches(late);
  offerSurveys(late);
  later(() => late.load(FRICTION_FILE, FRICTION_INTEGRITY), 0); // a task of its own: each is short
  if (/[?&]safar-debug\b/.test(location.search)) {
    late.load(DEBUG_FILE, DEBUG_INTEGRITY);
  }
  late.listen();
  late.names.push(...RARE.split(" "));
  late.scan();
})(hostOf<Host>());
