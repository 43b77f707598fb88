package code

var fileCodes = []Code{
	{
		Code: "file_damaged", Effect: Error, Title: "The file cannot be read to its end",
		Explanation: "It was cut short or changed on its way, or its writer made it wrong. Nothing of it is filed: half a file would be filed as if it were whole.",
		Remedy:      "Open the file, save it anew and send it again.",
	},
	{
		Code: "file_encrypted", Effect: Error, Title: "The file is protected by a password",
		Explanation: "docket has no passwords of senders.", Remedy: "Save the file without a password.",
	},
	{
		Code: "file_too_large", Effect: Error, Title: "The file is larger than docket reads",
		Explanation: "There are bounds to rows, cells and bytes, far above what trade documents have.", Remedy: "Send only the sheets that are needed, or split the file.",
	},
	{
		Code: "file_unsupported", Effect: Error, Title: "The spreadsheet is of a kind that docket does not read",
		Explanation: "docket reads xlsx, xlsm, xls, ods, csv and tsv.", Remedy: "Save the file as xlsx.",
	},
	{
		Code: "file_not_a_spreadsheet", Effect: Error, Title: "The file is no spreadsheet",
		Explanation: "What a file is, its bytes tell, whatever its name says.", Remedy: "Send the workbook itself, not a scan, a PDF or an archive.",
	},
	{
		Code: "file_empty", Effect: Error, Title: "The file has nothing in it",
		Explanation: "Often an upload broke off, or the wrong file was sent.", Remedy: "Send the file again.",
	},
	{
		Code: "file_unreadable", Effect: Error, Title: "The file cannot be read",
		Explanation: "The message tells why.", Remedy: "Save the file as xlsx and send it again.",
	},
	{
		Code: "file_remark", Effect: Warning, Title: "Something about the file is odd",
		Explanation: "The file was read all the same; the message tells what was seen, such as formulas without their results.", Remedy: "Look whether the message matters for this file.",
	},
	{
		Code: "document_unknown", Effect: Error, Title: "The file is neither an ISF worksheet nor a bill of lading",
		Explanation: "docket found too few labels that it knows, or none with a value.", Remedy: "Put labels beside or above their values, pin the file with a profile, or use a worksheet of \"docket template\".",
	},
	{
		Code: "hidden_cells", Effect: Warning, Title: "Hidden rows and columns are not read",
		Explanation: "What a sender does not see, they hardly mean to file.", Remedy: "Show them if they belong to the filing.",
	},
}

var profileCodes = []Code{
	{
		Code: "profile_unclear", Effect: Hold, Title: "Which profile is meant for the file is not clear",
		Explanation: "Two profiles are meant for it alike, or the notice names one that there is not. The file was read without a profile.", Remedy: "Let each profile's match speak of its own files.",
	},
	{
		Code: "profile_misfit", Effect: Hold, Title: "The file is not as its profile says",
		Explanation: "A label moved or is gone, so that the profile might read the wrong cells. The file was read without it.", Remedy: "Correct the file or the profile; \"docket profile check\" tells all that differs.",
	},
	{
		Code: "profile_rule", Effect: Hold, Title: "Something that the profile says does not work",
		Explanation: "An expression of the profile failed on a value of this file, or the profile sets a level or a limit that cannot be.", Remedy: "Correct the value or the profile.",
	},
	{
		Code: "profile_hold", Effect: Hold, Title: "The profile asks for a look at the filing",
		Explanation: "Its hold rules tell which filings are looked at before they are sent; the message is that of the rule.", Remedy: "Approve the filing or correct the file.",
	},
}

var wholeCodes = []Code{
	{
		Code: "low_confidence", Effect: Hold, Title: "docket is not sure that it understood the file",
		Explanation: "The weakest field of the filing was read with less confidence than the configuration or the profile wants.", Remedy: "Look at the field; approve the filing, or write it so that it can be read one way only.",
	},
	{
		Code: "stated_twice", Effect: Hold, Title: "The file states something twice, and differently",
		Explanation: "Only the sender knows which of the two holds.", Remedy: "Leave one of the two.",
	},
	{
		Code: "text_garbled", Effect: Hold, Title: "A text has lost some of its characters",
		Explanation: "It was saved in an encoding that does not have them, or holds pictures, which no paper of customs does.", Remedy: "Type the text again.",
	},
	{
		Code: "label_as_value", Effect: Hold, Title: "A label stands where a value should",
		Explanation: "The layout may have been understood wrong, so that the real value stands elsewhere.", Remedy: "Write the value right beside or below its label.",
	},
	{
		Code: "unreadable", Effect: Error, Title: "A value could not be read",
		Explanation: "The message tells why.", Remedy: "Correct the cell.",
	},
	{
		Code: "scientific_notation", Effect: Error, Title: "A number has lost its last digits",
		Explanation: "A spreadsheet shows long numbers as 1.23E+11, and csv files keep no more than that.", Remedy: "Format the cell as text or widen the column, and enter the number again.",
	},
}
