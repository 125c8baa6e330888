import { useState } from "preact/hooks";
import { Failure } from "./client.ts";

// Saving is how far something that was written has got.
export interface Saving {
  busy: boolean;
  failure?: Failure;
  save: (write: () => Promise<unknown>) => void;
}

// useSaving runs what writes, one at a time, and says what became of it.
export function useSaving(done: () => void): Saving {
  const [state, setState] = useState<{ busy: boolean; failure?: Failure }>({ busy: false });
  const save = (write: () => Promise<unknown>): void => {
    setState({ busy: true });
    write().then(() => {
      setState({ busy: false });
      done();
    }, (error: unknown) => {
      setState({ busy: false, failure: error instanceof Failure ? error : new Failure(0, "internal", String(error), "", 0) });
    });
  };
  return { ...state, save };
}
