package survey

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/safar-cx/safar/sdk/event"
)

// words are the page's in one language.
type words struct {
	Language, Direction, Name string
	digits                    string // from 0 to 9, "" for the usual ones
	questions                 map[string]string
	ends                      map[string][2]string // what the lowest and the highest score mean
	reasons                   map[string]string
	Comment, Send, Thanks     string
	// Changed stands under the thanks, Change is its link.
	Changed, Change      string
	Choose               string // when nothing was
	Over, OverHint       string
	Unknown, UnknownHint string
	Busy, BusyHint       string
	Languages            string
}

// reasonsAsked are those that a shopper can name, in the order in which they stand.
func reasonsAsked() []string {
	return []string{
		event.ReasonExtraCosts, event.ReasonSlowDelivery, event.ReasonNoDelivery, event.ReasonForcedAccount, event.ReasonTooLong,
		event.ReasonTrust, event.ReasonReturnsPolicy, event.ReasonNoPaymentMethod, event.ReasonPaymentDeclined, event.ReasonSiteError, event.ReasonUnknown,
	}
}

// spoken are the languages of the page, the one for everybody else first.
func spoken() []*words { return []*words{english(), persian(), arabic()} }

// wordsFor are those of the first language that is spoken: one asked for by name, then those
// of an Accept-Language header.
func wordsFor(asked []string, accepted string) *words {
	all := spoken()
	wanted := asked
	if tags, _, err := language.ParseAcceptLanguage(accepted); err == nil {
		for _, tag := range tags {
			wanted = append(slices.Clip(wanted), tag.String())
		}
	}
	for _, want := range wanted {
		for _, w := range all {
			if base, _, _ := strings.Cut(strings.ReplaceAll(want, "_", "-"), "-"); strings.EqualFold(base, w.Language) {
				return w
			}
		}
	}
	return all[0]
}

// number writes a score in the digits of the language.
func (w *words) number(text string) string {
	if w.digits == "" {
		return text
	}
	digits := []rune(w.digits)
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return digits[r-'0']
		}
		return r
	}, text)
}

func english() *words {
	return &words{
		Language: "en", Direction: "ltr", Name: "English",
		questions: map[string]string{
			event.SurveyNPS:    "How likely are you to recommend us to a friend?",
			event.SurveyCSAT:   "How satisfied are you with this purchase?",
			event.SurveyCES:    "It was easy to get what I came for.",
			event.SurveyReason: "What kept you from finishing your order?",
			event.SurveyText:   "What could we do better?",
		},
		ends: map[string][2]string{
			event.SurveyNPS:  {"Not at all likely", "Extremely likely"},
			event.SurveyCSAT: {"Very dissatisfied", "Very satisfied"},
			event.SurveyCES:  {"Strongly disagree", "Strongly agree"},
		},
		reasons: map[string]string{
			event.ReasonExtraCosts:      "Extra costs shown late",
			event.ReasonSlowDelivery:    "Delivery too slow",
			event.ReasonNoDelivery:      "No delivery to my address",
			event.ReasonForcedAccount:   "Had to sign up",
			event.ReasonTooLong:         "Too long or complicated",
			event.ReasonTrust:           "Doubts about security",
			event.ReasonReturnsPolicy:   "Returns policy",
			event.ReasonNoPaymentMethod: "No suitable payment method",
			event.ReasonPaymentDeclined: "Payment declined",
			event.ReasonSiteError:       "Site error",
			event.ReasonUnknown:         "Another reason",
		},
		Comment: "Would you like to tell us more? (optional)", Send: "Send", Thanks: "Thank you!",
		Changed: "Your answer has been saved.", Change: "Change it", Choose: "Please answer the question first.",
		Over: "This question is closed", OverHint: "The time for an answer is over. Thank you all the same!",
		Unknown: "This link does not work", UnknownHint: "Please open it again from the message, whole as it stands there.",
		Busy: "This could not be saved just now", BusyHint: "Please go back and send it again in a moment.",
		Languages: "Languages",
	}
}

