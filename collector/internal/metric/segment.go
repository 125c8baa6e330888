package metric

// Segment is a group of customers alike in how recently they bought, how often and for how
// much.
type Segment string

// The segments, by the names that the field has for them.
const (
	Champions          Segment = "champions"
	Loyal              Segment = "loyal"
	PotentialLoyalists Segment = "potential_loyalists"
	NewCustomers       Segment = "new_customers"
	Promising          Segment = "promising"
	NeedAttention      Segment = "need_attention"
	AboutToSleep       Segment = "about_to_sleep"
	AtRisk             Segment = "at_risk"
	CannotLose         Segment = "cannot_lose"
	Hibernating        Segment = "hibernating"
	Lost               Segment = "lost"
)

// Segments are all of them, in the order in which they are shown.
func Segments() []Segment {
	return []Segment{
		Champions, Loyal, PotentialLoyalists, NewCustomers, Promising, NeedAttention, AboutToSleep, AtRisk, CannotLose,
		Hibernating, Lost,
	}
}

// segmentOf is the segment of three scores from 1 to 5. A mean between two whole numbers is
// the upper one.
func segmentOf(recency, frequency, monetary int) Segment {
	// A row for each recency, the lowest first, and in it each mean of the other two:
	// docs/metrics.md shows the grid and says where it comes from.
	return [5][5]Segment{
		{Lost, Hibernating, AtRisk, AtRisk, CannotLose},
		{Hibernating, Hibernating, AtRisk, AtRisk, CannotLose},
		{AboutToSleep, AboutToSleep, NeedAttention, Loyal, Loyal},
		{Promising, PotentialLoyalists, PotentialLoyalists, Loyal, Loyal},
		{NewCustomers, PotentialLoyalists, PotentialLoyalists, Champions, Champions},
	}[recency-1][(frequency+monetary+1)/2-1]
}
