/// What terminals send for keys that are no characters.
enum KeySequences {
  /// By the names of terminfo.
  static let capabilities: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
      ("kbs", .backspace),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  /// What the usual terminals send, whatever their description says: xterm, VT100, the Linux console, rxvt.
  static let common: [[UInt8]: Key] = {
    var table: [String: Key] = [
      "\u{1B}[Z": .backTab, "\u{1B}OM": .enter,
      // The Linux console.
      "\u{1B}[[A": .function(1), "\u{1B}[[B": .function(2), "\u{1B}[[C": .function(3), "\u{1B}[[D": .function(4),
      "\u{1B}[[E": .function(5),
    ]
    let letters: [(String, Key)] = [
      ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end), ("P", .function(1)),
      ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
    ]
    for (letter, key) in letters {
      table["\u{1B}[" + letter] = key
      table["\u{1B}O" + letter] = key
    }
    for (number, key) in numbered { table["\u{1B}[\(number)~"] = key }
    return Dictionary(table.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { first, _ in first })
  }()

  /// `CSI number ~`.
  private static let numbered: [(Int, Key)] = [
    (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home), (8, .end),
    (11, .function(1)), (12, .function(2)), (13, .function(3)), (14, .function(4)), (15, .function(5)),
    (17, .function(6)), (18, .function(7)), (19, .function(8)), (20, .function(9)), (21, .function(10)),
    (23, .function(11)), (24, .function(12)),
  ]
}
