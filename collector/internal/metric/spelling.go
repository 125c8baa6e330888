package metric

import (
	"context"
	"maps"
	"slices"
)

// spellings count how often products were called something.
type spellings map[string]map[string]int64

func (s spellings) note(product, text string, n int64) {
	if s[product] == nil {
		s[product] = map[string]int64{}
	}
	s[product][text] += n
}

// most is the most frequent text for a product, of equal ones the first by the alphabet, ""
// when there is none but that.
func (s spellings) most(product string) string {
	best := ""
	texts := s[product]
	for _, text := range slices.Sorted(maps.Keys(texts)) {
		if text != "" && (best == "" || texts[text] > texts[best]) {
			best = text
		}
	}
	return best
}

// nameProducts gives products name and category as the range spells them. Orders and carts
// are asked first, since there are few of them; what visits did only for what these leave
// open.
func (f *finding) nameProducts(ctx context.Context, src Source, products []Product) error {
	if err := f.spell(ctx, src, products, Measure{Fact: FactOrderItem}, Measure{Fact: FactCartItem}); err != nil {
		return err
	}
	var open []string
	for i := range products {
		if p := &products[i]; p.Name == "" || p.Category == "" {
			open = append(open, p.ID)
		}
	}
	if len(open) == 0 {
		return nil
	}
	narrow := *f
	narrow.Filters = append(slices.Clone(f.Filters), Filter{Dimension: ByProduct, Values: open})
	return narrow.spell(ctx, src, products, Measure{Fact: FactHandling, Field: FieldCount})
}

// spell fills in the names and categories that are open from some facts of the range.
func (f *finding) spell(ctx context.Context, src Source, products []Product, measures ...Measure) error {
	now := finding{Request: f.Request} // what was is compared by numbers alone
	found, err := now.measure(ctx, src, BySpelling, measures)
	if err != nil {
		return err
	}
	names, categories := spellings{}, spellings{}
	for _, spelling := range found.groups {
		product, name, category := spelled(spelling)
		for measure := range measures {
			n := found.at(measure, inRange, spelling)
			names.note(product, name, n)
			categories.note(product, category, n)
		}
	}
	for i := range products {
		p := &products[i]
		if p.Name == "" {
			p.Name = names.most(p.ID)
		}
		if p.Category == "" {
			p.Category = categories.most(p.ID)
		}
	}
	return nil
}
