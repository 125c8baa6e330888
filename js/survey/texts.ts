/** The reasons a shopper can name: those of the contract that can be known from outside. */
export type Reason =
  | "extra_costs"
  | "slow_delivery"
  | "no_delivery"
  | "forced_account"
  | "too_long"
  | "trust"
  | "returns_policy"
  | "no_payment_method"
  | "payment_declined"
  | "site_error"
  | "unknown";

export type Kind = SafarSurvey["kind"];

export interface Texts {
  direction: "ltr" | "rtl";
  question: Record<Kind, string>;
  /** What the lowest and the highest score mean. */
  ends: Record<Exclude<Kind, "reason">, [string, string]>;
  reasons: Record<Reason, string>;
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
  },
  ends: {
    nps: ["Not at all likely", "Extremely likely"],
    csat: ["Very dissatisfied", "Very satisfied"],
    ces: ["Strongly disagree", "Strongly agree"],
  },
  reasons: {
    extra_costs: "Extra costs shown late",
    slow_delivery: "Delivery too slow",
    no_delivery: "No delivery to my address",
    forced_account: "Had to sign up",
    too_long: "Too long or complicated",
    trust: "Doubts about security",
    returns_policy: "Returns policy",
    no_payment_method: "No suitable payment method",
    payment_declined: "Payment declined",
    site_error: "Site error",
    unknown: "Another reason",
  },
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
  },
  ends: {
    nps: ["اصلاً احتمال ندارد", "احتمال بسیار زیاد"],
    csat: ["بسیار ناراضی", "بسیار راضی"],
    ces: ["کاملاً مخالفم", "کاملاً موافقم"],
  },
  reasons: {
    extra_costs: "هزینهٔ اضافی دیرهنگام",
    slow_delivery: "ارسال دیر",
    no_delivery: "نبود ارسال به مقصد",
    forced_account: "اجبار به ثبت‌نام",
    too_long: "طولانی یا پیچیده",
    trust: "تردید در امنیت",
    returns_policy: "شرایط مرجوعی",
    no_payment_method: "نبود روش پرداخت مناسب",
    payment_declined: "پرداخت ناموفق",
    site_error: "خطای سایت",
    unknown: "دلیل دیگر",
  },
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
  },
  ends: {
    nps: ["غير محتمل إطلاقًا", "محتمل جدًا"],
    csat: ["غير راضٍ إطلاقًا", "راضٍ جدًا"],
    ces: ["لا أوافق بشدة", "أوافق بشدة"],
  },
  reasons: {
    extra_costs: "تكاليف إضافية متأخرة",
    slow_delivery: "توصيل بطيء",
    no_delivery: "لا توصيل إلى العنوان",
    forced_account: "إلزام بإنشاء حساب",
    too_long: "طويل أو معقّد",
    trust: "الشك في الأمان",
    returns_policy: "سياسة الإرجاع",
    no_payment_method: "لا وسيلة دفع مناسبة",
    payment_declined: "رُفض الدفع",
    site_error: "خطأ في الموقع",
    unknown: "سبب آخر",
  },
  comment: "هل تود إخبارنا بالمزيد؟ (اختياري)",
  send: "إرسال",
  close: "إغلاق",
  thanks: "شكرًا لك!",
};

/** The texts of a language, whatever its region; English for one that we don't speak. */
export function textsOf(lang: string): Texts {
  return { en, fa, ar }[lang.slice(0, 2).toLowerCase()] || en;
}
