/// What became of a write: what was asked, what the kernel kept of it, and what stood there before.
public struct WriteReport: Equatable, Sendable {
  /// The file.
  public let file: String
  /// The group.
  public let group: GroupPath
  /// What was written, in its plain form.
  public let asked: ByteText
  /// What stood there before: of a file with a line for each device or name, that line. Nil where the file had no such
  /// line (for a limit: none), or cannot be read.
  public let before: ByteText?
  /// What reads back. Nil as above.
  public let kept: ByteText?
  /// Whether what reads back means what was asked.
  public let isAsAsked: Bool

  /// Whether nothing changed.
  public var isUnchanged: Bool { before == kept }

  /// Why what reads back differs from what was asked, as a sentence; nil where it does not.
  public var adjustment: String? {
    if isAsAsked { return nil }
    guard let kept else { return "the kernel took it and shows nothing" }
    var position = 0
    let wanted = scanDecimal(asked.bytes.span, &position)
    position = 0
    let got = scanDecimal(kept.bytes.span, &position)
    if let wanted, let got, got < wanted { return "the kernel rounds down to whole pages: \(asked) became \(got)" }
    if wanted != nil, kept == "max" { return "\(asked) is more than the kernel counts, so it is no limit: max" }
    return "the kernel shows \(kept) where \(asked) was written"
  }
}

/// A write with its values typed.
public struct Written<Value: Equatable & Sendable>: Equatable, Sendable {
  /// What was asked.
  public let asked: Value
  /// What stood there before.
  public let before: Value
  /// What reads back.
  public let kept: Value
  /// The same as texts.
  public let report: WriteReport

  /// Whether what reads back means what was asked.
  public var isAsAsked: Bool { report.isAsAsked }
}
