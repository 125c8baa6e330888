package sdk

import "github.com/safar-cx/safar/sdk/event"

// Rejection is an event that the collector refused, while it took its neighbours.
type Rejection struct {
	// ID and Name are the event's.
	ID, Name string
	// Code says in one word what is wrong.
	Code event.Code
	// Field is the path of what is wrong, such as "params.currency"; it may be empty.
	Field string
	// Message says what is wrong and what to send instead.
	Message string
}
