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
var dateNoise = foldedSet("ETD ETA ETS ETB ATD ATA STD STA ON ABT ABOUT ORD AROUND DATE DATED SAILING SAIL DEPARTURE DEPARTED ARRIVAL ARRIVED OF THE DE DEL DO DA DOS EL LE LA DEN DER AM VOM UM ST ND RD TH ER EME E AT ESTIMATED EST SCHEDULED ACTUAL VOM DIA DÍA JOUR FECHA DATA DATUM " +
	"NGÀY NĂM NGAY NAM TANGGAL TGL TANGGAL TARİH TARİHİ YIL YEAR DAY Y 于 日期 开航 开船 预计 离港 到港 抵港 的 LOADED ONBOARD BOARD " +
	"MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY MON TUE TUES WED THU THUR THURS FRI SAT SUN " +
	"MONTAG DIENSTAG MITTWOCH DONNERSTAG FREITAG SAMSTAG SONNABEND SONNTAG MO DI MI DO FR SA SO " +
	"LUNES MARTES MIÉRCOLES JUEVES VIERNES SÁBADO DOMINGO LUN MIÉ JUE VIE SÁB DOM LUNDI MARDI MERCREDI JEUDI VENDREDI SAMEDI DIMANCHE MER JEU VEN SAM DIM " +
	"SEGUNDA TERÇA QUARTA QUINTA SEXTA FEIRA PAZARTESİ SALI ÇARŞAMBA PERŞEMBE CUMA CUMARTESİ PAZAR SENIN SELASA RABU KAMIS JUMAT SABTU MINGGU " +
	"周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜天 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일 LT HRS HR LOCAL TIME UHR")

// vagueDateWords make a text a time that no day can be read from.
var vagueDateWords = foldedSet("WEEK WK CW KW WW SEMANA SEM SEMAINE HAFTA TUẦN TUAN MINGGUKE MID EARLY LATE END BEGINNING BEGIN MITTE ANFANG ENDE MEDIADOS PRINCIPIOS FINALES FIN DEBUT 上旬 中旬 下旬 月初 月中 月底 周 第 QUARTER Q1 Q2 Q3 Q4 TO UNTIL BIS THRU")

func foldedSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[fold(word)] = true
	}
	return set
}
