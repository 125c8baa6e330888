import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { post } from "../client.ts";
import { ChangedContext, useWorld } from "../context.ts";
import type { NewFactor, OwnAccount } from "../shapes/own.ts";
import { own as words } from "../text/own.ts";
import { Code } from "./code.tsx";
import { ProofForm } from "./proofform.tsx";

// SecondFactor turns codes on and off. Recovery codes are told once, so nothing is asked again
// while they are seen: an answer that fails would take them away.
export function SecondFactor({ account }: { account: OwnAccount }): JSX.Element {
  const { t } = useWorld().format;
  const changed = useContext(ChangedContext);
  const [made, setMade] = useState<NewFactor>();
  const [codes, setCodes] = useState<string[]>();
  const on = account.second_factor || codes !== undefined;
  const kept = (): void => {
    setCodes(undefined);
    changed();
  };
  return (
    <>
      <section class="card" aria-labelledby="second-factor">
        <div class="note-head">
          <h2 id="second-factor">{t(words.factor)}</h2>
          <span role="status" class={on ? "state on" : "state"}>{t(on ? words.on : words.off)}</span>
        </div>
        <p class="muted">{t(words.factorNote)}</p>
        {on && !codes && <p>{t(words.recoveryLeft, { n: account.recovery })}</p>}
        {on && !codes && <p class="muted">{t(words.othersEnd)}</p>}
        {on && !codes && <ProofForm key="off" password={account.password} code={true} button={t(words.turnOff)}
          send={({ password, code }) => post("account/second-factor/off", { password, code }).then(changed)} />}
        {!on && !made && <ProofForm key="begin" password={account.password} code={false} button={t(words.turnOn)}
          send={({ password }) => post<NewFactor>("account/second-factor", { password }).then(setMade)} />}
        {made && <Begun made={made} told={(told) => { setMade(undefined); setCodes(told); }} />}
      </section>
      {codes && (
        <>
          <Code name={t(words.recoveryCodes)} note={t(words.recoveryNote)} text={codes.join("\n")} />
          <section class="card"><button type="button" class="button" onClick={kept}>{t(words.kept)}</button></section>
        </>
      )}
    </>
  );
}

// Begun shows what a phone needs, and asks for its first code.
function Begun({ made, told }: { made: NewFactor; told: (codes: string[]) => void }): JSX.Element {
  const { t } = useWorld().format;
  const { size, path } = made.qr;
  return (
    <>
      <p>{t(words.scan)}</p>
      <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t(words.picture)}><path d={path} /></svg>
      {made.url.startsWith("otpauth://") && <p><a href={made.url}>{t(words.openApp)}</a></p>}
      <Code name={t(words.secret)} text={made.secret.replace(/(.{4})(?=.)/g, "$1 ")} />
      <p class="muted">{t(words.othersEnd)}</p>
      <ProofForm password={false} code="phone" button={t(words.confirm)}
        send={({ code }) => post<{ codes: string[] }>("account/second-factor/confirm", { code }).then((answer) => told(answer.codes))} />
    </>
  );
}
