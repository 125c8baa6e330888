import type { Texts } from "./text.ts";

// What is said of keys that brought something, and of what was sent away at them.
export const keyUses = {
  title: { en: "Keys", fa: "کلیدها", ar: "المفاتيح" },
  note: {
    en: "What each key brought in this range, and how many events a day it may bring now.",
    fa: "هر کلید در این بازه چه آورد و اکنون روزانه چند رویداد می‌تواند بیاورد.",
    ar: "ما جلبه كل مفتاح في هذه الفترة، وعدد الأحداث التي يجوز له جلبها يوميًا الآن.",
  },
  key: { en: "Key", fa: "کلید", ar: "المفتاح" },
  accepted: { en: "Events accepted", fa: "رویدادهای پذیرفته", ar: "الأحداث المقبولة" },
  quota: { en: "Daily quota", fa: "سهمیهٔ روزانه", ar: "الحصة اليومية" },
  noQuota: { en: "No limit", fa: "بدون سقف", ar: "بلا حد" },
  sentAway: { en: "Requests sent away", fa: "درخواست‌های برگشت‌خورده", ar: "محاولات إرسال مردودة" },
  warning: {
    en: {
      one: "One request was sent away, since its key had used up the quota of the day.",
      other: "{n} requests were sent away, since their key had used up the quota of the day.",
    },
    fa: "{n} درخواست برگشت خورد، چون سهمیهٔ روزانهٔ کلید تمام شده بود.",
    ar: {
      one: "رُدّت محاولة إرسال واحدة لأن مفتاحها استنفد حصته اليومية.",
      two: "رُدّت محاولتا إرسال لأن مفتاحهما استنفد حصته اليومية.",
      few: "رُدّت {n} محاولات إرسال لأن مفتاحها استنفد حصته اليومية.",
      other: "رُدّت {n} محاولة إرسال لأن مفتاحها استنفد حصته اليومية.",
    },
  },
  missing: {
    en: "What they held is in no number, unless it was sent again later.",
    fa: "آنچه در آن‌ها بود در هیچ عددی نیست، مگر آنکه بعداً دوباره فرستاده شده باشد.",
    ar: "ما فيها ليس في أي رقم، إلا ما أُعيد إرساله لاحقًا.",
  },
  grown: {
    en: "Does the shop have so many visitors? Then an owner raises the quota on the page {access}.",
    fa: "آیا فروشگاه این‌همه بازدیدکننده دارد؟ پس مالک سهمیه را در صفحهٔ «{access}» بالا می‌برد.",
    ar: "هل للمتجر كل هؤلاء الزوار؟ إذن يرفع المالك الحصة في صفحة «{access}».",
  },
  flooded: {
    en: "If not, find out what sends so much: a program that runs wild, or a stranger with the browser key, which everybody can read in the shop's pages. A new key in its place, and the old one revoked, stops whoever holds the old one.",
    fa: "اگر نه، ببینید چه چیزی این‌قدر می‌فرستد: برنامه‌ای افسارگسیخته، یا غریبه‌ای با کلید مرورگر که همه آن را در صفحه‌های فروشگاه می‌بینند. کلیدی تازه به جایش بگذارید و کلید پیشین را لغو کنید تا دارندهٔ آن دیگر نتواند بفرستد.",
    ar: "وإلا فابحث عمّا يرسل كل هذا: برنامج خرج عن السيطرة، أو غريب بمفتاح المتصفح الظاهر للجميع في صفحات المتجر. ضع مفتاحًا جديدًا مكانه وألغِ القديم ليتوقف من يحمله.",
  },
  lifted: {
    en: "The quota has been taken away since, so no more is sent away.",
    fa: "این سهمیه از آن پس برداشته شده است، پس دیگر چیزی برگشت نمی‌خورد.",
    ar: "أُزيلت الحصة منذئذ، فلن يُردّ شيء بعدها.",
  },
} satisfies Texts;
