import type { Texts } from "./text.ts";

export const live = {
  intro: {
    en: "What happens in the shop right now. Robots are left out.",
    fa: "آنچه همین حالا در فروشگاه رخ می‌دهد. ربات‌ها به شمار نمی‌آیند.",
    ar: "ما يحدث في المتجر الآن. لا تُحتسب الروبوتات.",
  },
  visitors5: { en: "Visitors in 5 minutes", fa: "بازدیدکنندگان در ۵ دقیقه", ar: "الزوار في ٥ دقائق" },
  visitors30: { en: "Visitors in 30 minutes", fa: "بازدیدکنندگان در ۳۰ دقیقه", ar: "الزوار في ٣٠ دقيقة" },
  carts: { en: "Open carts", fa: "سبدهای باز", ar: "السلات المفتوحة" },
  orders: { en: "Orders today", fa: "سفارش‌های امروز", ar: "طلبات اليوم" },
  revenue: { en: "Revenue today", fa: "درآمد امروز", ar: "إيرادات اليوم" },
  perMinute: { en: "Events per minute", fa: "رویداد در هر دقیقه", ar: "الأحداث في الدقيقة" },
  ago: {
    en: { one: "{n} minute ago", other: "{n} minutes ago" },
    fa: "{n} دقیقه پیش",
    ar: { zero: "الآن", one: "قبل دقيقة", two: "قبل دقيقتين", few: "قبل {n} دقائق", other: "قبل {n} دقيقة" },
  },
  minute: { en: "Minute", fa: "دقیقه", ar: "الدقيقة" },
  events: { en: "Events", fa: "رویدادها", ar: "الأحداث" },
  pages: { en: "Pages", fa: "صفحه‌ها", ar: "الصفحات" },
  channels: { en: "Channels", fa: "کانال‌ها", ar: "القنوات" },
  stages: { en: "Stages", fa: "مرحله‌ها", ar: "المراحل" },
  visitors: { en: "Visitors", fa: "بازدیدکنندگان", ar: "الزوار" },
  latest: { en: "Just happened", fa: "همین حالا", ar: "حدث للتو" },
  nobody: { en: "Nobody at the moment.", fa: "هم‌اکنون کسی نیست.", ar: "لا أحد حاليًا." },
  quiet: { en: "Nothing in the last half hour.", fa: "در نیم ساعت گذشته هیچ.", ar: "لا شيء في نصف الساعة الأخيرة." },
  pause: { en: "Pause", fa: "توقف", ar: "إيقاف مؤقت" },
  goOn: { en: "Continue", fa: "ادامه", ar: "متابعة" },
  paused: { en: "Paused at {time}.", fa: "متوقف از ساعت {time}.", ar: "متوقف منذ {time}." },
  asOf: { en: "As of {time}.", fa: "تا ساعت {time}.", ar: "حتى {time}." },
  broken: { en: "The connection broke; it is being made again.", fa: "ارتباط قطع شد؛ دوباره برقرار می‌شود.", ar: "انقطع الاتصال؛ تُعاد محاولته." },
  aloud: {
    en: "{visitors} visitors in 5 minutes, {orders} orders today.",
    fa: "{visitors} بازدیدکننده در ۵ دقیقه، {orders} سفارش امروز.",
    ar: "{visitors} زائر في ٥ دقائق، {orders} طلب اليوم.",
  },
} satisfies Texts;
