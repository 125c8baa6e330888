import type { Texts } from "./text.ts";

export const own = {
  intro: { en: "How you sign in, and where you are signed in.", fa: "چگونه وارد می‌شوید و کجا وارد شده‌اید.", ar: "كيف تسجّل الدخول وأين أنت مسجّل." },
  currentPassword: { en: "Your password now", fa: "گذرواژهٔ کنونی", ar: "كلمة مرورك الحالية" },
  changePassword: { en: "Change the password", fa: "تغییر گذرواژه", ar: "تغيير كلمة المرور" },
  passwordChanged: { en: "The password was changed.", fa: "گذرواژه تغییر کرد.", ar: "تم تغيير كلمة المرور." },
  othersEnd: {
    en: "With this change you are signed out everywhere else.",
    fa: "با این تغییر از همهٔ دستگاه‌های دیگر خارج می‌شوید.",
    ar: "مع هذا التغيير يُسجَّل خروجك من كل مكان آخر.",
  },
  factor: { en: "Codes of a phone", fa: "کد تلفن همراه", ar: "رموز الهاتف" },
  factorNote: {
    en: "Besides the password, signing in then needs a code that an app on your phone shows. Who learns your password can do nothing with it alone.",
    fa: "افزون بر گذرواژه، برای ورود کدی لازم است که برنامه‌ای در تلفن شما نشان می‌دهد. گذرواژه به‌تنهایی به کار کسی نمی‌آید.",
    ar: "إضافة إلى كلمة المرور يتطلب الدخول رمزًا يعرضه تطبيق على هاتفك. فلا تكفي كلمة المرور وحدها من عرفها.",
  },
  on: { en: "On", fa: "روشن", ar: "مفعّل" },
  off: { en: "Off", fa: "خاموش", ar: "متوقف" },
  turnOn: { en: "Turn on", fa: "روشن کردن", ar: "تفعيل" },
  turnOff: { en: "Turn off", fa: "خاموش کردن", ar: "إيقاف" },
  scan: {
    en: "Scan this picture with an app for codes, such as Google Authenticator or Aegis. Then type the code that it shows.",
    fa: "این تصویر را با برنامهٔ تولید کد، مانند Google Authenticator یا Aegis، بخوانید. سپس کدی را که نشان می‌دهد بنویسید.",
    ar: "امسح هذه الصورة بتطبيق للرموز مثل Google Authenticator أو Aegis. ثم اكتب الرمز الذي يعرضه.",
  },
  picture: { en: "QR code for the app", fa: "کد QR برای برنامه", ar: "رمز QR للتطبيق" },
  openApp: { en: "Open the app on this phone", fa: "باز کردن برنامه در همین تلفن", ar: "فتح التطبيق على هذا الهاتف" },
  secret: { en: "Or type this into the app", fa: "یا این را در برنامه بنویسید", ar: "أو اكتب هذا في التطبيق" },
  confirm: { en: "Confirm", fa: "تأیید", ar: "تأكيد" },
  recoveryCodes: { en: "Recovery codes", fa: "کدهای بازیابی", ar: "رموز الاسترداد" },
  recoveryNote: {
    en: "They are shown now and never again. Each lets you in once without the phone: keep them where you will find them.",
    fa: "فقط اکنون نشان داده می‌شوند. هر کدام یک بار بدون تلفن راه می‌دهد: جایی نگه دارید که پیدایشان کنید.",
    ar: "تُعرض الآن ولن تُعرض مرة أخرى. يتيح كل منها الدخول مرة واحدة من دون الهاتف: احفظها حيث تجدها.",
  },
  kept: { en: "I have kept them", fa: "نگه داشتم", ar: "احتفظت بها" },
  recoveryLeft: {
    en: { one: "{n} recovery code is left.", other: "{n} recovery codes are left." },
    fa: "{n} کد بازیابی مانده است.",
    ar: { zero: "لم يبق أي رمز استرداد.", one: "بقي رمز استرداد واحد.", two: "بقي رمزا استرداد.", few: "بقيت {n} رموز استرداد.", other: "بقي {n} رمز استرداد." },
  },
  sessions: { en: "Where you are signed in", fa: "جاهایی که وارد شده‌اید", ar: "أين أنت مسجّل الدخول" },
  browser: { en: "Browser", fa: "مرورگر", ar: "المتصفح" },
  unknownBrowser: { en: "Unknown browser", fa: "مرورگر ناشناخته", ar: "متصفح غير معروف" },
  thisOne: { en: "this one", fa: "همین", ar: "هذا" },
  since: { en: "Since", fa: "از", ar: "منذ" },
  seen: { en: "Last used", fa: "آخرین استفاده", ar: "آخر استخدام" },
  actions: { en: "Actions", fa: "کارها", ar: "إجراءات" },
  end: { en: "Sign out there", fa: "خروج از آن", ar: "تسجيل الخروج منه" },
  endOthers: { en: "Sign out everywhere else", fa: "خروج از همهٔ دیگر دستگاه‌ها", ar: "تسجيل الخروج من كل مكان آخر" },
} satisfies Texts;

// refused words why something was not changed, by the code of the answer.
export const refused = {
  wrong_credentials: { en: "Password or code is not right.", fa: "گذرواژه یا کد درست نیست.", ar: "كلمة المرور أو الرمز غير صحيح." },
  second_factor_on: { en: "Codes are asked for already. Load the page again.", fa: "کد از پیش خواسته می‌شود. صفحه را دوباره بار کنید.", ar: "الرموز مطلوبة بالفعل. أعد تحميل الصفحة." },
  no_second_factor: { en: "This was ended meanwhile. Load the page again.", fa: "این در این میان پایان یافت. صفحه را دوباره بار کنید.", ar: "انتهى هذا في الأثناء. أعد تحميل الصفحة." },
} satisfies Texts;
