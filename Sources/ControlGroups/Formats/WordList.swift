/// Words with a blank between: cgroup.controllers, cgroup.subtree_control. An empty list is one newline.
public struct WordList: FileValue, Hashable {
  /// The words in the file's order.
  public var words: [ByteText] { didSet { verbatim = nil } }
  var verbatim: ByteText?

  /// A list of words.
  public init(_ words: [ByteText]) { self.words = words }

  /// Words.
  public static var grammar: String { "space separated words" }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads `cpu io memory\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    words = []
    var position = 0
    while position < text.count, text[position] != Ascii.newline {
      skipBlanks(text, &position)
      let token = scanToken(text, &position)
      if !token.isEmpty { words.append(ByteText(text, token)) }
    }
    try expectEnd(text, position)
    verbatim = ByteText(text, 0..<text.count, unlessPrinted: { print(to: &$0) })
  }

  /// Whether a word is in it.
  public func contains(_ word: String) -> Bool { words.contains { $0.bytes.elementsEqual(word.utf8) } }

  /// Whether a controller is in it.
  public func contains(_ controller: Controller) -> Bool { contains(controller.rawValue) }

  /// Prints `cpu io memory\n`.
  public func print(to out: inout [UInt8]) {
    if let verbatim {
      out.append(contentsOf: verbatim.bytes)
      return
    }
    for (index, word) in words.enumerated() {
      if index > 0 { out.append(Ascii.space) }
      out.append(contentsOf: word.bytes)
    }
    out.append(Ascii.newline)
  }

  /// A list.
  public var structured: StructuredValue { .list(words.map { .text($0) }) }
}
