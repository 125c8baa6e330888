import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import { useFormat } from "../context.ts";
import { connect as words } from "../text/connect.ts";

interface Props {
  name: string;
  text: string;
  shown: RefObject<HTMLElement>; // where the text stands
}

// Copy takes a text to the clipboard. Where the browser gives no access to that, the text is
// selected.
export function Copy({ name, text, shown }: Props): JSX.Element {
  const { t } = useFormat();
  const [said, setSaid] = useState<"copied" | "selected">();
  const select = (): void => {
    if (shown.current) getSelection()?.selectAllChildren(shown.current);
    setSaid("selected");
  };
  const copy = (): void => {
    if (!navigator.clipboard) select();
    else navigator.clipboard.writeText(text).then(() => setSaid("copied"), select);
  };
  return <span class="actions"><span role="status" class="small muted">{said && t(words[said])}</span><button type="button" class="button quiet small" onClick={copy} aria-label={t(words.copyOf, { name })}>{t(words.copy)}</button></span>;
}
