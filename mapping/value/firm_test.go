package value_test

import (
	"testing"

	"docket/mapping/value"
)

// Names of firms, with the legal forms of their countries, some of which look like a state or a country.
var firms = []string{
	"Agencia Aduanal Ríos Tamez, S.C.", "Consultores Asociados, S. C.", "Productos La Huerta, S.A. de C.V.", "Frutas del Sol, S. de R.L. de C.V.", "Grupo Alfa, S.A.P.I. de C.V.", "Berries del Valle, S.P.R. de R.L.",
	"SC Mobila Transilvania SRL", "S.C. Mobila Transilvania S.R.L.", "S.C. TEXTILA OLT S.A.", "Carpatina SA", "Pescados Atlántico, S.A.", "Bodegas Ruiz, S.L.", "Conservas Norte, S.A.U.", "Olivarera San José, S.C.A.", "Cooperativa del Campo, S. Coop.",
	"Industrias Caracas, C.A.", "COMPAÑIA AGRICOLA ANDINA, C.A.", "Importadora Lara, S.R.L.", "Café Altura Cía. Ltda.", "Flores Sabana S.A.S.", "Ingenio Central, S.A. C.V.", "Exportadora Pisco S.A.C.", "Pesquera Ilo E.I.R.L.", "Minera Sur S.A.A.",
	"PT Astra Mebel Indonesia", "PT. Sumber Rejeki, Tbk.", "CV. Karya Abadi", "CV Mandiri Jaya", "UD. Sinar Baru", "P.T. Cahaya Timur",
	"Nippon Seiki Co., Ltd.", "Sato & Co., Ltd.", "Yamato K.K.", "Kitayama Seiki Kabushiki Kaisha", "CO-OP Import Co", "Foshan Co",
	"Müller AG", "Schmidt & Sohn KG", "Becker GmbH & Co. KG", "Weber OHG", "Feinwerk e.K.", "Hansa Stiftung & Co. KGaA", "Solar SE", "Aare Holding AG", "Nordsee Fisch AG & Co. OHG",
	"Skandia AS", "Nordisk A/S", "Havfisk ASA", "Dansk Tang ApS", "Göta AB", "Svenska Lager AB (publ)", "Suomi Oy Ab", "Kala Oyj",
	"Schelde N.V.", "Polder B.V.", "Brabant NV", "Limburg BV", "Meuse SPRL", "Ardenne S.à r.l.", "Ardenne SARL", "Leman Sàrl", "Azurine S.A.M.", "Vignobles SCEA", "Moulin SNC", "Lyonnaise S.A.S.U.", "Dubois EURL", "Cave GAEC du Lac",
	"Rossi S.p.A.", "Bianchi & C. S.n.c.", "Verdi S.r.l.s.", "Colombo S.a.s. di Colombo Mario & C.", "Cantina Sociale Soc. Coop.", "Agricola Soc. Agr. S.S.",
	"Cortiças Lda.", "Têxteis, Lda", "Madeiras S/A", "Calçados ME", "Frutas EPP", "Móveis EIRELI", "Granitos Ltda - ME", "Distribuidora de Alimentos Ltda.",
	"Meble Sp. z o.o.", "Bałtyk Sp. z o.o. Sp. k.", "Krosno Spółka Akcyjna", "Sklárny s.r.o.", "Strojírny a.s.", "Duna Kft.", "Tisza Zrt.", "Rose EOOD", "Balkan OOD", "Jadran d.o.o.", "Sava d.d.", "Neman UAB", "Riga SIA", "Tallinn OÜ", "OOO Vostok", "ZAO Sever", "PAO Volga", "TOO Altai",
	"Ege Tekstil San. ve Tic. A.Ş.", "Marmara Dış Tic. Ltd. Şti.", "ANTEP HALI SAN. TIC. A.S.", "Atina A.E.", "Aegean Olive Co. S.A.", "Piraeus E.P.E.", "Kreta IKE",
	"Kinta Sdn. Bhd.", "Pulau Tech (M) Sdn Bhd", "Straits Pte. Ltd.", "Orchid Pte Ltd", "Siam Latex Public Co., Ltd.", "Andaman Ltd., Part.", "Siam Limited Partnership", "Saigon JSC", "Cong Ty TNHH Hoang Gia", "Công ty Cổ phần Tràng An", "Hoang Gia Co., Ltd - Branch No. 2", "Mekong Joint Stock Company",
	"Rajputana Pvt. Ltd.", "Kaveri Private Limited", "Deccan LLP", "M/s. Ganga Leather House", "Ravi Towels (Private) Limited", "Indus (Pvt.) Ltd.", "Padma (BD) Ltd.", "Ceylon (Pvt) Ltd",
	"Drakenstein (Pty) Ltd", "Wattle Creek Pty Ltd", "Karoo CC", "Jebel FZE", "Gulf FZCO", "Emirates DMCC", "Doha W.L.L.", "Kuwait K.S.C.", "Delta S.A.E.", "Oman SAOG", "Levant S.A.L.", "Atlas SARL AU",
	"Thornbury Ltd", "Clyde plc", "Fenwick & Hale LLP", "Cymru Cyf", "Burren DAC", "Liffey Unlimited Company", "Harbour Wines, Ltd.", "Smith, Jones & Co.",
	"Acme, Inc.", "Acme, LLC", "Acme, L.L.C.", "Acme, L.P.", "Acme, LLLP", "Acme Corp.", "ACME CO", "Acme P.C.", "Acme, PLLC", "La Costa Imports, Inc. DBA Casa Mia", "Made In Italy Imports LLC", "De La Rosa Foods Inc.", "Me & You Gifts LLC", "ID Concepts LLC", "Indiana Spice Co.", "Georgia Nut Company", "China Light Imports Inc.", "Jordan Home LLC", "Peru Textiles Inc", "Chad Smith Imports", "Kentucky Tool & Die, Inc.", "Delaware Valley Foods Corp.",
	"Riverstone, Hale & Daughters, Inc.", "Riverstone, Hale, Crane & Daughters, Inc.", "Smith, Jones & Co., Ltd.", "Ruiz, Gómez y Cía., S.A.", "Ruiz, Gil y Cía.", "Ferreira, Costa e Filhos, Lda.", "Bianchi, Rossi e Figli, S.r.l.",
	"Dupont, Martin et Fils, SA", "Schulze, Meyer und Söhne, GmbH", "Berg, Holm og Sønner, AS", "Home, House & Garden, Inc.", "Import, Export, Transit, LLC", "Price, Waterhouse & Partners", "Tom, Dick & Harry", "Smith, Jones, Brown and Sons",
	"Kanata Foods Ltée", "Érablière inc.", "Rocky Ridge ULC",
}

func TestFirmsAreNames(t *testing.T) {
	t.Parallel()
	addresses := []string{"12 Harbour Road, 20457 Hamburg, Germany", "Lot 5, Song Than Industrial Zone, Di An, Binh Duong, Vietnam", "100 Main St, Charlotte, NC 28208", "Av. Reforma 10, Col. Centro, Puebla, Pue. 72000, México"}
	for i, firm := range firms {
		party, remarks, err := value.ParseParty(firm, value.PartyEvidence{})
		if err != nil || party.Name != firm || !party.Address.Empty() || len(remarks) > 0 || len(party.Other) > 0 {
			t.Errorf("ParseParty(%q): name %q, address %s, other %v %s %v", firm, party.Name, shown(party.Address), party.Other, codes(remarks), err)
		}
		address := addresses[i%len(addresses)]
		want, _, _ := value.ParseAddress(address, value.AddressEvidence{})
		for _, between := range []string{"\n", ", "} {
			party, _, err := value.ParseParty(firm+between+address, value.PartyEvidence{})
			if err != nil || party.Name != firm || party.Address != want {
				t.Errorf("ParseParty(%q):\n name %q, address %s %v", firm+between+address, party.Name, shown(party.Address), err)
			}
		}
	}
}
