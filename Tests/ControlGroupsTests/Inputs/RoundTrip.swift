import ControlGroups
import Testing

/// The text as a string, for messages that a person can read.
func string(_ value: some FileValue) -> String { String(decoding: value.text, as: UTF8.self) }

/// Whether a value survives being printed and read again.
func survivesPrinting<Value: FileValue>(_ value: Value) -> Bool { (try? Value(parsing: value.text)) == value }

/// A text that the kernel prints: read, printed back byte for byte, read again as the same value.
func expectKernelText<Value: FileValue>(
  _ type: Value.Type, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let value = try Value(parsing: text)
  #expect(string(value) == text, sourceLocation: sourceLocation)
  #expect(survivesPrinting(value), sourceLocation: sourceLocation)
}

/// A text that is refused, at a byte.
func expectRefusal<Value: FileValue>(
  _ type: Value.Type, _ text: String, at offset: Int, sourceLocation: SourceLocation = #_sourceLocation
) {
  do {
    let value = try Value(parsing: text)
    Issue.record("\(text.debugDescription) was read as \(value)", sourceLocation: sourceLocation)
  } catch {
    #expect(error.offset == offset, sourceLocation: sourceLocation)
    #expect(!error.expected.isEmpty, sourceLocation: sourceLocation)
  }
}
