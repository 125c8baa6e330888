import type { ComponentChildren, JSX } from "preact";
import { useFormat } from "../context.ts";
import type { Settings } from "../settings.ts";
import { Choice } from "./choice.tsx";
import { Popover } from "./popover.tsx";

interface Props {
  choose: (choice: Partial<Settings>) => void;
  rials: boolean; // whether the shop sells in rials
  email?: string;
  own?: (close: () => void) => ComponentChildren; // what leads to the reader's own account
  version?: string;
  signOut?: () => void;
}

// SettingsMenu lets a reader choose how things are shown, and leave.
export function SettingsMenu({ choose, rials, email, own, version, signOut }: Props): JSX.Element {
  const { t, settings, direction } = useFormat();
  return (
    <Popover title={t("settings")} className="icon" label={t("settings")} button={<Sliders />}>
      {(close) => (
        <div class="settings">
          <Choice legend={t("language")} value={settings.language} choose={(language) => choose({ language })}
            options={[{ value: "fa", text: "فارسی" }, { value: "en", text: "English" }, { value: "ar", text: "العربية" }]} />
          {direction === "rtl" && (
            <Choice legend={t("digits")} value={settings.digits} choose={(digits) => choose({ digits })}
              options={[{ value: "native", text: t("digitsNative") }, { value: "latin", text: t("digitsLatin") }]} />
          )}
          <Choice legend={t("calendar")} value={settings.calendar} choose={(calendar) => choose({ calendar })}
            options={[{ value: "persian", text: t("persian") }, { value: "gregorian", text: t("gregorian") }]} />
          {rials && (
            <Choice legend={t("rialAmounts")} value={settings.rials} choose={(rials) => choose({ rials })}
              options={[{ value: "toman", text: t("toman") }, { value: "rial", text: t("rial") }]} />
          )}
          <Choice legend={t("theme")} value={settings.theme} choose={(theme) => choose({ theme })}
            options={[{ value: "system", text: t("system") }, { value: "light", text: t("light") }, { value: "dark", text: t("dark") }]} />
          {signOut && (
            <div class="leave">
              {email && <p class="small">{t("signedInAs")} <bdi>{email}</bdi></p>}
              {email && own && <p class="small">{own(close)}</p>}
              <button type="button" class="button quiet" onClick={signOut}>{t("signOut")}</button>
              {version && <p class="small">{t("version")} <bdi>{version}</bdi></p>}
            </div>
          )}
        </div>
      )}
    </Popover>
  );
}

function Sliders(): JSX.Element {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M4 8h9M19 8h1M4 16h1M11 16h9" /><circle cx="16" cy="8" r="2.5" /><circle cx="8" cy="16" r="2.5" />
    </svg>
  );
}
