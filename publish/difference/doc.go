// Package difference tells what a request asks for that another one did not, field by field, so that a person can see
// what an amendment changes and a worker can see that it changes nothing.
//
// What a request is about is compared, not how it is written: where it comes from and which id it has make no
// difference, nor do zeros at the end of a number, nor the order of parties, containers, tariff lines and references.
// Only ports of transshipment have an order that means something. Numbers that identify a person are masked.
package difference