func persian() *words {
	return &words{
		Language: "fa", Direction: "rtl", Name: "فارسی", digits: "۰۱۲۳۴۵۶۷۸۹",
		questions: map[string]string{
			event.SurveyNPS:    "چقدر احتمال دارد ما را به دوستان خود معرفی کنید؟",
			event.SurveyCSAT:   "از این خرید چقدر راضی هستید؟",
			event.SurveyCES:    "کارم را به‌راحتی انجام دادم.",
			event.SurveyReason: "چه چیزی مانع تکمیل سفارش شما شد؟",
			event.SurveyText:   "چه کاری را می‌توانیم بهتر انجام دهیم؟",
		},
		ends: map[string][2]string{
			event.SurveyNPS:  {"اصلاً احتمال ندارد", "احتمال بسیار زیاد"},
			event.SurveyCSAT: {"بسیار ناراضی", "بسیار راضی"},
			event.SurveyCES:  {"کاملاً مخالفم", "کاملاً موافقم"},
		},
		reasons: map[string]string{
			event.ReasonExtraCosts:      "هزینهٔ اضافی دیرهنگام",
			event.ReasonSlowDelivery:    "ارسال دیر",
			event.ReasonNoDelivery:      "نبود ارسال به مقصد",
			event.ReasonForcedAccount:   "اجبار به ثبت‌نام",
			event.ReasonTooLong:         "طولانی یا پیچیده",
			event.ReasonTrust:           "تردید در امنیت",
			event.ReasonReturnsPolicy:   "شرایط مرجوعی",
			event.ReasonNoPaymentMethod: "نبود روش پرداخت مناسب",
			event.ReasonPaymentDeclined: "پرداخت ناموفق",
			event.ReasonSiteError:       "خطای سایت",
			event.ReasonUnknown:         "دلیل دیگر",
		},
		Comment: "مایلید بیشتر توضیح دهید؟ (اختیاری)", Send: "ارسال", Thanks: "سپاس از شما!",
		Changed: "پاسخ شما ثبت شد.", Change: "تغییر پاسخ", Choose: "لطفاً نخست به پرسش پاسخ دهید.",
		Over: "مهلت این پرسش گذشته است", OverHint: "زمان پاسخ‌گویی تمام شده است. با این همه، سپاس از شما!",
		Unknown: "این پیوند کار نمی‌کند", UnknownHint: "لطفاً آن را دوباره از همان پیام و به‌طور کامل باز کنید.",
		Busy: "هم‌اکنون ثبت نشد", BusyHint: "لطفاً برگردید و کمی بعد دوباره بفرستید.",
		Languages: "زبان‌ها",
	}
}

func arabic() *words {
	return &words{
		Language: "ar", Direction: "rtl", Name: "العربية", digits: "٠١٢٣٤٥٦٧٨٩",
		questions: map[string]string{
			event.SurveyNPS:    "ما مدى احتمال أن توصي بنا لصديق؟",
			event.SurveyCSAT:   "ما مدى رضاك عن عملية الشراء هذه؟",
			event.SurveyCES:    "كان إنجاز ما أردته سهلًا.",
			event.SurveyReason: "ما الذي منعك من إتمام طلبك؟",
			event.SurveyText:   "ما الذي يمكننا تحسينه؟",
		},
		ends: map[string][2]string{
			event.SurveyNPS:  {"غير محتمل إطلاقًا", "محتمل جدًا"},
			event.SurveyCSAT: {"غير راضٍ إطلاقًا", "راضٍ جدًا"},
			event.SurveyCES:  {"لا أوافق بشدة", "أوافق بشدة"},
		},
		reasons: map[string]string{
			event.ReasonExtraCosts:      "تكاليف إضافية متأخرة",
			event.ReasonSlowDelivery:    "توصيل بطيء",
			event.ReasonNoDelivery:      "لا توصيل إلى العنوان",
			event.ReasonForcedAccount:   "إلزام بإنشاء حساب",
			event.ReasonTooLong:         "طويل أو معقّد",
			event.ReasonTrust:           "الشك في الأمان",
			event.ReasonReturnsPolicy:   "سياسة الإرجاع",
			event.ReasonNoPaymentMethod: "لا وسيلة دفع مناسبة",
			event.ReasonPaymentDeclined: "رُفض الدفع",
			event.ReasonSiteError:       "خطأ في الموقع",
			event.ReasonUnknown:         "سبب آخر",
		},
		Comment: "هل تود إخبارنا بالمزيد؟ (اختياري)", Send: "إرسال", Thanks: "شكرًا لك!",
		Changed: "حُفظت إجابتك.", Change: "تغيير الإجابة", Choose: "يُرجى الإجابة عن السؤال أولًا.",
		Over: "أُغلق هذا السؤال", OverHint: "انتهى وقت الإجابة. شكرًا لك على كل حال!",
		Unknown: "هذا الرابط لا يعمل", UnknownHint: "يُرجى فتحه مرة أخرى من الرسالة كاملًا كما هو.",
		Busy: "تعذّر الحفظ الآن", BusyHint: "يُرجى الرجوع والإرسال مجددًا بعد قليل.",
		Languages: "اللغات",
	}
}
