package main

import "fmt"

// bilingualForm is a forwarder's form in Qingdao: Chinese labels in the first column, the same in English in the
// second, values in the third; dates and "same as" in Chinese.
func bilingualForm() ([]byte, error) {
	b := newBook("ISF资料", "ISF 10+2 资料表", "Qingdao Kefeng International Forwarding Co., Ltd.", "2026-12-18T06:30:00Z")
	b.widths(22, 30, 66)
	b.span("A1:C1", "青岛可丰国际货运代理有限公司", look{font: "SimSun", size: 16, bold: true, align: "center", color: "B01E1E"})
	b.span("A2:C2", "ISF（10+2）资料表  /  ISF (10+2) FORM", look{font: "SimSun", size: 12, bold: true, align: "center"})
	b.span("A3:C3", "请于截关前三天提供，请用英文填写。  Please provide three days before the customs cut-off, in English.", look{font: "SimSun", size: 9, align: "center", color: "5A5A5A"})
	head := look{font: "SimSun", size: 10, bold: true, color: "FFFFFF", fill: "B01E1E", lines: "ltrb", align: "center"}
	b.put("A4", "栏目", head)
	b.put("B4", "Item", head)
	b.put("C4", "填写内容 To be filled in", head)
	lines := []struct {
		chinese, english string
		value            any
		height           float64
	}{
		{"船公司提单号", "Master B/L No.", "HDMUTAOA26418830", 0},
		{"货代提单号", "House B/L No. (AMS)", "QKFT26TAO0719", 0},
		{"船公司代码", "Carrier SCAC", "HDMU", 0},
		{"船名", "Vessel", "HMM AVOCET", 0},
		{"航次", "Voyage", "0047E", 0},
		{"起运港", "Port of loading", "QINGDAO (CNTAO)", 0},
		{"卸货港", "Port of discharge", "LONG BEACH, CA", 0},
		{"开航日", "ETD", "2026年12月28日", 0},
		{"到港日", "ETA", "2027年1月14日", 0},
		{"箱号", "Container No.", "HMMU6397153", 0},
		{"箱型", "Container type", "40HQ", 0},
		{"封号", "Seal No.", "26H0558127", 0},
		{"整箱/拼箱", "FCL / LCL", "整箱 FCL", 0},
		{"件数", "Packages", "315 CTNS", 0},
		{"毛重（公斤）", "Gross weight (KGS)", 8190.0, 0},
		{"体积（立方米）", "Volume (CBM)", 44.1, 0},
		{"货值（美元）", "Invoice value (USD)", 73080.0, 0},
		{"贸易条款", "Incoterm", "FOB QINGDAO", 0},
		{"订单号", "PO No.", "ILF-6120", 0},
		{"英文品名", "Description of goods", "Exercise benches and weight racks", 0},
		{"HS编码", "HTSUS No.", "9506.91.0030", 0},
		{"原产国", "Country of origin", "中国 CHINA", 0},
		{"制造商", "Manufacturer", "RIZHAO TIEQUE FITNESS EQUIPMENT CO., LTD.\nNo. 7 Shanhai Road, Donggang District\nRizhao, Shandong 276800\nCHINA", 62},
		{"卖方", "Seller", "QINGDAO HAITANG IMPORT AND EXPORT CO., LTD.\nRoom 1508, 66 Hong Kong Middle Road, Shinan District\nQingdao, Shandong 266071\nCHINA", 62},
		{"买方", "Buyer", "IRONLARK FITNESS INC.\n1240 Kettlebell Court\nHenderson, NV 89011\nUSA", 62},
		{"收货方", "Ship-to party", "IRONLARK FITNESS INC. - WEST WAREHOUSE\n88 Dumbbell Drive\nNorth Las Vegas, NV 89081\nUSA", 62},
		{"进口商", "Importer of record", "IRONLARK FITNESS INC.\n1240 Kettlebell Court\nHenderson, NV 89011\nUSA\nIRS No. 78-555016200", 76},
		{"收货人", "Consignee", "同进口商 SAME AS IMPORTER", 0},
		{"装柜地点", "Container stuffing location", "同制造商 SAME AS MANUFACTURER", 0},
		{"拼箱公司", "Consolidator (stuffer)", "QINGDAO KEFENG INTERNATIONAL FORWARDING CO., LTD.\nRoom 2201, 31 Donghai West Road, Shinan District\nQingdao, Shandong 266071\nCHINA", 62},
	}
	formats := map[string]string{"Gross weight (KGS)": "#,##0.00", "Volume (CBM)": "0.000", "Invoice value (USD)": "#,##0.00"}
	for i, l := range lines {
		row := 5 + i
		b.put(fmt.Sprintf("A%d", row), l.chinese, look{font: "SimSun", size: 10, fill: "FBEAEA", lines: "ltrb", over: "top"})
		b.put(fmt.Sprintf("B%d", row), l.english, look{font: "SimSun", size: 10, fill: "FBEAEA", lines: "ltrb", over: "top"})
		b.put(fmt.Sprintf("C%d", row), l.value, look{font: "SimSun", size: 10, lines: "ltrb", over: "top", align: "left", wrap: true, format: formats[l.english]})
		if l.height > 0 {
			b.height(l.height, row)
		}
	}
	last := 5 + len(lines)
	b.span(fmt.Sprintf("A%d:C%d", last+1, last+1), "填表人：王海棠    日期：2026-12-18    盖章：", look{font: "SimSun", size: 10})
	b.freeze("A5")
	b.print(page{area: fmt.Sprintf("$A$1:$C$%d", last+1), titles: "$4:$4"})
	return b.bytes()
}
