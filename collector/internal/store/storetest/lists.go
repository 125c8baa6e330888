package storetest

import (
	"context"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store/memory"
)

// lists are what the reports list, ledgers excepted: every fact and field of theirs, each fact with and without
// a predicate.
func lists() []metric.List {
	passage := []metric.Field{
		metric.FieldStart, metric.FieldTurn, metric.FieldPlace, metric.FieldStep, metric.FieldTime,
		metric.FieldReachedAfter, metric.FieldClosedAfter,
	}
	return []metric.List{
		{Fact: metric.FactOrder, Fields: []metric.Field{
			metric.FieldTime, metric.FieldCustomer, metric.FieldValue, metric.FieldNet, metric.FieldCurrency,
		}},
		{Fact: metric.FactOrder, Fields: []metric.Field{metric.FieldTime}, Where: []metric.Predicate{metric.IfPriced, metric.IfCustomer}},
		{Fact: metric.FactPassage, Fields: passage},
		{Fact: metric.FactCartPassage, Fields: passage},
	}
}

// compareLists asks both stores for all lists.
func compareLists(ctx context.Context, s Store, want *memory.Store, r metric.Request) string {
	all := lists()
	for _, open := range []func(metric.Request) (metric.Ledger, error){metric.Orders, metric.Sessions} {
		ledger, err := open(r)
		if err != nil {
			return err.Error()
		}
		all = append(all, ledger.List)
	}
	for _, l := range all {
		l.Site, l.Filters, l.AsOf = r.Site, r.Filters, r.AsOf.UnixMilli()
		l.Bucket = metric.Range{From: r.From, To: r.To}.Bucket(r.Zone)
		got, err := listed(ctx, s, l)
		if err != nil {
			return err.Error()
		}
		expected, err := listed(ctx, want, l)
		if err != nil {
			return err.Error()
		}
		if !slices.Equal(got, expected) {
			return fmt.Sprintf("the list of %s by %v is\n%v, want\n%v", l.Fact, l.Fields, got, expected)
		}
	}
	return ""
}

// listed are the facts, each as a text, in the order of these unless one was asked for.
func listed(ctx context.Context, src metric.Lister, l metric.List) ([]string, error) {
	var all []string
	err := src.List(ctx, l, func(values []metric.Value) error {
		all = append(all, fmt.Sprint(values))
		return nil
	})
	if !l.Sorted {
		slices.Sort(all)
	}
	return all, err
}
