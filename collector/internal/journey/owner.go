package journey

// owners is a fold that tells whose its hits are. To the person of a hit it adds that of its
// order or message, since a refund or a delivery seldom says who it was for.
type owners struct {
	*fold
	addressees map[string]Person // by message
}

func newOwners(hits []Hit, s Settings) owners {
	o := owners{play(hits, s), map[string]Person{}}
	for i := range o.facts.Messages {
		o.addressees[o.facts.Messages[i].ID] = o.facts.Messages[i].Person
	}
	return o
}

// whose is the person of a hit, nobody where none is known.
func (o *owners) whose(i int) Person {
	if of := o.orderOf[i]; of != nil && of.date != None {
		return of.person
	}
	if h := o.hits[i]; o.persons[i].ID == "" && isMessage(h.Event.Name) {
		return o.addressees[h.Event.Params.Text("message_id")]
	}
	return o.persons[i]
}
