package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/safar-cx/safar/js/internal/manifest"
	"github.com/safar-cx/safar/sdk/event"
)

// urgent are the names after which a shopper is likely to leave the page for a bank or for
// good, and whose loss a shop would see in its figures.
var urgent = []string{
	event.NameAddToCart, event.NameBeginCheckout, event.NameAddShippingInfo, event.NameAddPaymentInfo, event.NamePurchase,
	event.NamePaymentRedirected, event.NamePaymentReturned, event.NamePaymentFailed,
}

// common are the other names that shops push to GA4's dataLayer: those that GA4 recommends to
// them. The tag itself knows them; the rest is known to the file that comes later, which looks
// at what was pushed before.
var common = []string{
	event.NameViewPromotion, event.NameSelectPromotion, event.NameSelectContent, event.NameViewItemList, event.NameSelectItem,
	event.NameViewItem, event.NameSearch, event.NameViewSearchResults, event.NameAddToWishlist, event.NameGenerateLead,
	event.NameSignUp, event.NameRemoveFromCart, event.NameViewCart, event.NameLogin, event.NameShare,
}

// unbridged are the names that a dataLayer has no say in: what the tag finds out by itself
// would count twice, and the rest is known to advertisers and servers or measured.
var unbridged = []string{
	event.NamePageView, event.NameUserEngagement, event.NameImpression, event.NameClick, event.NameScroll,
	event.NameAdImpression, event.NameAdClick, event.NameServerError,
	event.NameRageClick, event.NameDeadClick, event.NameSlowPage, event.NameWebVitals,
}

const header = "// Code generated from package event by go generate ./js; DO NOT EDIT.\n"

// generated makes the sources that package event decides, by their path below js.
func generated() map[string][]byte {
	return map[string][]byte{"src/wire.ts": wire(), "names.d.ts": names()}
}

// wire makes what the tag has to know of the contract.
func wire() []byte {
	var out bytes.Buffer
	constant := func(name, value string) { fmt.Fprintf(&out, "export const %s = %s;\n", name, value) }

	fmt.Fprintf(&out, "%s\n// The limits of the wire format, see package event.\n", header)
	for _, limit := range []struct {
		name  string
		value int
	}{
		{"MAX_EVENTS", event.MaxEvents}, {"MAX_URL", event.MaxURL}, {"MAX_TITLE", event.MaxTitle},
		{"MAX_REFERENCE", event.MaxReference}, {"MAX_PARAMS", event.MaxParams}, {"MAX_DEPTH", event.MaxDepth},
		{"MAX_ITEMS", event.MaxItems},
	} {
		constant(limit.name, strconv.Itoa(limit.value))
	}

	out.WriteString("\n// The names that the tag itself gives to what happens.\n")
	for _, name := range []string{event.NamePageView, event.NameUserEngagement, event.NameImpression, event.NameClick,
		event.NameScroll, event.NameSearch, event.NameViewSearchResults, event.NameFileDownload, event.NameVideoStart, event.NameVideoComplete,
		event.NameSurveyShown, event.NameSurveyAnswered, event.NameSurveyDismissed} {
		constant(strings.ToUpper(name), strconv.Quote(name))
	}

	out.WriteString("\n// The names that are taken from a dataLayer. The first URGENT of them do not wait: the shopper\n" +
		"// may leave for a bank. Those of RARE are looked for later.\n")
	constant("NAMES", strconv.Quote(strings.Join(slices.Concat(urgent, common), " ")))
	constant("URGENT", strconv.Itoa(len(urgent)))
	constant("RARE", strconv.Quote(strings.Join(rare(), " ")))

	out.WriteString("\n// The version of the tag, and how it signs its batches.\n")
	constant("VERSION", strconv.Quote(manifest.Version))
	sender, err := json.Marshal(event.Sender{Name: "safar-js", Version: manifest.Version})
	if err != nil {
		panic(err) // two strings always have a JSON form
	}
	constant("SENDER", "'"+string(sender)+"'")
	return out.Bytes()
}

// rare are the names of the vocabulary that a dataLayer may tell of beside the common ones.
func rare() []string {
	known := slices.Concat(unbridged, urgent, common)
	var all []string
	for _, n := range event.Names() {
		if !n.ServerOnly && !slices.Contains(known, n.Name) {
			all = append(all, n.Name)
		}
	}
	return all
}

// names makes the types of the names that a page may report, and of their params.
func names() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n/** The names of the vocabulary that a page may report, with what is particular to each. */\ninterface SafarEvents {", header)
	for _, n := range event.Names() {
		if n.ServerOnly {
			continue
		}
		fmt.Fprintf(&out, "\n  %s: SafarParams", n.Name)
		separator := " & { "
		for _, p := range n.Params {
			if kind := typeOf(p); kind != "" {
				mark := "?"
				if p.Required {
					mark = ""
				}
				fmt.Fprintf(&out, "%s%s%s: %s", separator, p.Key, mark, kind)
				separator = "; "
			}
		}
		if separator == "; " {
			out.WriteString(" }")
		}
		out.WriteByte(';')
	}
	fmt.Fprintf(&out, "\n}\n\ntype SafarEventName = keyof SafarEvents;\n\n/** What keeps shoppers from buying. */\ntype SafarReason = %s;\n", union(event.Reasons()))
	return out.Bytes()
}

// union is TypeScript's type of one of some words.
func union(words []string) string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = strconv.Quote(word)
	}
	return strings.Join(quoted, " | ")
}

// typeOf is TypeScript's type of a param, "" where SafarParams says enough.
func typeOf(p event.Param) string {
	switch p.Type {
	case event.TypeChoice:
		if p.Key == "reason" {
			return "SafarReason" // every event in a shopper's way has one
		}
		return union(p.Choices)
	case event.TypeBool:
		return "boolean"
	case event.TypeItems, event.TypeSubtotal, event.TypeFree:
		return ""
	}
	return "string | number"
}
