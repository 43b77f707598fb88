package value

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	clocks = []*regexp.Regexp{
		regexp.MustCompile(`(?i)(?:[T,@]\s*|\s|\b|[日号일])(上午|下午|오전|오후|午前|午後)?\s*([01]?\d|2[0-4])\s*[:：]\s*([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s*(a\.?m\.?|p\.?m\.?)?` + zones),
		regexp.MustCompile(`(?i)(?:\s|\b)()([01]\d|2[0-4])([0-5]\d)\s?()(?:hrs?|h|lt|utc|gmt)\b\.?` + zones),
		regexp.MustCompile(`(?i)(?:\s|\b)()([01]?\d|2[0-4])\s?h\s?([0-5]\d)?\b()` + zones),
		regexp.MustCompile(`(上午|下午|오전|오후|午前|午後)?\s*([01]?\d|2[0-4])\s*[时時点點시]\s*(?:([0-5]?\d)\s*[分분])?()` + zones),
		regexp.MustCompile(`(?i)(?:\s)()(1[0-2]|0?\d)()\s?(a\.?m\.?|p\.?m\.?)\b` + zones),
	}
	isoTail = regexp.MustCompile(`(?i)(\d)T(\d{2}:\d{2})`)
)

const zones = `(?:\s*\(?\s*((?:hrs?\.?|uhr|lt|local(?:\s+time)?|z|utc|gmt|[a-z]{2,4}t)?(?:\s*[+\-]\s*\d{1,2}(?::?\d{2})?)?)\s*\)?(?:\s|$|[,;]))?`

// takeClock takes the time of day out of a text.
func takeClock(text string) (rest, clock, zone string) {
	if !strings.ContainsAny(text, ":hHmMtT時时点點시") {
		return text, "", ""
	}
	text = isoTail.ReplaceAllString(text, "$1 $2")
	for _, pattern := range clocks {
		at := pattern.FindStringSubmatchIndex(text + " ")
		if at == nil {
			continue
		}
		group := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return (text + " ")[at[2*n]:at[2*n+1]]
		}
		hour, _ := strconv.Atoi(group(2))
		minute, _ := strconv.Atoi(group(3))
		half := strings.ToUpper(strings.ReplaceAll(group(1)+group(4), ".", ""))
		switch half {
		case "PM", "下午", "오후", "午後":
			if hour < 12 {
				hour += 12
			}
		case "AM", "上午", "오전", "午前":
			hour %= 12
		}
		if len(at) > 11 && at[10] >= 0 {
			zone = strings.ToUpper(strings.TrimSpace(group(5)))
		}
		start := at[0]
		if r := []rune(text[start:]); len(r) > 0 && strings.ContainsRune("日号일", r[0]) {
			start += len(string(r[0]))
		}
		return (text + " ")[:start] + " " + (text + " ")[at[1]:], fmt.Sprintf("%02d:%02d", hour, minute), zone
	}
	return text, "", ""
}
