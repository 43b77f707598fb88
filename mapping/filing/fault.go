package filing

import "strings"

// A DecodeError lists all that keeps a JSON text from being read as a request or answer.
type DecodeError struct {
	Faults []Fault // in the order of the fields
}

// A Fault is one place of a text that cannot be read. Its message holds no value of the text, only keys and the words
// that tell shapes apart.
type Fault struct {
	Pointer Pointer
	Message string // goes after the pointer to make a sentence: "is a string, want a number"
}

func (e *DecodeError) Error() string {
	sentences := make([]string, len(e.Faults))
	for i, fault := range e.Faults {
		place := string(fault.Pointer)
		if place == "" {
			place = "the body"
		}
		sentences[i] = place + " " + fault.Message
	}
	return strings.Join(sentences, "; ")
}
