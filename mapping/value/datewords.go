package value

import (
	"strings"
	"time"
)

// monthWords are the months in the languages of the trade, folded: full names and usual abbreviations.
var monthWords = func() map[string]time.Month {
	months := [12]string{
		"January Jan Janv Janvier Januar Jänner Enero Ene Janeiro Ocak Oca Januari Gennaio Gen Styczeń Stycznia Sty Ledna Leden Января Январь Янв Січня มกราคม Januára Januar Ianuarie Január Ιανουαρίου Tammikuu",
		"February Feb Febr Févr Fév Février Februar Feber Febrero Fevereiro Fev Şubat Şub Februari Pebruari Peb Febbraio Luty Lutego Lut Února Únor Февраля Февраль Фев Лютого กุมภาพันธ์ Februarie Február Φεβρουαρίου Helmikuu",
		"March Mar Mars März Mrz Maerz Marzo Março Mart Maret Mrt Maart Marzec Marca Března Březen Марта Март Березня มีนาคม Martie Március Μαρτίου Maaliskuu",
		"April Apr Avr Avril Abril Abr Nisan Nis Aprile Kwiecień Kwietnia Kwi Dubna Duben Апреля Апрель Апр Квітня เมษายน Aprilie Április Απριλίου Huhtikuu",
		"May Mai Mayo Maio Mayıs Mei Maggio Mag Maj Maja Května Květen Мая Май Травня พฤษภาคม Május Μαΐου Toukokuu",
		"June Jun Juin Juni Junio Junho Haziran Haz Giugno Giu Czerwiec Czerwca Cze Června Červen Июня Июнь Червня มิถุนายน Iunie Június Ιουνίου Kesäkuu",
		"July Jul Juil Juillet Juli Julio Julho Temmuz Tem Luglio Lug Lipiec Lipca Lip Července Červenec Июля Июль Липня กรกฎาคม Iulie Július Ιουλίου Heinäkuu",
		"August Aug Août Aout Agosto Ago Ağustos Ağu Agustus Agu Agt Augustus Sierpień Sierpnia Sie Srpna Srpen Августа Август Авг Серпня สิงหาคม Augusztus Αυγούστου Elokuu",
		"September Sep Sept Septembre Septiembre Setiembre Set Setembro Eylül Eyl Settembre Wrzesień Września Wrz Září Сентября Сентябрь Сен Вересня กันยายน Septembrie Szeptember Σεπτεμβρίου Syyskuu",
		"October Oct Octobre Oktober Okt Octubre Outubro Out Ekim Eki Ottobre Ott Październik Października Paź Října Říjen Октября Октябрь Окт Жовтня ตุลาคม Octombrie Október Οκτωβρίου Lokakuu",
		"November Nov Novembre Noviembre Novembro Kasım Kas Nop Nopember Listopad Lis Listopada Listopadu Ноября Ноябрь Ноя Листопада พฤศจิกายน Noiembrie Νοεμβρίου Marraskuu",
		"December Dec Déc Décembre Dezember Dez Diciembre Dic Dezembro Aralık Ara Desember Des Dicembre Grudzień Grudnia Gru Prosince Prosinec Декабря Декабрь Дек Грудня ธันวาคม Decembrie Δεκεμβρίου Joulukuu",
	}
	words := map[string]time.Month{}
	for i, month := range months {
		for _, word := range strings.Fields(month) {
			words[fold(word)] = time.Month(i + 1)
		}
	}
	return words
}()

// dateNoise are words in and around a date that change nothing: labels, weekdays, articles, ordinal endings.
var dateNoise = wordSet("date")

// vagueDateWords make a text a time that no day can be read from.
var vagueDateWords = wordSet("vague-date")

func foldedSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[fold(word)] = true
	}
	return set
}
