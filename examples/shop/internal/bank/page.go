package bank

import (
	"context"
	"net/http"
	"time"

	"github.com/safar-cx/safar/examples/shop/internal/words"
)

// view is what the bank's page shows.
type view struct {
	Lang   words.Lang
	Amount string
	// Done is what the page says instead of its questions.
	Done string
}

// texts of the page, by name.
var texts = map[string]words.Text{
	"title":     {En: "Bank of Demonstration", Fa: "بانک نمایش"},
	"amount":    {En: "To pay", Fa: "مبلغ قابل پرداخت"},
	"pay":       {En: "Pay", Fa: "پرداخت"},
	"decline":   {En: "Decline the card", Fa: "رد شدن کارت"},
	"stall":     {En: "Let the bank be slow, then give up", Fa: "کند شدن بانک و سپس ناکامی"},
	"leave":     {En: "Close the tab without paying", Fa: "بستن صفحه بدون پرداخت"},
	"pay-leave": {En: "Pay, then close the tab", Fa: "پرداخت و سپس بستن صفحه"},
	"note":      {En: "No bank and no money: choose what should happen.", Fa: "نه بانکی در کار است و نه پولی: بگویید چه پیش بیاید."},
	"left":      {En: "This is where the tab was closed.", Fa: "صفحه در اینجا بسته شد."},
	"over":      {En: "This payment is over.", Fa: "این پرداخت پایان یافته است."},
}

// T is a text of the page.
func (v view) T(name string) string { return texts[name].In(v.Lang) }

func (b *Bank) show(w http.ResponseWriter, r *http.Request) {
	p, ask, err := b.ledger.get(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	done := ""
	if p.Status != Open {
		done = "over"
	}
	b.render(w, ask, done)
}

func (b *Bank) decide(w http.ResponseWriter, r *http.Request) {
	p, ask, err := b.ledger.get(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	switch r.PostFormValue("decision") {
	case "pay":
		b.approve(p.ID, ask)
	case "decline":
		b.ledger.decide(p.ID, Declined, CodeFunds)
	case "stall":
		if !b.wait(r, b.config.Stall) {
			return // the shopper did not
		}
		b.ledger.decide(p.ID, Declined, CodeTimeout)
	case "leave":
		b.render(w, ask, "left")
		return
	case "pay-leave":
		b.approve(p.ID, ask)
		b.render(w, ask, "left")
		return
	default:
		http.Error(w, "no such decision", http.StatusBadRequest)
		return
	}
	back, err := ask.back(p.ID)
	if err != nil {
		http.Error(w, "the shop's address is none", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}

// wait lets time pass and tells whether the shopper is still there.
func (b *Bank) wait(r *http.Request, d time.Duration) bool {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(b.ctx, cancel)()
	return sleep(ctx, d)
}

func (b *Bank) render(w http.ResponseWriter, ask Request, done string) {
	lang, _ := words.Known(ask.Lang)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "+b.config.ShopURL)
	err := b.page.Execute(w, view{Lang: lang, Amount: words.Money(lang, ask.Amount), Done: done})
	if err != nil {
		b.config.Log.Debug("the bank's page was not delivered", "error", err)
	}
}
