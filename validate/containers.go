package validate

import (
	"regexp"
	"strings"

	"docket/mapping/filing"
	"docket/mapping/value"
)

func containerRules() []Rule {
	return []Rule{
		{
			Code: "container_check_digit", Level: LevelError, Basis: Advisable, Kinds: bothKinds, check: containerCheckDigit,
			Title: "The check digit of a container number is right",
			Explanation: "CBP does not need the container for an ISF, but a number whose check digit is wrong names another container or none, and only the sender knows which digit slipped; " +
				"so the filing goes back. Who ships in containers that are not numbered by ISO 6346 can set this rule to a warning.",
			Source:  "ISO 6346",
			Example: Example{Wrong: "TGHU4418279", Right: "TGHU4418275"},
		},
		{
			Code: "container_category", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: containerCategory,
			Title:       "The fourth letter of a container number is U",
			Explanation: "U stands for freight containers, J for equipment that belongs to them, Z for trailers and chassis. Other letters are mostly slips.",
			Source:      "ISO 6346",
			Example:     Example{Wrong: "TGHV4418275", Right: "TGHU4418275"},
		},
		{
			Code: "container_repeated", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: containerRepeated,
			Title:       "A container is listed once",
			Explanation: "One number on two rows mostly means that a row was copied and not changed.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "TGHU4418275 and TGHU4418275", Right: "TGHU4418275 and TCNU4418273"},
		},
		{
			Code: "seal_repeated", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: sealRepeated,
			Title:       "Each container has its own seal",
			Explanation: "Seals are numbered one by one. One number on two containers mostly means that a row was copied and not changed.",
			Source:      "ISO 17712",
			Example:     Example{Wrong: "seal ML-CN4471920 on two containers", Right: "seals ML-CN4471920 and ML-CN4471921"},
		},
		{
			Code: "container_not_at_sea", Level: LevelWarning, Basis: Advisable, Kinds: bothKinds, check: containerNotAtSea,
			Title:       "A container by sea is one that vessels carry",
			Explanation: "Containers of 53 feet move by road and rail in North America; hardly a vessel carries them.",
			Source:      "custom of the trade",
			Example:     Example{Wrong: "53 ft from Yantian", Right: "40 ft high cube from Yantian"},
		},
		{
			Code: "fcl_without_containers", Level: LevelWarning, Basis: Advisable, Kinds: orderOnly, check: fclWithoutContainers,
			Title:       "Freight that fills its containers lists them",
			Explanation: "Delivery and release go by container, so the numbers will be asked for.",
			Source:      orderPage,
			Example:     Example{Wrong: "full containers, none listed", Right: "OOLU7718281 and OOCU6504170"},
		},
		{
			Code: "containers_without_container_vessel", Level: LevelWarning, Basis: Advisable, Kinds: isfOnly, check: containersWithoutContainerVessel,
			Title:       "Goods in containers are not filed as bulk or break bulk",
			Explanation: "The mode of transport says that the vessel carries no containers, but containers are listed.",
			Source:      isfPage,
			Example:     Example{Wrong: "non-containerized, container MRKU4821733", Right: "containerized, container MRKU4821733"},
		},
	}
}

// containerNumber is the member of a container that holds its number.
const containerNumber = "/container_number"

var containerShape = regexp.MustCompile(`^[A-Z]{4}[0-9]{7}$`)

func containerCheckDigit(s *subject) (found []finding) {
	for _, container := range s.containers {
		number := container.ContainerNumber
		if !containerShape.MatchString(number) || value.CheckContainer(number) {
			continue
		}
		found = append(found, finding{
			at:      container.at + containerNumber,
			message: "The check digit of container " + number + " is wrong: after " + number[:10] + " comes " + checkDigit(number[:10]) + ".",
			hint:    "write the number as it stands on the container's door or the booking",
		})
	}
	return found
}

// checkDigit is the digit that makes ten characters a container number.
func checkDigit(ten string) string {
	for _, digit := range strings.Split("0123456789", "") {
		if value.CheckContainer(ten + digit) {
			return digit
		}
	}
	return "none" // cannot be: each remainder has its digit
}

func containerCategory(s *subject) (found []finding) {
	for _, container := range s.containers {
		number := container.ContainerNumber
		if !containerShape.MatchString(number) || strings.IndexByte("UJZ", number[3]) >= 0 {
			continue
		}
		found = append(found, finding{
			at:      container.at + containerNumber,
			message: "The fourth letter of container " + number + " is " + number[3:4] + "; that of a freight container is U.",
			hint:    "check the number on the container's door",
		})
	}
	return found
}

func containerRepeated(s *subject) []finding {
	return s.repeatedAmong(containerNumber, func(c container) string { return c.ContainerNumber }, func(number string, _ []container) string {
		return "Container " + shorten(number) + " is listed more than once."
	})
}

func sealRepeated(s *subject) []finding {
	return s.repeatedAmong("/seal_number", func(c container) string { return strings.ToUpper(c.SealNumber) }, func(seal string, on []container) string {
		return "Seal " + shorten(seal) + " stands on containers " + shorten(on[0].ContainerNumber) + " and " + shorten(on[1].ContainerNumber) + "."
	})
}

// repeatedAmong finds what two containers have in common that each should have for itself. A container that is listed
// twice has its seal twice, which is said once.
func (s *subject) repeatedAmong(key filing.Pointer, of func(container) string, say func(string, []container) string) (found []finding) {
	first := map[string]container{}
	told := map[string]bool{}
	for _, container := range s.containers {
		text := of(container)
		before, seen := first[text]
		switch {
		case text == "":
		case !seen:
			first[text] = container
		case !told[text] && (key == containerNumber || before.ContainerNumber != container.ContainerNumber):
			told[text] = true
			found = append(found, finding{
				at: container.at + key, with: []filing.Pointer{before.at + key},
				message: say(text, pair(before, container)), hint: "check both rows",
			})
		}
	}
	return found
}

func pair(a, b container) []container { return []container{a, b} }

func containerNotAtSea(s *subject) (found []finding) {
	for _, container := range s.containers {
		if size := string(container.ContainerSize); strings.HasPrefix(size, "FT_53") {
			found = append(found, finding{
				at: container.at + "/container_size", value: enumWords(size),
				message: upper(s.containerWords(container.at)) + " is given as one of 53 feet, which hardly a vessel carries.",
				hint:    "check the size",
			})
		}
	}
	return found
}

func fclWithoutContainers(s *subject) []finding {
	if _, full := s.order.FreightDetails.(*filing.OceanFCL); !full || len(s.containers) > 0 || s.order.RequestMetadata.OnlyUpdates() {
		return nil
	}
	return []finding{{
		at: orderFreight + "/containers", missing: true, message: "The goods fill their containers, but no container is listed.",
		hint: "write the container numbers, or send them when they are known",
	}}
}

func containersWithoutContainerVessel(s *subject) []finding {
	if s.isf.Header.ModeOfTransport != filing.VesselNonContainer || len(s.containers) == 0 {
		return nil
	}
	return []finding{{
		at: "/header/mode_of_transport", with: []filing.Pointer{s.containers[0].at + containerNumber}, value: "non-containerized",
		message: "The goods are given as not containerized, but " + s.containerWords(s.containers[0].at) + " is listed.",
		hint:    "correct the mode of transport or clear the containers",
	}}
}
