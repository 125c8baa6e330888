package journey_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func TestMessages(t *testing.T) {
	hit := func(minute int, name, customer string, surface event.Surface, params event.Params) journey.Hit {
		at := time.Date(2026, 3, 1, 10, minute, 0, 0, time.UTC)
		return journey.Hit{Source: event.ServerKey, Time: at.UnixMilli(), Event: event.Event{
			ID: name, Name: name, Time: at, CustomerID: customer, Surface: surface, Params: params,
		}}
	}
	minute := func(n int) int64 { return time.Date(2026, 3, 1, 10, n, 0, 0, time.UTC).UnixMilli() }
	of := func(id, campaign string) event.Params {
		p := event.Params{"message_id": id}
		if campaign != "" {
			p["campaign"] = campaign
		}
		return p
	}
	facts := journey.Fold([]journey.Hit{
		hit(1, event.NameMessageSent, "", "", of("m1", "")),
		hit(2, event.NameMessageDelivered, "C1", event.SurfaceEmail, of("m1", "spring")),
		hit(9, event.NameMessageDelivered, "C2", event.SurfaceSMS, of("m1", "autumn")),
		hit(5, event.NameMessageClicked, "C1", event.SurfaceEmail, of("m1", "spring")),
		hit(7, event.NameMessageOpened, "C1", event.SurfaceEmail, of("m1", "spring")),
		hit(3, event.NameMessageOpened, "C3", event.SurfacePush, of("m2", "push")),
		hit(4, event.NameMessageBounced, "C4", event.SurfaceSMS, of("m3", "")),
		hit(6, event.NameMessageUnsubscribed, "C4", event.SurfaceWeb, of("m3", "sms")),
		hit(8, event.NameMessageDelivered, "C5", event.SurfaceEmail, of("", "spring")),
	}, journey.Settings{Currency: "GBP"})
	want := []journey.Message{
		{
			ID: "m1", Campaign: "spring", Surface: "email", Person: journey.Person{ID: "C1", Customer: true},
			Sent: minute(1), Delivered: minute(2), Opened: minute(5), Clicked: minute(5), Bounced: journey.Never,
		},
		{
			ID: "m2", Campaign: "push", Person: journey.Person{ID: "C3", Customer: true},
			Sent: journey.Never, Delivered: journey.Never, Opened: minute(3), Clicked: journey.Never, Bounced: journey.Never,
		},
		{
			ID: "m3", Campaign: "sms", Person: journey.Person{ID: "C4", Customer: true},
			Sent: journey.Never, Delivered: journey.Never, Opened: journey.Never, Clicked: journey.Never, Bounced: minute(4),
		},
	}
	if !reflect.DeepEqual(facts.Messages, want) {
		t.Errorf("got  %+v\nwant %+v", facts.Messages, want)
	}
}
