package annotate

import (
	"path"
	"regexp"
	"strconv"
	"strings"
)

// markedName is how the name of a marked copy ends, before its extension.
var markedName = regexp.MustCompile(`\.marked(?:-(\d{1,9}))?$`)

// Name is what the copy of a file is called, and stands beside it: "acme/isf-0042.csv" becomes
// "acme/isf-0042.marked.xlsx". The copy of a copy that came back gets a number, and never takes the place of what the
// sender sent: "acme/isf-0042.marked.xlsx" becomes "acme/isf-0042.marked-2.xlsx".
func (c Copy) Name(of string) string {
	stem := strings.TrimSuffix(of, path.Ext(path.Base(of)))
	if m := markedName.FindStringSubmatch(stem); m != nil {
		n, _ := strconv.Atoi(m[1]) // none is the first
		return strings.TrimSuffix(stem, m[0]) + ".marked-" + strconv.Itoa(max(n, 1)+1) + c.Extension()
	}
	return stem + ".marked" + c.Extension()
}

// Named says whether a key may be that of a marked copy. Whether it is one its metadata tells.
func Named(key string) bool {
	extension := path.Ext(path.Base(key))
	return extension != "" && markedName.MatchString(strings.TrimSuffix(key, extension))
}
