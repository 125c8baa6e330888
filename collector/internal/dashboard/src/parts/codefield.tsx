import type { JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useFormat } from "../context.ts";

interface Props {
  phoneOnly?: boolean; // a recovery code does not do
  wrong?: boolean;
  focus?: boolean; // it is what the page waits for
}

// CodeField is where the code of a phone is typed, in whatever digits, or a recovery code, which
// has letters: each with the keyboard that it needs.
export function CodeField({ phoneOnly = false, wrong = false, focus = false }: Props): JSX.Element {
  const { t } = useFormat();
  const rule = useId();
  const input = useRef<HTMLInputElement>(null);
  const [recovery, setRecovery] = useState(false);
  const [turned, setTurned] = useState(focus);
  useEffect(() => {
    if (turned) input.current?.focus();
  }, [recovery]);
  return (
    <>
      <label class="field">{t(recovery ? "recoveryCode" : "code")}
        <input key={String(recovery)} ref={input} name="code" dir="ltr" required maxLength={40} spellcheck={false} autocapitalize={recovery ? "characters" : "none"}
          inputMode={recovery ? "text" : "numeric"} autocomplete={recovery ? "off" : "one-time-code"} aria-describedby={rule} aria-invalid={wrong} />
      </label>
      <p id={rule} class="small muted">{t(recovery ? "recoveryCodeRule" : "codeRule")}</p>
      {!phoneOnly && <p><button type="button" class="button quiet small" onClick={() => { setTurned(true); setRecovery(!recovery); }}>{t(recovery ? "useCode" : "useRecoveryCode")}</button></p>}
    </>
  );
}
