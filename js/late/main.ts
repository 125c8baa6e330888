import { type Host, hostOf } from "../src/host";
import { guard, later } from "../src/guard";
import { RARE } from "../src/wire";
import { type Late, newLate } from "./late";
import { watchTouchpoints } from "./impression";
import { watchLinks } from "./link";
import { watchMedia } from "./media";
import { watchScrolling } from "./scroll";
import { watchSearches } from "./search";
import { watchShapes } from "./shape";
import { forgetUnsent } from "./unsent";
import { offerSurveys } from "./survey";
import { markStaff } from "./staff";

/** The friction module's file and what its content has to be; set by the build. */
declare const FRICTION_FILE: string;
declare const FRICTION_INTEGRITY: string;
/** Those of the list of what is sent, for a page with ?safar-debug in its address. */
declare const DEBUG_FILE: string;
declare const DEBUG_INTEGRITY: string;

/** Loads what watches for friction, and the list of what is sent where it is asked for. */
function loadMore({ load }: Late): void {
  load(FRICTION_FILE, FRICTION_INTEGRITY);
  if (/[?&]safar-debug\b/.test(location.search)) {
    load(DEBUG_FILE, DEBUG_INTEGRITY);
  }
}

/** Names that few shops push are looked for now. */
function takeRareNames({ names, scan }: Late): void {
  names.push(...RARE.split(" "));
  scan();
}

guard((host: Host) => {
  const late = newLate(host);
  // Each in a task of its own, so that none holds up the page; what happens meanwhile is kept
  // until all of them are there.
  for (const start of [
    markStaff,
    forgetUnsent,
    watchTouchpoints,
    watchLinks,
    watchMedia,
    watchScrolling,
    watchSearches,
    offerSurveys,
    late.listen,
    watchShapes,
    takeRareNames,
    loadMore,
  ]) {
    later(() => start(late), 0);
  }
})(hostOf<Host>());
