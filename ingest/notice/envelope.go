package notice

// open reads the text that an envelope carries in a member: SQS in Body (or body, in Lambda's batches), SNS in Message.
func (r *reading) open(d document, name string, envelopes int) {
	if d.members[name].Kind() != '"' {
		r.refuse(d.bad("want the event as a text, as SQS and SNS carry it", name))
		return
	}
	r.text(d.at(name), []byte(d.string(name)), envelopes+1)
}

// sns reads what an SNS topic sent: an event in Message, or news of the subscription itself.
func (r *reading) sns(d document, envelopes int) {
	switch kind := d.string("Type"); kind {
	case "Notification":
		r.open(d, "Message", envelopes)
	case "SubscriptionConfirmation", "UnsubscribeConfirmation":
		r.ignore(d, Notice{Event: kind}, Subscription)
	default:
		r.refuse(d.bad("this is no type of SNS message, want Notification", "Type"))
	}
}
