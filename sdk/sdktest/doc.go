// Package sdktest is for the tests of programs that use package sdk: a collector that keeps
// what it is sent, checks it by the contract, and can fail in the ways that collectors do.
//
//	recorder := sdktest.New()
//	defer recorder.Close()
//	shop := newShop(recorder.Client())
//	// ... let shoppers shop ...
//	for _, e := range recorder.Events() { ... }
//
// A Recorder answers as a collector would, so that a test sees what a collector would take:
// an event that breaks a rule is found in Rejected and not in Events. Its client reaches it
// without a network. As an http.Handler it can stand behind a real server too, for a client
// that the program under test makes by itself.
//
// Answer sets how it answers: OK, Hang, Refuse, Status, Slow, Reset or CutOff. Over a real
// network it is a collector behind a server of one's own:
//
//	server := httptest.NewServer(recorder)
//	client, err := sdk.New(sdk.Config{Endpoint: server.URL, Key: sdktest.Key})
//
// It depends on no testing framework.
package sdktest
