import type { JSX } from "preact";
import type { Failure } from "../client.ts";
import { useFormat } from "../context.ts";
import type { Texts } from "../text/text.ts";

// Wrong says why something was not saved. It is there before anything is wrong, so that it is
// heard when it is filled. A page's own texts may word a code, under its name behind wrong_.
export function Wrong({ failure, texts = {} }: { failure: Failure | undefined; texts?: Texts }): JSX.Element {
  const { t } = useFormat();
  if (!failure) return <div role="alert" />;
  const own = texts["wrong_" + failure.code];
  if (own) return <div role="alert"><p class="said-wrong">{t(own)}</p></div>;
  const text = failure.status === 403 ? "mayNot" : failure.code === "network" ? "failedNetwork" : failure.status >= 500 || failure.status === 429 ? "failedBusy" : "notSaved";
  return (
    <div role="alert">
      <p class="said-wrong">{t(text)}</p>
      {text === "notSaved" && <p dir="ltr" lang="en" class="said">{failure.message} {failure.hint}</p>}
    </div>
  );
}
