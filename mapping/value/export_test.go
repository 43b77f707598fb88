package value

// AllPlaceCodes are the codes of the table of places.
func AllPlaceCodes() []string {
	var codes []string
	for code := range places().byCode {
		codes = append(codes, code)
	}
	return codes
}
