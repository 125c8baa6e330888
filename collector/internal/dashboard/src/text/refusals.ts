import type { Texts } from "./text.ts";

// What is said of fields that refused digits.
export const refusals = {
  title: { en: "Digits that fields refused", fa: "رقم‌هایی که خانه‌های فرم نپذیرفتند", ar: "أرقام رفضتها حقول النماذج" },
  intro: {
    en: "Keyboards write the digits of their language. A field that takes Latin ones only turns people away.",
    fa: "صفحه‌کلیدها رقم‌های زبان خود را می‌نویسند. خانه‌ای که فقط رقم لاتین بپذیرد، خریدار را پس می‌زند.",
    ar: "تكتب لوحات المفاتيح أرقام لغتها. والحقل الذي لا يقبل سوى الأرقام اللاتينية يردّ الناس.",
  },
  field: { en: "Field", fa: "خانه", ar: "الحقل" },
  nameless: { en: "without a name", fa: "بی‌نام", ar: "بلا اسم" },
  inForm: { en: "form {form}", fa: "فرم {form}", ar: "النموذج {form}" },
  latin: { en: "Latin digits (123)", fa: "رقم‌های لاتین (123)", ar: "أرقام لاتينية (123)" },
  persian: { en: "Persian digits (۱۲۳)", fa: "رقم‌های فارسی (۱۲۳)", ar: "أرقام فارسية (۱۲۳)" },
  arabic: { en: "Arabic digits (١٢٣)", fa: "رقم‌های عربی (١٢٣)", ar: "أرقام عربية (١٢٣)" },
  times: { en: "Times", fa: "شمار بارها", ar: "المرات" },
  people: { en: "People", fa: "شمار افراد", ar: "الأشخاص" },
  remedy: { en: "What to do", fa: "چه باید کرد", ar: "ما العمل" },
  fix_persian: {
    en: "Your form refuses Persian digits in the field “{field}”: accept them.",
    fa: "فرم شما در خانهٔ «{field}» رقم فارسی نمی‌پذیرد: آن را بپذیرید.",
    ar: "يرفض نموذجك الأرقام الفارسية في الحقل «{field}»: اقبلها.",
  },
  fix_arabic: {
    en: "Your form refuses Arabic digits in the field “{field}”: accept them.",
    fa: "فرم شما در خانهٔ «{field}» رقم عربی نمی‌پذیرد: آن را بپذیرید.",
    ar: "يرفض نموذجك الأرقام العربية في الحقل «{field}»: اقبلها.",
  },
  fix_latin: {
    en: "The field “{field}” refused Latin digits as well: look at what else it asks for, and whether it says so.",
    fa: "خانهٔ «{field}» رقم لاتین را هم رد کرد: ببینید دیگر چه می‌خواهد و آیا آن را می‌گوید.",
    ar: "رفض الحقل «{field}» أرقامًا لاتينية أيضًا: انظر ماذا يطلب غير ذلك وهل يقوله.",
  },
  note: {
    en: "Times and people are of all pages, the other numbers of checkouts alone. The field need not be why somebody left.",
    fa: "شمار بارها و افراد از همهٔ صفحه‌هاست و عددهای دیگر فقط از تسویه‌ها. شاید آن خانه سبب رفتن نباشد.",
    ar: "المرات والأشخاص من كل الصفحات، وسائر الأعداد من عمليات الدفع وحدها. وليس الحقل بالضرورة سبب المغادرة.",
  },
  leftOut: { en: "Not listed: {n}", fa: "خارج از فهرست: {n}", ar: "خارج القائمة: {n}" },
} satisfies Texts;
