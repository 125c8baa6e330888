package sdk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func eur(cents int64) sdk.Money { return sdk.Money{Minor: cents, Currency: "EUR"} }
func irr(rials int64) sdk.Money { return sdk.Money{Minor: rials, Currency: "IRR"} }
func at(second int) time.Time   { return time.Date(2026, 11, 21, 10, 0, second, 123e6, time.UTC) }
func quickly(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// calls are one call of each kind, by the name of its golden line.
func calls(ctx context.Context, c *sdk.Client) {
	glass := sdk.Item{ID: "12", Name: "چای‌خوری", Category: "glass", Brand: "Noor", Variant: "blue", Price: irr(6_450_000), Quantity: 2}
	kilim := sdk.Item{ID: "7", Price: irr(90_000_000)}
	cart := sdk.Basket{CartID: "b-77", CheckoutID: "k-1", Coupon: "NOWRUZ", Items: []sdk.Item{glass, kilim}, ShippingTier: "courier", PaymentType: "card"}

	c.Track(ctx, "gift_wrapped", sdk.String("paper", "red\nand \"gold\""), sdk.Int("ribbons", -2), sdk.Float("weight", 1.25),
		sdk.Bool("card", true), sdk.Dur("took", 1500*time.Millisecond), sdk.Amount("fee", eur(-5)), sdk.Touchpoint("wrap"), sdk.Checkout("k-9"),
		sdk.Surface(event.SurfaceApp), sdk.Reason(event.ReasonTrust, "own words"), sdk.String("empty", ""))
	c.ViewItem(ctx, glass)
	c.ViewItemList(ctx, "tea", glass, kilim)
	c.Search(ctx, "استکان", 0)
	c.AddToCart(ctx, cart)
	c.RemoveFromCart(ctx, sdk.Basket{CartID: "b-77", Items: []sdk.Item{kilim}})
	c.ViewCart(ctx, cart)
	c.BeginCheckout(ctx, cart)
	c.AddShippingInfo(ctx, cart)
	c.AddPaymentInfo(ctx, cart)
	c.MergeCarts(ctx, "b-76", "b-77")
	c.Purchase(ctx, sdk.Order{TransactionID: "T-1", CartID: "b-77", CustomerID: "C-2", Coupon: "NOWRUZ", ReferralCode: "R-5", PaymentType: "card",
		Value: eur(1290), Tax: eur(205), Shipping: eur(0), Items: []sdk.Item{{ID: "12", Price: eur(1290)}}, Surface: event.SurfaceWeb, Time: at(1)})
	c.Refund(ctx, sdk.Refund{TransactionID: "T-1", RefundID: "F-1", Value: eur(100)})
	c.Refund(ctx, sdk.Refund{TransactionID: "T-2"})
	c.CancelOrder(ctx, "T-1")
	c.SignUp(ctx, "phone")
	c.Login(ctx, "code")
	c.Logout(ctx)
	pay := sdk.Payment{CartID: "b-77", AttemptID: "A-1", Class: "declined", Code: "51", Retryable: true, Value: irr(102_900_000)}
	c.PaymentRedirected(ctx, pay)
	c.PaymentReturned(ctx, pay)
	c.PaymentFailed(ctx, pay)
	c.Friction(ctx, event.NameFormError, event.ReasonFieldError, "postcode", sdk.String("form", "address"), sdk.String("digits", "persian"))
	c.CouponDenied(ctx, "OLD", "expired")
	c.OutOfStock(ctx, kilim)
	c.PriceShown(ctx, sdk.Prices{CartID: "b-77", Step: "payment", Items: irr(100), Shipping: irr(20), Tax: irr(9), Discount: irr(-5), Total: irr(124)})
	c.ShippingQuoted(ctx, sdk.Quote{CartID: "b-77", Amount: irr(20), Days: 3})
	c.ShippingQuoted(ctx, sdk.Quote{CartID: "b-77", Unserviceable: true})
	c.AuthWall(ctx)
	c.OTPFailed(ctx)
	c.Answer(ctx, sdk.Answer{SurveyID: "S", ResponseID: "P-1", Kind: event.SurveyNPS, Touchpoint: "thanks", HasScore: true, Text: "خوب نبود"})
	c.Answer(ctx, sdk.Answer{SurveyID: "Q", Kind: event.SurveyReason, Reason: event.ReasonExtraCosts})
	c.Review(ctx, sdk.Review{ItemID: "12", Rating: 5, Text: "two\nlines"})
	c.Review(ctx, sdk.Review{})
	c.Share(ctx, "telegram")
	c.ReferralShared(ctx, "R-5")
	c.ReferralVisited(ctx, "R-5")
	c.SupportStarted(ctx, "form")
	c.SupportEnded(ctx, "chat")
	c.SelectItem(ctx, "tea", glass)
	c.AddToWishlist(ctx, glass, kilim)
	c.CompareItems(ctx, glass, kilim)
	c.GenerateLead(ctx, "newsletter")
	c.PriceChanged(ctx, kilim)
	c.FormError(ctx, sdk.FieldError{Form: "address", Field: "postcode", Rule: "format", Digits: "persian"})
	c.Mentions(ctx, "instagram", 12)
	m := sdk.Message{ID: "m-1", Campaign: "welcome", CustomerID: "C-2", Surface: event.SurfaceEmail}
	c.MessageSent(ctx, m)
	c.MessageDelivered(ctx, m)
	c.MessageOpened(ctx, m)
	c.MessageClicked(ctx, m)
	c.MessageBounced(ctx, m)
	c.MessageComplained(ctx, m)
	c.MessageUnsubscribed(ctx, m)
}

// TestCallsOnTheWire holds every call against its line of a golden file. The lines are what
// travels, but for ids and times.
func TestCallsOnTheWire(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	ctx := sdk.WithScope(t.Context(), sdk.Scope{VisitorID: "v-1", CustomerID: "C-1", CartID: "b-1"})
	calls(ctx, recorder.Client())
	events := recorder.Events()
	if rejected := recorder.Rejected(); len(rejected) > 0 {
		t.Fatalf("rejected: %+v", rejected)
	}
	var got bytes.Buffer
	for _, e := range events {
		if len(e.ID) != 36 || time.Since(e.Time) > time.Minute && !e.Time.Equal(at(1)) {
			t.Errorf("%s: id %q, time %v", e.Name, e.ID, e.Time)
		}
		e.ID, e.Time = "", time.Time{}
		line, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		got.Write(append(line, '\n'))
	}
	golden := filepath.Join("testdata", "calls.jsonl")
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := bytes.Split(got.Bytes(), []byte("\n")), bytes.Split(want, []byte("\n"))
	if len(gotLines) != len(wantLines) {
		t.Fatalf("%d lines, want %d", len(gotLines), len(wantLines))
	}
	for i := range gotLines {
		if !bytes.Equal(gotLines[i], wantLines[i]) {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, gotLines[i], wantLines[i])
		}
	}
}

// TestClientsThatDoNothing makes every call on clients without a collector.
func TestClientsThatDoNothing(t *testing.T) {
	for name, c := range map[string]*sdk.Client{"nil": nil, "Discard": sdk.Discard()} {
		t.Run(name, func(t *testing.T) {
			calls(sdk.WithScope(t.Context(), sdk.Scope{}), c)
			calls(nil, c) //nolint:staticcheck // a nil context must not end a shop
			if err := c.Flush(t.Context()); err != nil {
				t.Error(err)
			}
			if err := c.Close(t.Context()); err != nil {
				t.Error(err)
			}
			if s := c.Stats(); s.Accepted != 0 || s.Lost() != 0 {
				t.Errorf("%+v", s)
			}
		})
	}
}
