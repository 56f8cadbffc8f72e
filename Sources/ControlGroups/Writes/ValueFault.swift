/// What is wrong with a value that was to be written, in a person's or the kernel's spelling.
public struct ValueFault: Error, Equatable, Sendable {
  /// What kind of fault.
  public enum Kind: Equatable, Sendable {
    /// Nothing was given.
    case empty
    /// It is not of the form at all.
    case malformed
    /// It is of the form, but more or less than the file takes.
    case outOfRange
    /// A key that the file does not have.
    case unknownKey
  }

  /// What kind of fault.
  public let kind: Kind
  /// The part that is wrong.
  public let text: ByteText
  /// What is wrong with it: `is not a size`.
  public let problem: String
  /// What would be right: `write 512M, 1.5G, 50% or max`.
  public let remedy: String

  /// A fault.
  public init(_ kind: Kind, _ text: ByteText, _ problem: String, _ remedy: String) {
    self.kind = kind
    self.text = text
    self.problem = problem
    self.remedy = remedy
  }

  /// A long value is shown by its beginning.
  private static let longest = 60

  /// `"512Q" is not a size`.
  public var message: String {
    let isLong = text.bytes.count > Self.longest
    let shown = isLong ? ByteText(Array(text.bytes.prefix(Self.longest))) : text
    return "\"\(shown)\(isLong ? "…" : "")\" \(problem)"
  }
}

extension ValueFault: CustomStringConvertible {
  /// Message and remedy.
  public var description: String { "\(message); \(remedy)" }
}
