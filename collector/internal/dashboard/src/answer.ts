import { useContext, useEffect, useState } from "preact/hooks";
import { Failure } from "./client.ts";
import { UnwelcomeContext } from "./context.ts";

// Answer is what is known of a question asked of the collector. While a new question is
// under way the old answer stays, so that nothing jumps.
export interface Answer<T> {
  value?: T;
  failure?: Failure;
  busy: boolean;
  retry: () => void;
}

// foldingDelay is after how many milliseconds an answer is asked for again when events that had
// just arrived were not part of it.
const foldingDelay = 4000;

// useAnswer asks whenever the key changes. The key names the question.
export function useAnswer<T>(key: string, ask: (signal: AbortSignal) => Promise<T>, folding: (value: T) => boolean): Answer<T> {
  const [state, setState] = useState<{ value?: T; failure?: Failure; busy: boolean }>({ busy: true });
  const unwelcome = useContext(UnwelcomeContext);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    setState((old) => ({ ...old, busy: true }));
    ask(abort.signal).then(
      (value) => {
        if (abort.signal.aborted) return;
        setState({ value, busy: false });
        if (folding(value)) again = setTimeout(() => setRound((n) => n + 1), foldingDelay);
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const failure = error instanceof Failure ? error : new Failure(0, "internal", String(error), "", 0);
        if (failure.status === 401) unwelcome();
        else setState((old) => ({ ...old, failure, busy: false }));
      },
    );
    return () => {
      abort.abort();
      clearTimeout(again);
    };
  }, [key, round]);
  return { ...state, retry: () => setRound((n) => n + 1) };
}

// joined is two answers as one: it is there when both are.
export function joined<A, B>(one: Answer<A>, other: Answer<B>): Answer<[A, B]> {
  const failure = one.failure ?? other.failure;
  return {
    ...(one.value !== undefined && other.value !== undefined ? { value: [one.value, other.value] } : {}),
    ...(failure ? { failure } : {}),
    busy: one.busy || other.busy,
    retry: () => { one.retry(); other.retry(); },
  };
}
