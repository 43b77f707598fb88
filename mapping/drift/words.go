package drift

// abbreviations are those that clerks write.
var abbreviations = map[string]string{
	"number": "No.", "numbers": "Nos.", "container": "Cont.", "gross": "Gr.", "weight": "Wt.", "manufacturer": "Mfr.", "address": "Addr.",
	"quantity": "Qty.", "packages": "Pkgs.", "telephone": "Tel.", "estimated": "Est.", "consignee": "Cnee", "shipper": "Shpr", "bill of lading": "B/L",
	"house": "Hse.", "master": "Mstr.", "voyage": "Voy.", "purchase": "Purch.", "order": "Ord.", "importer": "Imp.", "department": "Dept.",
}

// synonyms are other words for the same, by what a label asks for.
var synonyms = map[string]string{
	"master_bill": "MBL number", "house_bill": "HBL number", "carrier_scac": "Carrier code (SCAC)", "carrier": "Shipping line", "vessel": "Ship's name", "voyage": "Voy no.",
	"imo": "IMO number", "port_of_loading": "Loading port", "port_of_unloading": "Discharge port", "departure": "Date of departure (ETD)", "arrival": "Arrival date (ETA)",
	"container": "Cntr no.", "container_type": "Equipment type", "seal": "Seal #", "packages": "No. of pkgs", "package_type": "Kind of packages", "gross_weight": "G.W.",
	"volume": "Measurement", "value": "Invoice value", "hts": "HS code", "origin": "Made in", "purchase_order": "PO numbers", "incoterm": "Terms of delivery", "currency": "Curr.",
	"importer": "Importer of record", "consignee": "CNEE", "buyer": "Buying party", "seller": "Selling party", "manufacturer": "Manufacturer / Supplier", "ship_to": "Ship-to party",
	"stuffing_location": "Place of container stuffing", "consolidator": "Consolidator / stuffer", "shipper": "Exporter", "forwarder": "Freight forwarder", "notify": "Notify party",
	"city": "Town / city", "state": "Province / state", "postal_code": "ZIP code", "country": "Country code", "street": "Street address", "name": "Company name", "address": "Full address",
	"ein": "EIN no.", "identifier": "IRS no.", "bond_type": "Type of bond", "flight": "Flight number",
}

var spanish = map[string]string{
	"master_bill": "Conocimiento de embarque master", "house_bill": "Conocimiento de embarque house", "vessel": "Buque", "voyage": "Viaje", "port_of_loading": "Puerto de carga", "port_of_unloading": "Puerto de descarga",
	"departure": "Fecha de salida (ETD)", "arrival": "Fecha de llegada (ETA)", "container": "Contenedor", "seal": "Precinto", "packages": "Bultos", "gross_weight": "Peso bruto", "volume": "Volumen",
	"value": "Valor de la mercancía", "hts": "Partida arancelaria", "origin": "País de origen", "purchase_order": "Orden de compra", "importer": "Importador", "consignee": "Consignatario", "buyer": "Comprador",
	"seller": "Vendedor", "manufacturer": "Fabricante", "consolidator": "Consolidador", "shipper": "Embarcador", "city": "Ciudad", "state": "Provincia", "postal_code": "Código postal", "country": "País",
	"street": "Calle", "name": "Razón social", "address": "Dirección", "container_type": "Tipo de contenedor",
}

var german = map[string]string{
	"master_bill": "Master-B/L-Nr.", "house_bill": "House-B/L-Nr.", "vessel": "Schiff", "voyage": "Reise-Nr.", "port_of_loading": "Ladehafen", "port_of_unloading": "Löschhafen",
	"departure": "Abfahrt (ETD)", "arrival": "Ankunft (ETA)", "container": "Containernummer", "seal": "Plombe", "packages": "Packstücke", "gross_weight": "Bruttogewicht", "volume": "Volumen",
	"value": "Warenwert", "hts": "Zolltarifnummer", "origin": "Ursprungsland", "purchase_order": "Bestellnummer", "importer": "Importeur", "consignee": "Empfänger", "buyer": "Käufer",
	"seller": "Verkäufer", "manufacturer": "Hersteller", "shipper": "Versender", "city": "Ort", "postal_code": "PLZ", "country": "Land", "street": "Straße", "name": "Firma",
	"address": "Anschrift", "container_type": "Containertyp", "carrier": "Reederei", "incoterm": "Lieferbedingung",
}

var chinese = map[string]string{
	"master_bill": "主提单号", "house_bill": "分提单号", "vessel": "船名", "voyage": "航次", "port_of_loading": "装货港", "port_of_unloading": "卸货港",
	"departure": "开船日期", "arrival": "到港日期", "container": "集装箱号", "seal": "封号", "packages": "件数", "gross_weight": "毛重", "volume": "体积",
	"value": "货值", "hts": "HS编码", "origin": "原产国", "purchase_order": "订单号", "importer": "进口商", "consignee": "收货人", "buyer": "买方",
	"seller": "卖方", "manufacturer": "生产商", "shipper": "发货人", "city": "城市", "state": "省", "postal_code": "邮编", "country": "国家", "street": "街道", "name": "公司名称",
	"address": "地址", "container_type": "箱型", "carrier": "船公司",
}
