import type { FunctionComponent, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useFormat } from "../context.ts";

interface Props<P> {
  // load fetches what is shown; it is asked once.
  load: () => Promise<FunctionComponent<P>>;
  props: P;
}

// Lazy shows a page whose script is fetched when it is opened.
export function Lazy<P extends object>({ load, props }: Props<P>): JSX.Element {
  const { t } = useFormat();
  const [Shown, setShown] = useState<FunctionComponent<P>>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    load().then((page) => { if (!gone) setShown(() => page); }, () => { if (!gone) setFailed(true); });
    return () => { gone = true; };
  }, []);
  if (Shown) return <Shown {...props} />;
  if (!failed) return <div class="content" aria-busy="true"><p class="hidden" role="status">{t("loading")}</p></div>;
  return (
    <div class="notice bad" role="alert">
      <h1>{t("failedTitle")}</h1>
      <p>{t("failedPage")}</p>
      <p class="actions"><button type="button" class="button" onClick={() => location.reload()}>{t("reload")}</button></p>
    </div>
  );
}
