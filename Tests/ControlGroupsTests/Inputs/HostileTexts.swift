/// Texts that no healthy kernel prints, for every parser: each must be refused or be kept, never trap.
let hostileTexts: [[UInt8]] = [
  [], [0x0A], [0x0A, 0x0A, 0x0A], [0x00], [0xFF], [0x20], Array("   \n".utf8), Array("\r\n".utf8), Array("=".utf8),
  Array("==\n".utf8), Array("=1\n".utf8), Array("a=\n".utf8), Array(":".utf8), Array("1:\n".utf8), Array("-\n".utf8),
  Array("--1\n".utf8), Array("-0\n".utf8), Array("+1\n".utf8), Array("0x10\n".utf8), Array("1e9\n".utf8),
  Array(".\n".utf8), Array("1.\n".utf8), Array(".5\n".utf8), Array("1.999\n".utf8),
  Array("00000000000000000001\n".utf8),
  Array("18446744073709551615\n".utf8), Array("18446744073709551616\n".utf8),
  Array("99999999999999999999999999999999\n".utf8), Array("-18446744073709551615\n".utf8),
  Array("184467440737095516.16\n".utf8), Array("max".utf8), Array("maxmax\n".utf8), Array("max max max\n".utf8),
  Array("MAX\n".utf8), Array("max 18446744073709551616\n".utf8), Array("1 2 3 4 5\n".utf8), Array("1\n2\n3".utf8),
  Array("4294967296:0 rbytes=1\n".utf8), Array("8:0 rbytes=18446744073709551616\n".utf8),
  Array("0-1048575:1/2,0-1048575:1/2\n".utf8), Array("5-3\n".utf8), Array("0:0/0\n".utf8), Array("0-9:3/2\n".utf8),
  Array("some avg10=\n".utf8), Array("some avg10=99999999999.00 avg60=0.00 avg300=0.00 total=0\n".utf8),
  Array("full\nfull\nsome".utf8), Array("default \n".utf8), Array("default 1\n8:0\n".utf8), Array("domain\0\n".utf8),
  Array("anon 1\nanon 2\nanon\n anon 3\n".utf8), Array("(unknown) rbytes=1\n".utf8), [0xC2], [0xE2, 0x80],
  [0xF4, 0x90, 0x80, 0x80, 0x0A], Array("\u{202E}anon 1\n".utf8), [UInt8](repeating: 0x39, count: 5000),
  [UInt8](repeating: 0x20, count: 5000), [UInt8](repeating: 0x0A, count: 5000), Array(0...255),
]
