package metric

// answer is what a source said to a plan's query.
type answer struct {
	*plan
	sums *sums
}

func (a *answer) results(group string, series bool) []Result {
	results := make([]Result, len(a.metrics))
	for i, m := range a.metrics {
		results[i] = a.result(m, group)
		if series && a.hasSeries(m.Definition) {
			results[i].Series = a.series(m)
		}
	}
	return results
}

func (a *answer) result(m terms, group string) Result {
	currency := a.currencyOf(m)
	digits := a.digits(currency)
	r := Result{Definition: m.Definition, Figure: a.figure(m, inRange, group, currency)}
	r.Suspect = r.suspect(m.Unit)
	if low, high, ok := r.interval(m.Unit, digits); ok {
		r.Low, r.High = &low, &high
	}
	if a.compared != nil {
		previous := a.figure(m, inCompared, group, currency)
		r.Previous = &previous
		r.Change = r.change(m.Unit, &previous)
		r.Significant = r.differs(m.Unit, &previous)
	}
	if m.Pending != nil {
		r.Pending = a.sums.of[sumKey{m.pending, inRange, group, ""}].value
		r.MaturedUntil = a.request.maturedUntil(m.Windows, m.Wait)
	}
	if m.Unit == Money {
		r.Currencies = a.otherCurrencies(m, group)
	}
	return r
}

func (a *answer) series(m terms) []Step {
	series := make([]Step, len(a.steps))
	for i, s := range a.steps {
		series[i] = Step{s.date, s.start, a.figure(m, a.firstStep()+i, "", a.currencyOf(m))}
	}
	return series
}

// otherCurrencies are the figures of the range in currencies that are not the site's.
func (a *answer) otherCurrencies(m terms, group string) []CurrencyFigure {
	var figures []CurrencyFigure
	for _, currency := range a.sums.currencies {
		f := a.figure(m, inRange, group, currency)
		if currency != a.request.Currency && f.size() != 0 {
			figures = append(figures, CurrencyFigure{currency, f})
		}
	}
	return figures
}

// currencyOf is the site's currency for money, "" for what is none.
func (a *answer) currencyOf(m terms) string {
	if m.Unit == Money {
		return a.request.Currency
	}
	return ""
}

func (a *answer) digits(currency string) int {
	if currency == "" {
		return 0
	}
	return a.request.Digits(currency)
}

// figure puts a metric's sums over one bucket together.
func (a *answer) figure(m terms, bucket int, group, currency string) Figure {
	of := func(measure int) sum { return a.sums.of[sumKey{measure, bucket, group, currency}] }
	top := of(m.numerator)
	f := Figure{Numerator: top.value}
	if m.Numerator.Squares {
		f.Squares = top.squaresText()
	}
	if m.Minus != nil {
		f.Numerator -= of(m.minus).value
	}
	if m.Denominator != nil {
		denominator := of(m.denominator).value
		f.Denominator = &denominator
	}
	if len(m.extras) > 0 {
		f.Extras = make(map[string]int64, len(m.extras))
		for name, measure := range m.extras {
			f.Extras[name] = of(measure).value
		}
	}
	f.setValue(m.Unit, a.digits(currency))
	return f
}
