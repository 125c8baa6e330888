import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Failure } from "../client.ts";
import { useFormat } from "../context.ts";
import { codeIn } from "../entered.ts";
import { own as words, refused } from "../text/own.ts";
import { worded } from "../worded.ts";
import { CodeField } from "./codefield.tsx";

// Proof is what somebody shows again before anything about signing in is changed.
export interface Proof {
  password: string;
  code: string;
  fields: FormData;
}

interface Props {
  password: boolean;
  code: boolean | "phone"; // of the phone alone, or a recovery code as well
  button: string;
  send: (proof: Proof) => Promise<void>;
  children?: ComponentChildren; // further fields
}

// ProofForm asks for what somebody signs in with, and says why it was not enough.
export function ProofForm({ password, code, button, send, children }: Props): JSX.Element {
  const format = useFormat();
  const { t } = format;
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (e: SubmitEvent): void => {
    e.preventDefault();
    const fields = new FormData(form.current ?? undefined);
    const typed = (name: string): string => String(fields.get(name) ?? "");
    setBusy(true);
    setWrong("");
    send({ password: typed("password"), code: codeIn(typed("code")), fields }).then(() => setBusy(false), (error: unknown) => {
      const row = error instanceof Failure && Object.hasOwn(refused, error.code) ? refused[error.code as keyof typeof refused] : undefined;
      setWrong(row ? t(row) : worded(error, format));
      setBusy(false);
    });
  };
  return (
    <form class="form" ref={form} onSubmit={submit}>
      {password && <label class="field">{t(words.currentPassword)}<input name="password" type="password" dir="ltr" required autocomplete="current-password" /></label>}
      {children}
      {code !== false && <CodeField phoneOnly={code === "phone"} wrong={wrong !== ""} />}
      <p class="said-wrong" role="alert">{wrong}</p>
      <p class="actions"><button class="button" disabled={busy}>{button}</button></p>
    </form>
  );
}
