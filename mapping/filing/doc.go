// Package filing holds what travels to and from Flexport's customs API as Go types with the API's wire names: the
// requests (IsfWorksheet, CustomsOrder), what answers them (Order, Entry, the envelopes) and the webhook's event.
//
// # Reading and writing
//
// A request is written with canonical keys only, and what is not set is left out: the zero value of a field means
// absent. Three states are told apart where the API does, by Optional (absent, null, a value) or by a pointer (absent,
// a value). It is read strictly: an unknown key, a key given twice over through an alias, a null or a type that the
// contract does not allow is a *DecodeError that lists every fault with its Pointer.
// An answer is read leniently: unknown keys are passed over, unknown values of enums are kept and passed on.
// Both take the spellings that the contract lists as x-also-accepted; the `also` tag of a field names them.
//
// Where the API takes one of several shapes, the field is an interface that only the shapes of this package implement,
// always as pointers: BillNumbers: &RegularBill{Number: "ABCD1234567"}.
//
// # Shape
//
// `validate` tags say what shape the contract wants. Shapes lists those that are ours, for package validate to register;
// Wrapped and Unwrap are for its validator.RegisterCustomTypeFunc.
//
// # Sources
//
// The API's public pages collapse some of their objects. What they do not show is an inference of ours and its comment
// begins with "Inferred": the name or the whole member may turn out different. Inferred names stand in this package
// alone. On a type the word covers all its fields. The contract document (package contract) gives every reason.
package filing
