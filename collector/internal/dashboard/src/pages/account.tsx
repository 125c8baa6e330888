import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Failure, get, post } from "../client.ts";
import { useFormat } from "../context.ts";
import type { Entry } from "../entry.ts";
import { CodeForm } from "../parts/codeform.tsx";
import { Mark } from "../parts/mark.tsx";
import { SettingsMenu } from "../parts/settings.tsx";
import type { Settings } from "../settings.ts";
import { worded } from "../worded.ts";

interface Props {
  entry: Entry;
  ended: "sessionEnded" | "shareEnded" | false; // what let somebody in until a moment ago
  choose: (choice: Partial<Settings>) => void;
  entered: () => void;
}

// AccountPage lets somebody in: with the link of the first run, with a sign-in link, or with
// e-mail address and password; and with a code, if that is asked for.
export function AccountPage({ entry, ended, choose, entered }: Props): JSX.Element {
  const format = useFormat();
  const { t } = format;
  const [needed, setNeeded] = useState<boolean>();
  const [kind, setKind] = useState(entry.kind);
  const [said, setSaid] = useState("");
  // What lets in together with a code.
  const [shown, setShown] = useState<{ path: string; body: object }>();
  const come = (path: string, body: object): Promise<void> => post(path, body).then(entered, (error: unknown) => {
    if (!(error instanceof Failure) || error.code !== "code_needed") throw error;
    setShown({ path, body });
  });

  useEffect(() => {
    if (kind === "signin") {
      come("session/link", { token: entry.token }).catch((error: unknown) => {
        setSaid(worded(error, format));
        setKind("form");
      });
    } else if (kind === "form") {
      // Without an answer the form is still right: it will say what is wrong.
      get<{ needed: boolean }>("setup").then((setup) => setNeeded(setup.needed), () => setNeeded(false));
    }
  }, [kind]);

  return (
    <div class="entrance">
      <header class="top"><div class="brand"><Mark /><span>{t("brand")}</span></div><div class="top-end"><SettingsMenu choose={choose} rials={false} /></div></header>
      <main id="main" class="card">
        {shown && <CodeForm send={(code) => post(shown.path, { ...shown.body, code }).then(entered)} back={() => { setShown(undefined); setKind("form"); }} />}
        {!shown && kind === "signin" && <p role="status">{t("signingIn")}</p>}
        {!shown && kind === "setup" && (
          <Form title={t("welcome")} intro={t("setupIntro")} button={t("createAccount")} fresh said={said}
            send={(email, password) => post("setup", { token: entry.token, email, password }).then(entered)} />
        )}
        {!shown && (kind === "invite" || kind === "reset") && (
          <Form title={t(kind === "invite" ? "welcome" : "newPassword")} intro={t(kind === "invite" ? "inviteIntro" : "resetIntro")} button={t("keepPassword")} fresh said={said}
            send={(email, password) => post("password", { token: entry.token, email, password })
              .then(() => come("session", { email, password }).catch(() => setKind("form")))} />
        )}
        {!shown && kind === "form" && needed === true && <><h1>{t("welcome")}</h1>{said && <p class="said-wrong" role="alert">{said}</p>}<p>{t("setupNeeded")}</p></>}
        {!shown && kind === "form" && needed === false && (
          <Form title={t("signIn")} intro={ended ? t(ended) : ""} button={t("signIn")} said={said}
            send={(email, password) => come("session", { email, password })}>
            <p class="small muted">{t("forgotten")}</p>
          </Form>
        )}
      </main>
    </div>
  );
}

interface FormProps {
  title: string;
  intro: string;
  button: string;
  fresh?: boolean; // the password is being chosen
  said: string; // what went wrong before
  send: (email: string, password: string) => Promise<void>;
  children?: ComponentChildren;
}

function Form({ title, intro, button, fresh = false, said, send, children }: FormProps): JSX.Element {
  const format = useFormat();
  const { t } = format;
  const [wrong, setWrong] = useState(said);
  const [busy, setBusy] = useState(false);
  const [visible, setVisible] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (e: SubmitEvent): void => {
    e.preventDefault();
    const fields = new FormData(form.current ?? undefined);
    setBusy(true);
    setWrong("");
    send(String(fields.get("email")), String(fields.get("password"))).catch((error: unknown) => {
      setWrong(worded(error, format));
      setBusy(false);
    });
  };
  return (
    <form ref={form} onSubmit={submit}>
      <h1>{title}</h1>
      {intro && <p>{intro}</p>}
      <label class="field">{t("emailAddress")}<input name="email" type="email" dir="ltr" required autocomplete="username" /></label>
      <label class="field">{t("password")}
        <input name="password" type={visible ? "text" : "password"} dir="ltr" required minLength={fresh ? 12 : undefined}
          autocomplete={fresh ? "new-password" : "current-password"} aria-describedby={fresh ? "password-rule" : undefined} />
      </label>
      {fresh && <p id="password-rule" class="small muted">{t("passwordRule")}</p>}
      <label class="check"><input type="checkbox" checked={visible} onChange={(e) => setVisible(e.currentTarget.checked)} /> {t("showPassword")}</label>
      <p class="said-wrong" role="alert">{wrong}</p>
      <button class="button" disabled={busy}>{button}</button>
      {children}
    </form>
  );
}
