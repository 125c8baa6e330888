import type { Texts } from "./text.ts";

export const account = {
  welcome: { en: "Welcome to Safar", fa: "به سفر خوش آمدید", ar: "مرحبًا بك في سفر" },
  setupIntro: {
    en: "Choose how you will sign in. You become the owner of this collector.",
    fa: "انتخاب کنید چگونه وارد شوید. شما مالک این سامانه می‌شوید.",
    ar: "اختر طريقة تسجيل دخولك. ستصبح مالك هذا النظام.",
  },
  setupNeeded: {
    en: "There is no owner yet. Open the link that “safar init” or “safar serve” printed in the terminal: it lets you choose a password.",
    fa: "هنوز مالکی نیست. پیوندی را باز کنید که «safar init» یا «safar serve» در پایانه نشان داد تا گذرواژه انتخاب کنید.",
    ar: "لا يوجد مالك بعد. افتح الرابط الذي عرضه «safar init» أو «safar serve» في الطرفية لتختار كلمة المرور.",
  },
  inviteIntro: {
    en: "You have been invited. Type the e-mail address that the invitation is for, and choose a password.",
    fa: "از شما دعوت شده است. همان ایمیلی را بنویسید که دعوت برای آن است و گذرواژه‌ای انتخاب کنید.",
    ar: "تمت دعوتك. اكتب البريد الإلكتروني الذي وُجهت إليه الدعوة واختر كلمة مرور.",
  },
  newPassword: { en: "Choose a new password", fa: "انتخاب گذرواژهٔ تازه", ar: "اختيار كلمة مرور جديدة" },
  resetIntro: {
    en: "You will be signed out everywhere else.",
    fa: "از همهٔ دستگاه‌های دیگر خارج می‌شوید.",
    ar: "سيُسجَّل خروجك من كل مكان آخر.",
  },
  keepPassword: { en: "Keep this password", fa: "ثبت گذرواژه", ar: "حفظ كلمة المرور" },
  other_address: {
    en: "This link was made for another e-mail address.",
    fa: "این پیوند برای ایمیل دیگری ساخته شده است.",
    ar: "أُنشئ هذا الرابط لبريد إلكتروني آخر.",
  },
  shareEnded: {
    en: "This link shows nothing any more: it has expired or was revoked. Ask whoever gave it to you for another.",
    fa: "این پیوند دیگر چیزی نشان نمی‌دهد: مهلتش گذشته یا لغو شده است. از کسی که آن را داده پیوند تازه بخواهید.",
    ar: "لم يعد هذا الرابط يعرض شيئًا: انتهت مدته أو أُلغي. اطلب رابطًا آخر ممن أعطاك إياه.",
  },
  noShops: {
    en: "No shop has been opened to you yet. Ask an owner.",
    fa: "هنوز فروشگاهی برای شما باز نشده است. از یکی از مالکان بخواهید.",
    ar: "لم يُفتح لك أي متجر بعد. اطلب ذلك من أحد المالكين.",
  },
  createAccount: { en: "Create the account", fa: "ساختن حساب", ar: "إنشاء الحساب" },
  signIn: { en: "Sign in", fa: "ورود", ar: "تسجيل الدخول" },
  signingIn: { en: "Signing in…", fa: "در حال ورود…", ar: "جارٍ تسجيل الدخول…" },
  emailAddress: { en: "E-mail address", fa: "نشانی ایمیل", ar: "البريد الإلكتروني" },
  password: { en: "Password", fa: "گذرواژه", ar: "كلمة المرور" },
  passwordRule: {
    en: "At least 12 characters. A few words in a row are good.",
    fa: "دست‌کم ۱۲ نویسه. چند واژه پشت سر هم خوب است.",
    ar: "١٢ حرفًا على الأقل. بضع كلمات متتالية خيار جيد.",
  },
  showPassword: { en: "Show the password", fa: "نمایش گذرواژه", ar: "إظهار كلمة المرور" },
  forgotten: {
    en: "Forgotten? On the server, “safar user link E-MAIL” prints a link that signs you in.",
    fa: "فراموش کرده‌اید؟ در سرور «safar user link E-MAIL» پیوندی برای ورود می‌سازد.",
    ar: "نسيتها؟ على الخادم يطبع «safar user link E-MAIL» رابطًا لتسجيل دخولك.",
  },
  codeNeeded: { en: "One more step", fa: "یک گام دیگر", ar: "خطوة أخيرة" },
  code: { en: "Code", fa: "کد", ar: "الرمز" },
  codeRule: {
    en: "The six digits that the app on your phone shows now.",
    fa: "شش رقمی که برنامهٔ تلفن شما اکنون نشان می‌دهد.",
    ar: "الأرقام الستة التي يعرضها التطبيق على هاتفك الآن.",
  },
  recoveryCode: { en: "Recovery code", fa: "کد بازیابی", ar: "رمز الاسترداد" },
  recoveryCodeRule: {
    en: "One of those that you kept. Each is good once.",
    fa: "یکی از آن‌هایی که نگه داشته‌اید. هر کدام یک بار کار می‌کند.",
    ar: "أحد الرموز التي احتفظت بها. يصلح كل منها مرة واحدة.",
  },
  useRecoveryCode: { en: "Use a recovery code", fa: "استفاده از کد بازیابی", ar: "استخدام رمز استرداد" },
  useCode: { en: "Use the code of the phone", fa: "استفاده از کد تلفن", ar: "استخدام رمز الهاتف" },
  wrongCode: {
    en: "This code is not right, or has been used. Wait for the next one.",
    fa: "این کد درست نیست یا استفاده شده است. منتظر کد بعدی بمانید.",
    ar: "هذا الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي.",
  },
  codesLost: {
    en: "Phone and recovery codes lost? On the server, “safar user reset-totp E-MAIL” lets you in without.",
    fa: "تلفن و کدهای بازیابی گم شده‌اند؟ در سرور «safar user reset-totp E-MAIL» ورود بدون کد را ممکن می‌کند.",
    ar: "فقدت الهاتف ورموز الاسترداد؟ على الخادم يتيح «safar user reset-totp E-MAIL» الدخول من دونها.",
  },
  signInOtherwise: { en: "Back to e-mail and password", fa: "بازگشت به ایمیل و گذرواژه", ar: "العودة إلى البريد وكلمة المرور" },
  insecure_connection: {
    en: "Signing in needs an encrypted connection. Open this page with https.",
    fa: "ورود به اتصال رمزگذاری‌شده نیاز دارد. این صفحه را با https باز کنید.",
    ar: "يتطلب تسجيل الدخول اتصالًا مشفرًا. افتح هذه الصفحة عبر https.",
  },
  sessionEnded: {
    en: "Your session has ended. Please sign in again.",
    fa: "نشست شما پایان یافته است. دوباره وارد شوید.",
    ar: "انتهت جلستك. سجّل الدخول مجددًا.",
  },
  wrong_credentials: {
    en: "E-mail address and password do not match.",
    fa: "ایمیل و گذرواژه با هم نمی‌خوانند.",
    ar: "البريد الإلكتروني وكلمة المرور غير متطابقين.",
  },
  rate_limited: {
    en: "Too many attempts. Wait {seconds} seconds, then try again.",
    fa: "تلاش‌ها زیاد شد. {seconds} ثانیه صبر کنید و دوباره تلاش کنید.",
    ar: "محاولات كثيرة. انتظر {seconds} ثانية ثم حاول مجددًا.",
  },
  invalid_token: {
    en: "This link has been used or has expired. A new one is printed by “safar user link E-MAIL” on the server.",
    fa: "این پیوند استفاده شده یا مهلتش گذشته است. «safar user link E-MAIL» در سرور پیوند تازه می‌سازد.",
    ar: "استُخدم هذا الرابط أو انتهت مدته. يطبع «safar user link E-MAIL» على الخادم رابطًا جديدًا.",
  },
  invalid_email: {
    en: "This does not look like an e-mail address.",
    fa: "این به نشانی ایمیل نمی‌ماند.",
    ar: "هذا لا يبدو عنوان بريد إلكتروني.",
  },
  weak_password: {
    en: "This password is too short or too easy to guess, or holds the shop's name or your e-mail address. Take 12 characters or more without them.",
    fa: "این گذرواژه کوتاه است، آسان حدس زده می‌شود، یا نام فروشگاه یا ایمیل شما در آن است. ۱۲ نویسه یا بیشتر و بدون آن‌ها بگیرید.",
    ar: "كلمة المرور قصيرة أو سهلة التخمين، أو فيها اسم المتجر أو بريدك الإلكتروني. استخدم ١٢ حرفًا أو أكثر من دونهما.",
  },
  already_set_up: {
    en: "This collector has an owner already. Please sign in.",
    fa: "این سامانه مالک دارد. لطفاً وارد شوید.",
    ar: "لهذا النظام مالك بالفعل. سجّل الدخول.",
  },
} satisfies Texts;
