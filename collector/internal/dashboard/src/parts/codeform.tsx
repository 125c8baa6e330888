import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Failure } from "../client.ts";
import { useFormat } from "../context.ts";
import { codeIn } from "../entered.ts";
import { worded } from "../worded.ts";
import { CodeField } from "./codefield.tsx";

// CodeForm asks for the code of the second factor, when all else that lets in was right.
export function CodeForm({ send, back }: { send: (code: string) => Promise<void>; back: () => void }): JSX.Element {
  const format = useFormat();
  const { t } = format;
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (e: SubmitEvent): void => {
    e.preventDefault();
    setBusy(true);
    setWrong("");
    send(codeIn(String(new FormData(form.current ?? undefined).get("code")))).catch((error: unknown) => {
      setWrong(error instanceof Failure && error.code === "wrong_credentials" ? t("wrongCode") : worded(error, format));
      setBusy(false);
    });
  };
  return (
    <form ref={form} onSubmit={submit}>
      <h1>{t("codeNeeded")}</h1>
      <CodeField focus wrong={wrong !== ""} />
      <p class="said-wrong" role="alert">{wrong}</p>
      <button class="button" disabled={busy}>{t("signIn")}</button>
      <p><button type="button" class="button quiet small" onClick={back}>{t("signInOtherwise")}</button></p>
      <p class="small muted">{t("codesLost")}</p>
    </form>
  );
}
