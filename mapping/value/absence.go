package value

import (
	"regexp"
	"strings"
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
	first := Present
	for _, part := range absenceParts.Split(slashedNA.ReplaceAllString(text, "NA"), -1) {
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
	bare := strings.Trim(text, " .-_*~'\"<>()[]{}:/")
	if bare == "" {
		if strings.ContainsAny(text, "_.<>[]{}") && !strings.Contains(text, "-") {
			return NotChosen // "____", "....", "[ ]"
		}
		return NotApplicable
	}
	if strings.Trim(bare, "?") == "" {
		return NotYetKnown
	}
	if placeholder.MatchString(bare) {
		return NotChosen
	}
	folded := fold(text)
	if kind, ok := absences[folded]; ok {
		return kind
	}
	for _, start := range absenceStarts {
		if strings.HasPrefix(folded, start.words) {
			return start.kind
		}
	}
	return Present
}

// placeholder is text that a form shows where something is to be written.
var placeholder = regexp.MustCompile(`^(?i:x{3,}(?:[\s.\-/]*x+)*|(?:[nyaz]{4,}))$`)

var brokenFormulas = map[string]bool{
	"#REF!": true, "#N/A": true, "#VALUE!": true, "#NAME?": true, "#DIV/0!": true, "#NULL!": true, "#NUM!": true,
	"#SPILL!": true, "#CALC!": true, "#GETTING_DATA": true, "#ERROR!": true, "#####": true, "########": true,
}

// absences are whole texts, folded.
var absences = foldedKinds(map[Absence][]string{
	NotApplicable: {
		"N/A", "NA", "N.A.", "N-A", "N A", "N/A.", "NOT APPLICABLE", "NOT APPL", "DOES NOT APPLY", "NIL", "NONE", "NULL", "NOTHING",
		"NONE REQUIRED", "NOT REQUIRED", "NO REQUIREMENT", "NOT AVAILABLE", "NOT USED", "UNUSED", "NOT NEEDED", "WITHOUT", "NO SEAL",
		"NO MARKS", "NO HBL", "NO HOUSE BILL", "NO HOUSE B/L", "DIRECT", "DIRECT BILL", "DIRECT B/L", "NOT RELEVANT", "BLANK", "EMPTY", "VOID",
		"NVD", "NCV", "无", "无此项", "没有", "不适用", "無", "不適用", "なし", "該当なし", "해당없음", "해당 없음", "없음", "không", "không có",
		"không áp dụng", "ko có", "khong co", "NINGUNO", "NINGUNA", "NO APLICA", "N/AP", "SIN", "NO HAY", "NO TIENE", "NENHUM", "NENHUMA", "NÃO APLICÁVEL",
		"NÃO SE APLICA", "NÃO HÁ", "NÉANT", "NEANT", "AUCUN", "AUCUNE", "SANS OBJET", "NON APPLICABLE", "S/O", "KEINE", "KEINER", "KEIN", "KEINS",
		"ENTFÄLLT", "NICHT ZUTREFFEND", "NICHT ANWENDBAR", "NICHT VORHANDEN", "ENTFAELLT", "YOK", "YOKTUR", "GEÇERLİ DEĞİL", "UYGULANAMAZ", "TIDAK ADA",
		"TIDAK BERLAKU", "NESSUNO", "NESSUNA", "NON APPLICABILE", "GEEN", "NVT", "N.V.T.", "NIET VAN TOEPASSING", "TIADA", "ไม่มี", "НЕТ", "BRAK", "NIE DOTYCZY",
	},
	NotYetKnown: {
		"TBA", "T.B.A.", "TBC", "T.B.C.", "TBD", "T.B.D.", "TBN", "T.B.N.", "TBI", "TBAD", "TO FOLLOW", "TO BE FOLLOWED", "FOLLOWING", "WILL FOLLOW",
		"TO BE ADVISED", "TO BE ADVICED", "TO BE ADVISED LATER", "TO ADVISE", "WILL ADVISE", "WILL ADVISE LATER", "ADVISE LATER", "TO BE ANNOUNCED",
		"TO BE CONFIRMED", "TO BE DETERMINED", "TO BE NAMED", "TO BE NOMINATED", "TO BE PROVIDED", "TO BE UPDATED", "TO BE INFORMED",
		"TO BE FILLED", "TO BE FILLED IN", "TO BE COMPLETED", "TO BE ASSIGNED", "TO BE ISSUED", "TO BE RECEIVED", "TO COME", "TO UPDATE", "PENDING", "PENDING CONFIRMATION",
		"PENDING INFO", "PENDING INFORMATION", "PENDING BOOKING", "AWAITING", "AWAITED", "WAITING", "UNKNOWN", "NOT KNOWN", "NOT YET KNOWN", "NOT YET", "NOT YET AVAILABLE",
		"NOT AVAILABLE YET", "NOT YET ISSUED", "NOT CONFIRMED", "LATER", "ASAP", "IN PROCESS", "IN PROGRESS", "UNDER PROCESS", "APPLIED FOR", "ON FILE SOON",
		"待定", "待确认", "待確認", "待通知", "待告知", "待补", "待补充", "待提供", "后补", "後補", "稍后提供", "未定", "未知", "暂无", "暫無", "暂缺",
		"未確定", "追って連絡", "確認中", "미정", "추후 통보", "추후통보", "추후", "확인중", "chưa có", "chưa biết", "chưa xác định", "sẽ báo sau", "báo sau", "cập nhật sau", "sẽ cập nhật",
		"POR CONFIRMAR", "POR DEFINIR", "POR ASIGNAR", "POR AVISAR", "A CONFIRMAR", "A DEFINIR", "PENDIENTE", "POR INFORMAR", "SE CONFIRMARÁ", "PENDENTE",
		"A INFORMAR", "A SER INFORMADO", "A SER CONFIRMADO", "À CONFIRMER", "A CONFIRMER", "À DÉFINIR", "A SUIVRE", "EN ATTENTE", "À DÉTERMINER", "FOLGT", "FOLGT NOCH",
		"WIRD NACHGEREICHT", "WIRD NOCH MITGETEILT", "NOCH OFFEN", "OFFEN", "UNBEKANNT", "NOCH NICHT BEKANNT", "STEHT NOCH NICHT FEST", "N.N.", "BELİRLENECEK", "BELİRSİZ",
		"BİLDİRİLECEK", "DAHA SONRA BİLDİRİLECEK", "BEKLENİYOR", "BEKLEMEDE", "BELLİ DEĞİL", "MENYUSUL", "AKAN MENYUSUL", "BELUM ADA", "BELUM DIKETAHUI", "DA CONFERMARE", "DA DEFINIRE",
	},
	Elsewhere: {
		"ATTACHED", "SEE ATTACHED", "AS ATTACHED", "AS PER ATTACHED", "PER ATTACHED", "PLS SEE ATTACHED", "PLEASE SEE ATTACHED", "SEE BELOW", "AS BELOW", "LISTED BELOW",
		"SEE NEXT PAGE", "SEE OVERLEAF", "VARIOUS", "VARIOUS SEE LIST", "MULTIPLE", "详见附件", "见附件", "見附件", "如附件", "参见附件", "别附", "見下", "见下", "见下表", "见附表", "见清单", "详见清单",
		"別紙参照", "別紙", "첨부 참조", "첨부참조", "별첨", "별첨 참조", "xem đính kèm", "xem file đính kèm", "theo đính kèm", "VER ADJUNTO", "SEGÚN ADJUNTO", "ADJUNTO", "VER ANEXO", "SEGÚN FACTURA", "EM ANEXO", "VIDE ANEXO", "CONFORME ANEXO",
		"CI-JOINT", "VOIR ANNEXE", "VOIR PIÈCE JOINTE", "VOIR CI-DESSOUS", "SIEHE ANLAGE", "SIEHE ANHANG", "LAUT ANLAGE", "SIEHE UNTEN", "S.U.", "SIEHE LISTE", "EKTE", "EKTEDİR", "EK'TE", "EKE BAKINIZ", "TERLAMPIR", "LIHAT LAMPIRAN", "VEDI ALLEGATO", "ZIE BIJLAGE",
	},
	NotChosen: {
		"PLEASE SELECT", "SELECT", "PLEASE CHOOSE", "CHOOSE", "CHOOSE ONE", "SELECT ONE", "PLEASE SELECT ONE", "PLS SELECT", "PICK ONE", "PLEASE PICK", "DROP DOWN", "SELECT FROM LIST",
		"SELECT FROM THE LIST", "CHOOSE FROM LIST", "PLEASE FILL", "PLEASE FILL IN", "FILL IN", "PLEASE ENTER", "PLEASE INPUT", "PLEASE PROVIDE", "PLEASE SPECIFY", "PLEASE COMPLETE", "CLICK TO SELECT", "CLICK HERE TO ENTER TEXT", "CLICK HERE",
		"CHOOSE AN ITEM", "ENTER TEXT", "ENTER HERE", "TYPE HERE", "YOUR ANSWER", "请选择", "請選擇", "请填写", "請填寫", "下拉选择", "选择", "選択してください", "選択", "선택", "선택하세요", "선택하십시오", "vui lòng chọn", "chọn", "hãy chọn",
		"SELECCIONE", "SELECCIONAR", "POR FAVOR SELECCIONE", "ELIJA", "ELEGIR", "SELECIONE", "SELECIONAR", "POR FAVOR SELECIONE", "ESCOLHA", "CHOISIR", "SÉLECTIONNER", "VEUILLEZ CHOISIR", "VEUILLEZ SÉLECTIONNER", "SÉLECTIONNEZ", "BITTE WÄHLEN",
		"BITTE AUSWÄHLEN", "AUSWÄHLEN", "BITTE AUSFÜLLEN", "WÄHLEN SIE", "SEÇİNİZ", "LÜTFEN SEÇİNİZ", "LÜTFEN SEÇİN", "SEÇİN", "SILAKAN PILIH", "PILIH", "SCEGLIERE", "SELEZIONARE", "MAAK EEN KEUZE",
	},
})

// absenceStarts are words, folded, that make the whole text an absence whatever follows them.
var absenceStarts = []struct {
	words string
	kind  Absence
}{
	{"TO BE ADVISED ", NotYetKnown}, {"TO BE CONFIRMED ", NotYetKnown}, {"TO BE DETERMINED ", NotYetKnown}, {"TO BE PROVIDED ", NotYetKnown}, {"TO BE ANNOUNCED ", NotYetKnown},
	{"TO FOLLOW ", NotYetKnown}, {"WILL ADVISE ", NotYetKnown}, {"WILL FOLLOW ", NotYetKnown}, {"PENDING ", NotYetKnown},
	{"NOT APPLICABLE ", NotApplicable}, {"N A DIRECT", NotApplicable}, {"NOT YET ", NotYetKnown}, {"AWAITING ", NotYetKnown},
	{"SEE ATTACH", Elsewhere}, {"PLEASE SEE ATTACH", Elsewhere}, {"AS PER ATTACH", Elsewhere}, {"AS PER INVOICE", Elsewhere}, {"AS PER COMMERCIAL INVOICE", Elsewhere}, {"AS PER CI", Elsewhere}, {"AS PER PACKING", Elsewhere}, {"AS PER LIST", Elsewhere},
	{"AS PER PL", Elsewhere}, {"AS PER BL", Elsewhere}, {"AS PER B L", Elsewhere}, {"AS PER BILL", Elsewhere}, {"PER INVOICE", Elsewhere}, {"SEE INVOICE", Elsewhere}, {"SEE COMMERCIAL INVOICE", Elsewhere}, {"SEE PACKING", Elsewhere}, {"SEE SHEET", Elsewhere}, {"SEE TAB", Elsewhere}, {"SEE LIST", Elsewhere}, {"SEE ANNEX", Elsewhere}, {"SEE APPENDIX", Elsewhere},
	{"REFER TO ATTACH", Elsewhere}, {"REFER TO SHEET", Elsewhere}, {"REFER TO INVOICE", Elsewhere}, {"REFER TO THE ATTACH", Elsewhere}, {"SEE THE ATTACH", Elsewhere}, {"SEE OTHER SHEET", Elsewhere}, {"SEE NEXT SHEET", Elsewhere}, {"SEE SECOND SHEET", Elsewhere}, {"SEE PAGE", Elsewhere}, {"SEE BL", Elsewhere}, {"SEE DOCUMENT", Elsewhere},
	{"SIEHE BLATT", Elsewhere}, {"SIEHE TABELLE", Elsewhere}, {"SIEHE RECHNUNG", Elsewhere}, {"LAUT RECHNUNG", Elsewhere}, {"VER HOJA", Elsewhere}, {"VER LISTA", Elsewhere}, {"VER FACTURA", Elsewhere}, {"SEGUN FACTURA", Elsewhere}, {"VOIR FEUILLE", Elsewhere}, {"VOIR FACTURE", Elsewhere}, {"见附", Elsewhere}, {"详见", Elsewhere}, {"見附", Elsewhere},
	{"CLICK OR TAP ", NotChosen}, {"CHOOSE AN ", NotChosen}, {"SELECT A ", NotChosen}, {"SELECT AN ", NotChosen}, {"SELECT THE ", NotChosen}, {"PLEASE SELECT ", NotChosen}, {"PLEASE CHOOSE ", NotChosen}, {"PLEASE ENTER ", NotChosen}, {"PLEASE FILL ", NotChosen}, {"请选择", NotChosen}, {"请填写", NotChosen},
}

func foldedKinds(kinds map[Absence][]string) map[string]Absence {
	folded := map[string]Absence{}
	for kind, texts := range kinds {
		for _, text := range texts {
			folded[fold(text)] = kind
		}
	}
	return folded
}
