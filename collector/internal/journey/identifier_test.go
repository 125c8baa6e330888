package journey_test

import (
	"reflect"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func TestIdentifiers(t *testing.T) {
	type ids = []journey.Identifier
	for _, tt := range []struct {
		name string
		hit  journey.Hit
		want ids
	}{
		{"a robot's", journey.Hit{Bot: "crawler", Visitor: "v1", Event: event.Event{Name: event.NamePageView}}, nil},
		{"a visitor's and a customer's", journey.Hit{Visitor: "v1", Event: event.Event{
			Name: event.NameLogin, CustomerID: "C1",
		}}, ids{{journey.Visitor, "v1"}, {journey.Customer, "C1"}}},
		{"a purchase", journey.Hit{Event: event.Event{
			Name: event.NamePurchase, CartID: "K1", CustomerID: "C1", Params: event.Params{"transaction_id": "T1"},
		}}, ids{{journey.Transaction, "T1"}, {journey.CartID, "K1"}, {journey.Customer, "C1"}}},
		{"a transaction of another event joins nothing", journey.Hit{Visitor: "v1", Event: event.Event{
			Name: event.NamePageView, Params: event.Params{"transaction_id": "T1"},
		}}, ids{{journey.Visitor, "v1"}}},
		{"carts that are merged", journey.Hit{Event: event.Event{
			Name: event.NameCartMerged, CartID: "K1", Params: event.Params{"from_cart_id": "K2"},
		}}, ids{{journey.CartID, "K2"}, {journey.CartID, "K1"}}},
		{"an answer", journey.Hit{Event: event.Event{
			Name: event.NameSurveyAnswered, Params: event.Params{"response_id": "R1"},
		}}, ids{{journey.Response, "R1"}}},
		{"a message", journey.Hit{Event: event.Event{
			Name: event.NameMessageClicked, Params: event.Params{"message_id": "M1"},
		}}, ids{{journey.MessageID, "M1"}}},
		{"an attempt at paying", journey.Hit{Event: event.Event{
			Name: event.NamePaymentFailed, Params: event.Params{"attempt_id": "A1"},
		}}, ids{{journey.AttemptID, "A1"}}},
		{"what shares nothing", journey.Hit{Source: event.ServerKey, Time: 37, Event: event.Event{
			ID: "e1", Name: event.NameAdImpression,
		}}, ids{{journey.Lone, "11/1/e1"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := journey.Identifiers(&tt.hit); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
