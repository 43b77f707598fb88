package field

import "slices"

// Said tells what a label that the vocabulary lists may ask for, and in which languages each of these is said so:
// "Expéditeur" is the shipper in French and the forwarder in Dutch. It is empty for labels that are not listed as they
// stand.
func Said(text string) map[Term][]string {
	if len(text) > maxLabelLength {
		return nil
	}
	v := vocab()
	said := map[Term][]string{}
	for _, t := range v.meaningsOf(v.respell(bare(words(text)))) {
		if t.aside != "" {
			continue
		}
		terms := termsOf(t.names)
		if t.role != "" {
			terms = partyTerms([]Role{t.role}, t.names)
		}
		for _, term := range terms {
			for _, language := range t.languages {
				if !slices.Contains(said[term], language) {
					said[term] = append(said[term], language)
				}
			}
		}
	}
	return said
}
