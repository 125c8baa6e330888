/** The reasons a shopper can name: those of the contract that can be known from outside. */
export const REASONS =
  "extra_costs slow_delivery no_delivery forced_account too_long trust returns_policy no_payment_method payment_declined site_error unknown".split(" ");

export type Kind = SafarSurvey["kind"];

/** The kinds that are answered by a number. */
export type Scored = Exclude<Kind, "reason" | "text">;

export interface Texts {
  direction: "ltr" | "rtl";
  question: Record<Kind, string>;
  /** What the lowest and the highest score mean. */
  ends: Record<Scored, [string, string]>;
  /** As REASONS. */
  reasons: string[];
  comment: string;
  send: string;
  close: string;
  thanks: string;
}

const en: Texts = {
  direction: "ltr",
  question: {
    nps: "How likely are you to recommend us to a friend?",
    csat: "How satisfied are you with this purchase?",
    ces: "It was easy to get what I came for.",
    reason: "What kept you from finishing your order?",
    text: "What could we do better?",
  },
  ends: {
    nps: ["Not at all likely", "Extremely likely"],
    csat: ["Very dissatisfied", "Very satisfied"],
    ces: ["Strongly disagree", "Strongly agree"],
  },
  reasons: [
    "Extra costs shown late",
    "Delivery too slow",
    "No delivery to my address",
    "Had to sign up",
    "Too long or complicated",
    "Doubts about security",
    "Returns policy",
    "No suitable payment method",
    "Payment declined",
    "Site error",
    "Another reason",
  ],
  comment: "Would you like to tell us more? (optional)",
  send: "Send",
  close: "Close",
  thanks: "Thank you!",
};

const fa: Texts = {
  direction: "rtl",
  question: {
    nps: "چقدر احتمال دارد ما را به دوستان خود معرفی کنید؟",
    csat: "از این خرید چقدر راضی هستید؟",
    ces: "کارم را به‌راحتی انجام دادم.",
    reason: "چه چیزی مانع تکمیل سفارش شما شد؟",
    text: "چه کاری را می‌توانیم بهتر انجام دهیم؟",
  },
  ends: {
    nps: ["اصلاً احتمال ندارد", "احتمال بسیار زیاد"],
    csat: ["بسیار ناراضی", "بسیار راضی"],
    ces: ["کاملاً مخالفم", "کاملاً موافقم"],
  },
  reasons: [
    "هزینهٔ اضافی دیرهنگام",
    "ارسال دیر",
    "نبود ارسال به مقصد",
    "اجبار به ثبت‌نام",
    "طولانی یا پیچیده",
    "تردید در امنیت",
    "شرایط مرجوعی",
    "نبود روش پرداخت مناسب",
    "پرداخت ناموفق",
    "خطای سایت",
    "دلیل دیگر",
  ],
  comment: "مایلید بیشتر توضیح دهید؟ (اختیاری)",
  send: "ارسال",
  close: "بستن",
  thanks: "سپاس از شما!",
};

const ar: Texts = {
  direction: "rtl",
  question: {
    nps: "ما مدى احتمال أن توصي بنا لصديق؟",
    csat: "ما مدى رضاك عن عملية الشراء هذه؟",
    ces: "كان إنجاز ما أردته سهلًا.",
    reason: "ما الذي منعك من إتمام طلبك؟",
    text: "ما الذي يمكننا تحسينه؟",
  },
  ends: {
    nps: ["غير محتمل إطلاقًا", "محتمل جدًا"],
    csat: ["غير راضٍ إطلاقًا", "راضٍ جدًا"],
    ces: ["لا أوافق بشدة", "أوافق بشدة"],
  },
  reasons: [
    "تكاليف إضافية متأخرة",
    "توصيل بطيء",
    "لا توصيل إلى العنوان",
    "إلزام بإنشاء حساب",
    "طويل أو معقّد",
    "الشك في الأمان",
    "سياسة الإرجاع",
    "لا وسيلة دفع مناسبة",
    "رُفض الدفع",
    "خطأ في الموقع",
    "سبب آخر",
  ],
  comment: "هل تود إخبارنا بالمزيد؟ (اختياري)",
  send: "إرسال",
  close: "إغلاق",
  thanks: "شكرًا لك!",
};

/** The texts of a language, whatever its region; English for one that we don't speak. */
export function textsOf(lang: string): Texts {
  return { en, fa, ar }[lang.slice(0, 2).toLowerCase()] || en;
}
