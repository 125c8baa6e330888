import type { Texts } from "./text.ts";

export const notes = {
  intro: {
    en: "What you changed and when, whom you look at, and where you want to be.",
    fa: "چه چیزی را چه زمانی تغییر دادید، به چه کسانی نگاه می‌کنید و به کجا می‌خواهید برسید.",
    ar: "ما الذي غيّرتموه ومتى، وإلى من تنظرون، وأين تريدون الوصول.",
  },
  notes: { en: "Notes", fa: "یادداشت‌ها", ar: "الملاحظات" },
  notesNote: {
    en: "Write down what changes in the shop: a price, a campaign, a new checkout. It stands in the lines of the journey map, and what came of it can be compared here.",
    fa: "هر تغییر فروشگاه را بنویسید: قیمت، کمپین، صفحهٔ پرداخت تازه. در نمودارهای نقشهٔ سفر نشان داده می‌شود و اثرش اینجا سنجیده می‌شود.",
    ar: "دوّن ما يتغير في المتجر: سعر، حملة، صفحة دفع جديدة. يظهر في خطوط رحلة العميل، ويمكن هنا مقارنة أثره.",
  },
  addNote: { en: "Add a note", fa: "افزودن یادداشت", ar: "إضافة ملاحظة" },
  text: { en: "What happened", fa: "چه شد", ar: "ماذا حدث" },
  date: { en: "Day", fa: "روز", ar: "اليوم" },
  stage: { en: "Stage", fa: "مرحله", ar: "المرحلة" },
  noStage: { en: "The whole shop", fa: "همهٔ فروشگاه", ar: "المتجر كله" },
  noNotes: { en: "No notes yet.", fa: "هنوز یادداشتی نیست.", ar: "لا ملاحظات بعد." },
  editNote: { en: "Edit the note {note}", fa: "ویرایش یادداشت {note}", ar: "تعديل الملاحظة {note}" },
  removeNote: { en: "Remove the note {note}", fa: "حذف یادداشت {note}", ar: "حذف الملاحظة {note}" },
  effect: { en: "Before and after", fa: "پیش و پس", ar: "قبل وبعد" },
  effectDays: { en: "Days on each side", fa: "روزهای هر سو", ar: "الأيام من كل جانب" },
  effectOf: {
    en: { one: "{after} compared with {before}: {n} day each.", other: "{after} compared with {before}: {n} days each." },
    fa: "{after} در مقایسه با {before}: هر کدام {n} روز.",
    ar: { one: "{after} مقارنةً بـ {before}: يوم واحد لكل منهما.", two: "{after} مقارنةً بـ {before}: يومان لكل منهما.", few: "{after} مقارنةً بـ {before}: {n} أيام لكل منهما.", other: "{after} مقارنةً بـ {before}: {n} يومًا لكل منهما." },
  },
  effectNote: {
    en: "What changed after it need not have changed because of it.",
    fa: "آنچه پس از آن تغییر کرد شاید به سبب آن نبوده باشد.",
    ar: "ما تغيّر بعده ليس بالضرورة بسببه.",
  },
  effectPartial: {
    en: "Not all of the days before were measured, so nothing is compared.",
    fa: "همهٔ روزهای پیش از آن ثبت نشده است؛ پس چیزی مقایسه نمی‌شود.",
    ar: "لم تُسجَّل كل الأيام السابقة، لذا لا يُقارن شيء.",
  },
  metric: { en: "Metric", fa: "شاخص", ar: "المؤشر" },
  before: { en: "Before", fa: "پیش", ar: "قبل" },
  after: { en: "After", fa: "پس", ar: "بعد" },
  change: { en: "Change", fa: "تغییر", ar: "التغيّر" },

  personas: { en: "Personas", fa: "پرسوناها", ar: "شخصيات العملاء" },
  personasNote: {
    en: "A persona is a group of shoppers that you want to look at again: filters with a name. To make one, set filters on any page and save them there.",
    fa: "پرسونا گروهی از خریداران است که می‌خواهید دوباره ببینید: پالایش‌هایی با نام. برای ساختن، در هر صفحه پالایش بگذارید و همان‌جا ذخیره کنید.",
    ar: "شخصية العميل فئة من المتسوقين تريد النظر إليها ثانية: تصفية باسم. لإنشائها اضبط التصفية في أي صفحة واحفظها هناك.",
  },
  noPersonas: { en: "No personas yet.", fa: "هنوز پرسونایی نیست.", ar: "لا شخصيات بعد." },
  persona: { en: "Persona", fa: "پرسونا", ar: "شخصية العميل" },
  who: { en: "Who they are", fa: "چه کسانی‌اند", ar: "من هم" },
  actions: { en: "Actions", fa: "کارها", ar: "إجراءات" },
  look: { en: "Look at their journey", fa: "دیدن سفرشان", ar: "عرض رحلتهم" },

  goals: { en: "Goals", fa: "هدف‌ها", ar: "الأهداف" },
  goalsNote: {
    en: "To set one, open a metric on the journey map. Its tile then shows how far it has got.",
    fa: "برای گذاشتن هدف، شاخصی را در نقشهٔ سفر باز کنید. کاشی آن نشان می‌دهد تا کجا رسیده است.",
    ar: "لوضع هدف افتح مؤشرًا في رحلة العميل. ثم يبيّن مربعه مدى التقدم.",
  },
  noGoals: { en: "No goals yet.", fa: "هنوز هدفی نیست.", ar: "لا أهداف بعد." },
  goal: { en: "Goal", fa: "هدف", ar: "الهدف" },
} satisfies Texts;
