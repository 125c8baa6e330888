import { useEffect, useState } from "preact/hooks";
import { get } from "./client.ts";
import { useWorld } from "./context.ts";
import type { Erasing } from "./shapes/privacy.ts";

// The milliseconds between two questions: the collector waits before it answers as well. One
// that can't be reached is asked less often.
const pause = 500;
const longPause = 5000;

// useErasing asks how far erasing is until it is over. Seen says that it was seen at work.
export function useErasing(): { state?: Erasing; seen: boolean } {
  const { site } = useWorld();
  const [known, setKnown] = useState<{ state?: Erasing; seen: boolean }>({ seen: false });
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      get<Erasing>("erasures", [["site", site.name]], abort.signal).then((state) => {
        if (abort.signal.aborted) return;
        setKnown((old) => ({ state, seen: old.seen || state.step > 0 }));
        if (state.step > 0) timer = setTimeout(ask, pause);
      }, () => {
        if (!abort.signal.aborted) timer = setTimeout(ask, longPause);
      });
    };
    ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [site.name]);
  return known;
}
