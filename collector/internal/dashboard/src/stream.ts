import { useContext, useEffect, useState } from "preact/hooks";
import type { Answer } from "./answer.ts";
import { addressIn, Failure, get, type Query } from "./client.ts";
import { UnwelcomeContext } from "./context.ts";

// Stream is an answer that goes on. Broken tells that it stopped and is asked for again.
export interface Stream<T> extends Answer<T> {
  broken: boolean;
}

// useStream listens to what the collector tells again and again under a name, as long as
// somebody looks on: a page that is hidden asks for nothing.
export function useStream<T>(path: string, query: Query, name: string, paused: boolean): Stream<T> {
  const [state, setState] = useState<{ value?: T; failure?: Failure; broken: boolean }>({ broken: false });
  const [round, setRound] = useState(0);
  const [visible, setVisible] = useState(!document.hidden);
  const unwelcome = useContext(UnwelcomeContext);
  const address = addressIn(path, query);
  useEffect(() => {
    const look = (): void => setVisible(!document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  useEffect(() => {
    if (paused || !visible) return;
    const source = new EventSource(address);
    source.addEventListener(name, (e) => setState({ value: JSON.parse(e.data as string) as T, broken: false }));
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) {
        setState((old) => ({ ...old, broken: true }));
        return;
      }
      // A browser does not tell why it was refused. Another question does, if it is us.
      get("me").then(() => new Failure(503, "unavailable", "", "", 0), (error: unknown) => error).then((error) => {
        if (error instanceof Failure && error.status === 401) unwelcome();
        else setState((old) => ({ ...old, failure: error instanceof Failure ? error : new Failure(0, "network", String(error), "", 0) }));
      });
    };
    return () => source.close();
  }, [address, paused, visible, round]);
  const retry = (): void => {
    setState(({ failure: _, ...rest }) => rest);
    setRound((n) => n + 1);
  };
  return { ...state, busy: state.value === undefined && !state.failure, retry };
}
