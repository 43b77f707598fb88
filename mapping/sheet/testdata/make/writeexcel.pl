# Writes an xls file with Spreadsheet::WriteExcel, by which many web sites make theirs.
use strict; use utf8; use Spreadsheet::WriteExcel;

my $book   = Spreadsheet::WriteExcel->new($ARGV[0]);
my $bill   = $book->add_worksheet('Bill');
my $hidden = $book->add_worksheet('Ütf');
$hidden->hide();

$bill->write(0, 0, 'Container');
$bill->write(0, 0, 'Container No');    # written again
$bill->write(0, 1, '集装箱');
$bill->write_string(1, 0, '0012');
$bill->write_number(1, 1, 12,    $book->add_format(num_format => '00000'));
$bill->write_number(2, 1, 45000, $book->add_format(num_format => 'dd/mm/yyyy'));
$bill->write_number(3, 1, 45000, $book->add_format(num_format => 14));
$bill->write_formula(4, 0, '=B2*2',    undef, 24);
$bill->write_formula(5, 0, '="a"&"b"', undef, 'ab');
$bill->write_url(6, 0, 'http://www.example.com/');
$bill->write_comment(0, 0, "Hi\nthere");
$bill->merge_range('A9:C9', 'merged', $book->add_format());
$bill->set_row(10, undef, undef, 1);
$bill->write(10, 0, 'hidden row');
$bill->set_column('F:F', 10, undef, 1);
$bill->write(0, 5, 'hidden column');

$hidden->write(0, 0, 'x' x 9000);
for my $i (0 .. 60) {
    $hidden->write($i, 1, "é$i " x ($i % 50));
    $hidden->write($i, 2, "中$i " x ($i % 50));
}
$book->close();
