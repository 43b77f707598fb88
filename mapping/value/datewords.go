package value

import (
	"strings"
	"time"
)

// monthWords are the months in the languages of the trade, folded: full names and usual abbreviations.
var monthWords = func() map[string]time.Month {
	months := [12]string{
		"January Jan Janv Janvier Januar Jänner Enero Ene Janeiro Ocak Oca Januari Gennaio Gen Styczeń",
		"February Feb Febr Févr Fév Février Februar Feber Febrero Fevereiro Fev Şubat Şub Februari Pebruari Peb Febbraio Luty",
		"March Mar Mars März Mrz Maerz Marzo Março Mart Maret Mrt Maart Marzec",
		"April Apr Avr Avril Abril Abr Nisan Nis Aprile Kwiecień",
		"May Mai Mayo Maio Mayıs Mei Maggio Mag Maj",
		"June Jun Juin Juni Junio Junho Haziran Haz Giugno Giu Czerwiec",
		"July Jul Juil Juillet Juli Julio Julho Temmuz Tem Luglio Lug Lipiec",
		"August Aug Août Aout Agosto Ago Ağustos Ağu Agustus Agu Agt Augustus Sierpień",
		"September Sep Sept Septembre Septiembre Setiembre Set Setembro Eylül Eyl Settembre Wrzesień",
		"October Oct Octobre Oktober Okt Octubre Outubro Out Ekim Eki Ottobre Ott Październik",
		"November Nov Novembre Noviembre Novembro Kasım Kas Nop Nopember Listopad",
		"December Dec Déc Décembre Dezember Dez Diciembre Dic Dezembro Aralık Ara Desember Des Dicembre Grudzień",
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
