import type { Texts } from "./text.ts";

export const touchpoints = {
  intro: {
    en: "Where shoppers and the shop meet, and what comes of it. Give each place a name, a stage and a goal.",
    fa: "جاهایی که خریدار و فروشگاه به هم می‌رسند و نتیجهٔ آن. به هر جا نام، مرحله و هدف بدهید.",
    ar: "حيث يلتقي المتسوق بالمتجر، وما ينتج عن ذلك. أعطِ كل موضع اسمًا ومرحلة وهدفًا.",
  },
  touchpoint: { en: "Touchpoint", fa: "نقطهٔ تماس", ar: "نقطة الاتصال" },
  stage: { en: "Stage", fa: "مرحله", ar: "المرحلة" },
  seen: { en: "Seen", fa: "دیده‌شده", ar: "المشاهدات" },
  clicks: { en: "Clicks", fa: "کلیک‌ها", ar: "النقرات" },
  sessions: { en: "Visits", fa: "بازدیدها", ar: "الزيارات" },
  orders: { en: "Orders", fa: "سفارش‌ها", ar: "الطلبات" },
  revenue: { en: "Revenue", fa: "درآمد", ar: "الإيرادات" },
  ctr: { en: "Click-through rate", fa: "نرخ کلیک", ar: "نسبة النقر" },
  goal: { en: "Goal", fa: "هدف", ar: "الهدف" },
  settings: { en: "Settings", fa: "تنظیم", ar: "الإعداد" },
  note: {
    en: "Orders and revenue are those of visits that met the touchpoint. A visit meets several, so these rows overlap and are not added up.",
    fa: "سفارش و درآمد از آنِ بازدیدهایی است که به این نقطه رسیدند. هر بازدید به چند نقطه می‌رسد؛ پس ردیف‌ها همپوشانی دارند و جمع نمی‌شوند.",
    ar: "الطلبات والإيرادات هي للزيارات التي مرّت بنقطة الاتصال. وتمر الزيارة بعدة نقاط، لذا تتداخل الصفوف ولا تُجمع.",
  },
  label: { en: "Name that people read", fa: "نامی که خوانده می‌شود", ar: "الاسم المقروء" },
  stageOfEvents: { en: "As its events say", fa: "همان که رویدادها می‌گویند", ar: "كما تقول أحداثها" },
  goalOf: { en: "Goal for", fa: "هدف برای", ar: "هدف لـ" },
  noGoal: { en: "No goal", fa: "بدون هدف", ar: "بلا هدف" },
  goalValue: { en: "How much in the range shown", fa: "چه مقدار در بازهٔ نشان‌داده‌شده", ar: "كم في الفترة المعروضة" },
  forget: { en: "Forget these settings", fa: "فراموش کردن این تنظیم‌ها", ar: "نسيان هذه الإعدادات" },
  saved: { en: "Saved.", fa: "ذخیره شد.", ar: "حُفظ." },
  empty: {
    en: "Nobody met the shop anywhere in this range.",
    fa: "در این بازه هیچ‌جا کسی به فروشگاه نرسید.",
    ar: "لم يلتقِ أحد بالمتجر في أي موضع في هذه الفترة.",
  },
  emptyNext: {
    en: "Say where things happen: put data-safar on banners and sections, or send touchpoint with events.",
    fa: "بگویید هر چیز کجا رخ می‌دهد: روی بنرها و بخش‌ها data-safar بگذارید یا همراه رویدادها touchpoint بفرستید.",
    ar: "اذكر أين تحدث الأمور: ضع data-safar على اللافتات والأقسام، أو أرسل touchpoint مع الأحداث.",
  },
} satisfies Texts;
