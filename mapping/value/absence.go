package value

import (
	"regexp"
	"strings"
	"sync"
)

// An Absence is a kind of text that stands where a value should be and is none.
type Absence uint8

// The kinds of absence.
const (
	Present       Absence = iota // no absence: the text may be a value
	NotApplicable                // there is no such thing: N/A, NONE, NIL, a dash
	NotYetKnown                  // there will be: TBA, TBD, TO FOLLOW, pending
	Elsewhere                    // it stands in another place: "see attached", "as per invoice"
	NotChosen                    // a drop-down or a blank of a form that was left as it was: "(please select)", "xxxx", "____"
	Broken                       // a formula that failed: #REF!, #N/A
)

// String is the kind in words that finish the sentence "the cell says that the value ...".
func (a Absence) String() string {
	return [...]string{
		"is there", "does not apply", "is not known yet", "stands elsewhere", "was not filled in", "could not be computed",
	}[a]
}

// ParseAbsence tells what kind of absence a text is, Present if it is none. A text that holds only absences, as in
// "TBA / TBA", is one too; the first kind counts.
func ParseAbsence(text string) Absence {
	if len(text) > 400 {
		return Present
	}
	text = plain(text)
	if kind := absenceOf(text); kind != Present {
		return kind
	}
	first, parts := Present, absenceParts.Split(slashedNA.ReplaceAllString(text, "NA"), -1)
	if len(parts) == 1 && parts[0] == text {
		return Present
	}
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			continue
		}
		kind := absenceOf(part)
		if kind == Present {
			return Present
		}
		if first == Present {
			first = kind
		}
	}
	return first
}

// slashedNA is N/A, whose stroke parts nothing.
var slashedNA = regexp.MustCompile(`(?i)\bN\s?/\s?A\b\.?`)

// absenceParts is what stands between the absences of a cell for two values.
var absenceParts = regexp.MustCompile(`\s*(?:[/,;:()\[\]|\n]|\s-\s)\s*`)

func absenceOf(text string) Absence {
	text = strings.TrimSpace(text)
	if text == "" {
		return Present
	}
	if strings.HasPrefix(text, "#") {
		if brokenFormulas[strings.ToUpper(strings.TrimRight(text, " "))] {
			return Broken
		}
	}
	if strings.HasSuffix(text, "#") && anyLetter.MatchString(text) {
		return Present // a label, of the number of what it names: "S/O #"
	}
	bare := strings.Trim(text, " .-_*~'\"<>()[]{}:/\\=|")
	if bare == "" {
		if strings.ContainsAny(text, "_.<>[]{}") && !strings.Contains(text, "-") {
			return NotChosen // "____", "....", "[ ]"
		}
		return NotApplicable
	}
	if strings.Trim(bare, "?") == "" {
		return NotYetKnown
	}
	if pointingAside.MatchString(text) {
		return Elsewhere
	}
	if placeholder.MatchString(bare) || angled.MatchString(text) || dotted.MatchString(text) {
		return NotChosen
	}
	if pointing.MatchString(text) {
		return Elsewhere
	}
	folded := fold(text)
	if kind, ok := absences().whole[folded]; ok {
		return kind
	}
	if isPrompt(folded) {
		return NotChosen
	}
	for at := min(len(folded), longestStart); at > 0; at-- {
		if kind, ok := absences().start[folded[:at]]; ok {
			return kind
		}
	}
	return Present
}

// isPrompt says whether a text asks to write or to choose something, and names nothing but what forms ask for: "Enter BL
// number here", "seleccione una opción". "Select Foods" names a company.
func isPrompt(folded string) bool {
	words := strings.Fields(folded)
	for len(words) > 0 && courtesies[words[0]] {
		words = words[1:]
	}
	if len(words) < 2 || len(words) > 8 || !promptVerbs[words[0]] || words[0] == "TYPE" && !typed[words[1]] {
		return false
	}
	for _, word := range words[1:] {
		if !prompted[word] {
			return false
		}
	}
	return true
}

