// Package filing holds the request and response types of Flexport's customs API, with its wire names. It is the only
// place where names stand that the API's public texts do not show (x-inferred in the contract).
package filing
