/// A file with one of a few words: cgroup.type, io.prio.class. A word of a newer kernel is kept.
public enum Choice<Word: RawRepresentable<String> & CaseIterable & Hashable & Sendable>: FileValue, Hashable {
  /// A word that weir knows.
  case known(Word)
  /// Another one.
  case other(ByteText)

  /// The words.
  public static var grammar: String { Word.allCases.map(\.rawValue).joined(separator: " | ") }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads one line.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    let line = scanLine(text, &position)
    guard position == text.count, !line.isEmpty else {
      throw ParseFailure(at: position, expected: "one of \(Self.grammar)")
    }
    let bytes = ByteText(text, line)
    let word = Word.allCases.first { $0.rawValue.utf8.elementsEqual(bytes.bytes) }
    self = word.map(Choice.known) ?? .other(bytes)
  }

  /// The word, nil for one that weir does not know.
  public var word: Word? {
    switch self {
    case .known(let word): word
    case .other: nil
    }
  }

  /// Prints the word and a newline.
  public func print(to out: inout [UInt8]) {
    switch self {
    case .known(let word): printText(word.rawValue, to: &out)
    case .other(let text): out.append(contentsOf: text.bytes)
    }
    out.append(Ascii.newline)
  }

  /// The word.
  public var structured: StructuredValue {
    switch self {
    case .known(let word): .text(ByteText(word.rawValue))
    case .other(let text): .text(text)
    }
  }
}

/// What cgroup.type says.
public enum GroupType: String, CaseIterable, Hashable, Sendable {
  /// A normal group.
  case domain
  /// The root of a threaded subtree.
  case domainThreaded = "domain threaded"
  /// Below a threaded one and not yet threaded: takes no process.
  case domainInvalid = "domain invalid"
  /// Threaded: holds threads of processes of its domain.
  case threaded
}

/// What io.prio.class says (block/blk-ioprio.c).
public enum IOPriorityClass: String, CaseIterable, Hashable, Sendable {
  /// Priorities stay as they are.
  case noChange = "no-change"
  /// Raised to real time.
  case promoteToRealtime = "promote-to-rt"
  /// Real time is lowered to best effort.
  case restrictToBestEffort = "restrict-to-be"
  /// All requests idle.
  case idle
  /// The old name of promote-to-rt.
  case noneToRealtime = "none-to-rt"
}
