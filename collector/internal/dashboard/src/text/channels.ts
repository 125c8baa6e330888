import type { Texts } from "./text.ts";

export const channels = {
  intro: {
    en: "Where visits come from, and which of them orders are owed to.",
    fa: "بازدیدها از کجا می‌آیند و سفارش‌ها را مدیون کدامیم.",
    ar: "من أين تأتي الزيارات، ولأيها يعود فضل الطلبات.",
  },
  by: { en: "By", fa: "به تفکیک", ar: "حسب" },
  window: { en: "Visits that count before an order", fa: "بازدیدهایی که پیش از سفارش به شمار می‌آیند", ar: "الزيارات المحتسبة قبل الطلب" },
  windowDays: {
    en: { one: "of {n} day", other: "of {n} days" },
    fa: "{n} روز",
    ar: { one: "ليوم واحد", two: "ليومين", few: "لـ {n} أيام", other: "لـ {n} يومًا" },
  },
  visits: { en: "Visits", fa: "بازدیدها", ar: "الزيارات" },
  visitors: {
    en: { one: "{n} visitor", other: "{n} visitors" },
    fa: "{n} بازدیدکننده",
    ar: { one: "زائر واحد", two: "زائران", few: "{n} زوار", other: "{n} زائرًا" },
  },
  ordersFirst: { en: "Orders, first touch", fa: "سفارش، تماس نخست", ar: "طلبات، أول اتصال" },
  ordersLast: { en: "Orders, last touch", fa: "سفارش، تماس آخر", ar: "طلبات، آخر اتصال" },
  revenueFirst: { en: "Revenue, first touch", fa: "درآمد، تماس نخست", ar: "إيرادات، أول اتصال" },
  revenueLast: { en: "Revenue, last touch", fa: "درآمد، تماس آخر", ar: "إيرادات، آخر اتصال" },
  ads: { en: "Ad cost", fa: "هزینهٔ تبلیغ", ar: "تكلفة الإعلان" },
  impressions: {
    en: { one: "{n} impression", other: "{n} impressions" },
    fa: "{n} نمایش",
    ar: { one: "ظهور واحد", two: "ظهوران", few: "{n} مرات ظهور", other: "{n} ظهورًا" },
  },
  clicks: {
    en: { one: "{n} click", other: "{n} clicks" },
    fa: "{n} کلیک",
    ar: { one: "نقرة واحدة", two: "نقرتان", few: "{n} نقرات", other: "{n} نقرة" },
  },
  costPerOrder: { en: "Cost per order", fa: "هزینهٔ هر سفارش", ar: "تكلفة الطلب" },
  roas: { en: "Return on ad spend", fa: "بازده هزینهٔ تبلیغ", ar: "عائد الإنفاق الإعلاني" },
  firstTouch: { en: "first: {value}", fa: "نخست: {value}", ar: "الأول: {value}" },
  lastTouch: { en: "last: {value}", fa: "آخر: {value}", ar: "الأخير: {value}" },
  times: { en: "×{n}", fa: "{n} برابر", ar: "{n}×" },
  before: { en: "before: {n}", fa: "پیش‌تر: {n}", ar: "سابقًا: {n}" },
  note: {
    en: "An order's first and last touch are the earliest and the latest visit of its customer before it that did not come directly. Only where all came directly it is direct.",
    fa: "تماس نخست و آخر هر سفارش، نخستین و واپسین بازدید غیرمستقیم مشتری پیش از آن است. فقط اگر همه مستقیم بوده باشند، مستقیم شمرده می‌شود.",
    ar: "أول اتصال وآخره هما أبكر زيارة وآخر زيارة للعميل قبل الطلب من غير الزيارات المباشرة. ولا يُعد مباشرًا إلا إن كانت كلها مباشرة.",
  },
  noCost: {
    en: "What ads cost is not known: ad_impression and ad_click events may say it in cost.",
    fa: "هزینهٔ تبلیغ‌ها معلوم نیست: رویدادهای ad_impression و ad_click می‌توانند آن را در cost بگویند.",
    ar: "تكلفة الإعلانات غير معروفة: يمكن لأحداث ad_impression وad_click ذكرها في cost.",
  },
  empty: {
    en: "No visit and no order in this range.",
    fa: "در این بازه نه بازدیدی بوده و نه سفارشی.",
    ar: "لا زيارات ولا طلبات في هذه الفترة.",
  },
  emptyNext: {
    en: "Name campaigns in the links that lead to the shop, with utm_source, utm_medium and utm_campaign.",
    fa: "در پیوندهایی که به فروشگاه می‌رسند نام کمپین را با utm_source و utm_medium و utm_campaign بگذارید.",
    ar: "سمِّ الحملات في الروابط المؤدية إلى المتجر باستخدام utm_source وutm_medium وutm_campaign.",
  },
} satisfies Texts;
