import type { Late } from "../late/late";
import { guard } from "../src/guard";
import { hostOf } from "../src/host";
import { watchDead, watchDisabled } from "./dead";
import { ignored } from "./element";
import { watchFields } from "./error";
import { watchFaults } from "./fault";
import { watchRage } from "./rage";
import { bounded } from "./report";
import { watchSteps } from "./step";
import { newVitals } from "./vitals";

guard((late: Late) => {
  const report = bounded(late.track);
  const off = (detector: string) => ignored(document.documentElement, detector);
  let abandon = () => {};
  let measure = () => {};
  // One for which the browser lacks something leaves the others alone.
  const start = (...detectors: (() => void)[]) => detectors.forEach((detector) => guard(detector)());
  start(
    () => watchRage(report),
    () => watchDead(report),
    () => watchDisabled(report),
    () => (abandon = watchFields(report, late.tag.dataset.errors)._leave),
    () => off("steps") || watchSteps(report, late),
    () => off("faults") || watchFaults(report, late.step, new URL("v1/events", late.tag.src).href),
    () => off("vitals") || (measure = newVitals(report)),
  );
  late.leaving.push(
    guard(() => {
      // Somebody who looks into another tab may come back; a word about consent is no end either.
      const type = window.event?.type;
      const hidden = type === "visibilitychange";
      const ends = type === "pagehide" || (!hidden && location.href.split("#")[0] !== late.url());
      ends && abandon();
      // Elsewhere speed would count as something that happened in a purchase.
      (ends || hidden) && late.step() && measure();
      if (ends) {
        measure = () => {}; // another route is no other load
      }
    }),
  );
})(hostOf<Late>());
