package demo

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Notebook is what the shop's merchant has written down, in the shop's language: it explains
// what is to be noticed in the history.
type Notebook struct {
	Personas    []Persona
	Annotations []Annotation
	Touchpoints []Touchpoint
	Goals       []Goal
}

// Persona is a group of shoppers to look at.
type Persona struct {
	Name, Note string
	Filters    []string // as reports take them
}

// Annotation says what happened on a day.
type Annotation struct {
	Date  string // 2006-01-02, of the shop's zone
	Text  string
	Stage event.Stage
}

// Touchpoint is what a place where shoppers meet the shop is called. Stage, and what it is to
// come to, are empty for most.
type Touchpoint struct {
	Name, Label string
	Stage       event.Stage
	Of, Value   string // what the goal is of, and the goal
}

// Goal is what a metric is to come to.
type Goal struct{ Metric, Value string }

// Notebook is the merchant's. What happened before the history began is not in it.
func (c Config) Notebook() Notebook {
	n := Notebook{Personas: personas, Touchpoints: touchpoints, Goals: goals}
	for _, what := range []struct {
		day   int
		text  string
		stage event.Stage
	}{
		{c.Days - dearShipsBefore, "هزینهٔ ارسال گران‌تر شد.", event.Purchase},
		{c.Days - burstBefore - 1, "ربات‌ها هجوم آوردند؛ در آمار شمرده نمی‌شوند.", event.Awareness},
		{c.saleDay(), "حراج یک‌روزه با پیامک؛ بعدازظهر درگاه بانک از کار افتاد.", event.Purchase},
	} {
		if what.day >= 0 {
			n.Annotations = append(n.Annotations, Annotation{c.startOf(what.day).Format(time.DateOnly), what.text, what.stage})
		}
	}
	return n
}

var personas = []Persona{
	{"تازه‌واردهای موبایلی", "بیشترشان از اینستاگرام می‌آیند و زود می‌روند.", []string{"device:mobile", "visitor_type:new"}},
	{"مشتریان همیشگی", "پیش از این بازدید سه سفارش یا بیشتر داشته‌اند.", []string{"past_orders:3+"}},
	{"آمده از تبلیغات", "برای بازدیدشان پول داده‌ایم.", []string{"channel:paid_search|paid_social"}},
}

// touchpoints have their own stages but where the merchant knows better: what is recommended
// beside a product helps to choose, and the reminder of a cart belongs to the purchase.
var touchpoints = []Touchpoint{
	{Name: bannerAutumn, Label: "بنر پاییزی", Of: "ctr", Value: "0.07"},
	{Name: bannerHarvest, Label: "بنر زعفران تازه", Of: "ctr", Value: "0.08"},
	{Name: recommendations, Label: "پیشنهادهای صفحهٔ محصول", Stage: event.Evaluation, Of: "clicks", Value: "300"},
	{Name: buyingGuide, Label: "راهنمای خرید"},
	{Name: exitPrompt, Label: "پرسش هنگام رفتن", Stage: event.Purchase},
	{Name: thankYou, Label: "صفحهٔ سپاس"},
	{Name: supportChat, Label: "گفت‌وگوی پشتیبانی"},
	{Name: referralProgramme, Label: "معرفی به دوستان"},
	{Name: till, Label: "صندوق فروشگاه"},
	{Name: cartLeft.name, Label: "پیامک سبد رهاشده", Stage: event.Purchase, Of: "sessions", Value: "30"},
	{Name: weekly.name, Label: "خبرنامهٔ هفتگی"},
	{Name: flashSale.name, Label: "پیامک حراج"},
	{Name: reviewMail.name, Label: "دعوت به نوشتن نظر"},
	{Name: "google-ads", Label: "تبلیغ گوگل"},
	{Name: "instagram-ads", Label: "تبلیغ اینستاگرام"},
}

var goals = []Goal{{"conversion_rate", "0.03"}, {"cart_abandonment_rate", "0.65"}, {"nps", "40"}}