// courtesies, promptVerbs and prompted are the words of prompts, folded; typed are those behind "type" where it is a verb,
// which "type of bond" and "type/size" are not.
var (
	typed       = setOf("HERE YOUR THE IN TEXT")
	courtesies  = setOf("PLEASE PLS KINDLY BITTE POR FAVOR LUTFEN SILAKAN PROSZE")
	promptVerbs = setOf("ENTER SELECT CHOOSE PICK TYPE INSERT INPUT FILL CLICK TAP WRITE SPECIFY PROVIDE HIER ESCRIBA INGRESE INGRESAR INTRODUZCA SELECCIONE ELIJA ESCOJA DIGITE SELECIONE ESCOLHA INFORME PREENCHA PREENCHER SAISIR SAISISSEZ CHOISIR CHOISISSEZ SELECTIONNEZ INDIQUEZ CLIQUEZ INSERIRE SCEGLIERE SELEZIONARE SELEZIONA KIES SELECTEER WYBIERZ WPISZ BURAYA PILIH ISI KETIK")
	prompted    = setOf("A AN THE ONE YOUR THIS HERE BELOW IN INTO FROM OF OR AND TO ITEM OPTION OPTIONS LIST DROPDOWN DROP DOWN MENU TEXT VALUE NAME NAMES ADDRESS NUMBER NO NUM CODE DATE PORT COUNTRY CITY STATE PROVINCE STREET ZIP POSTAL " +
		"HTS HTSUS HS EIN IRS SSN DUNS FIRMS SCAC BL BOL BILL LADING MASTER HOUSE VESSEL VOYAGE FLIGHT CONTAINER SEAL WEIGHT VOLUME UNIT QUANTITY CURRENCY INCOTERM INCOTERMS ENTITY TYPE SIZE BOND PARTY COMPANY CARRIER MODE ETA ETD PO ORDER FIELD CELL BOX DETAILS " +
		"AQUI UNA UN UNO OPCION VALOR NOMBRE FECHA PUERTO PAIS EL LA DE LISTA UMA OPCAO NOME DATA PORTO O ICI UNE LE VALEUR NOM DATE PAYS CHOIX DANS LISTE QUI UNO VALORE SCELTA EEN KEUZE WAARDE HIER EINGEBEN EINTRAGEN AUSFULLEN WAHLEN AUSWAHLEN TUTAJ Z LISTY YAZINIZ GIRINIZ YAZIN GIRIN DI SINI SALAH SATU")
)

// longestStart is longer than any words that make a text an absence by beginning it.
const longestStart = 40

// angled is the name of a value in angle brackets, "<seal no.>", and dotted a line to write on before a unit,
// "........ CBM".
var (
	angled = regexp.MustCompile(`^<[^<>@]{1,60}>$`)
	dotted = regexp.MustCompile(`^[._…]{4,}\s*\p{L}{0,8}\.?$`)
)

// pointingAside are a few words, and where the rest is: "three, see sheet Lines", "as listed on sheet Lines".
var pointingAside = regexp.MustCompile(`^(?i:(?:[\pL\d]+(?:\s+[\pL\d]+){0,2}\s*[,;:(–-]\s*)?(?:please\s+|pls\s+|as\s+)?(?:see|refer\s+to|per|listed|shown|stated|given|siehe|ver|voir|vedi|zie|lihat|xem|bkz\.?)\s+(?:(?:on|in|under|the|separate|attached|auf|en|dans|su|op)\s+)*(?:sheet|tab|worksheet|list|table|page|attachment|attached|annex|below|blatt|liste|tabelle|hoja|lista|tabla|feuille|tableau|foglio|planilha|tabblad|lijst)\b.{0,40})$`)

// pointing is a text that only points to another sheet or page: "-> sheet GOODS", "→ Blatt 2", "(tab Items)", ">> p. 3".
var pointing = regexp.MustCompile(`^(?i:(?:[(\[]\s*)?(?:[-=–]*>+|→|⇒|➜|➔|►|▶|»)\s*(?:see\s+|next\s+|other\s+|on\s+|in\s+|the\s+)*` + pages + `|[(\[]\s*(?:see\s+)?` + pages + `)$`)

// pages are words for the sheets and pages of a file, with the name of one behind them.
const pages = `(?:work)?(?:sheets?|tabs?|page|p\.|pg\.|list|annex|appendix|below|attached|attachment|blatt|reiter|tabelle|seite|anlage|hoja|pestaña|página|lista|anexo|onglet|feuille|annexe|foglio|allegato|aba|planilha|arkusz|zakładka|tabblad|blad|flik|ark|sayfa|лист|trang|sheet tính|工作表|表|シート|시트)(?:[\s:.#"'“«]+[^,\n]{1,40})?[)\]]?`

// placeholder is text that a form shows where something is to be written.
var placeholder = regexp.MustCompile(`^(?i:x{3,}(?:[\s.\-/]*x+)*|(?:[nyaz]{4,}))$`)

var brokenFormulas = map[string]bool{
	"#REF!": true, "#N/A": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NULL!": true, "#NUM!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#ERROR!": true, "#####": true, "########": true,
}

// absences are whole texts, folded.
// absences are the kinds of whole texts and of texts that begin with certain words, folded.
var absences = sync.OnceValue(func() (t struct {
	whole map[string]Absence
	start map[string]Absence
}) {
	kinds := map[string]Absence{"not-applicable": NotApplicable, "not-yet-known": NotYetKnown, "elsewhere": Elsewhere, "not-chosen": NotChosen}
	t.whole, t.start = map[string]Absence{}, map[string]Absence{}
	for _, row := range readTable("absences.tsv", 3) {
		for _, words := range names(row[2]) {
			if row[1] == "whole" {
				t.whole[fold(words)] = kinds[row[0]]
				continue
			}
			start := fold(words)
			if strings.HasSuffix(words, " ") {
				start += " "
			}
			t.start[start] = kinds[row[0]]
		}
	}
	return t
})
