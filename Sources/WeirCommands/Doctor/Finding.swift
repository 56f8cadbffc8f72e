internal import ControlGroups

/// One thing that `weir doctor` looked at.
struct Finding {
  /// How it is.
  enum Mark: String, CaseIterable {
    /// As it should be.
    case ok
    /// Works, but something is missing that a person may want.
    case note
    /// Figures or limits do not work because of it.
    case problem
  }

  /// What it is about, as a stable word for programs: `mount.nsdelegate`, `controller.io`.
  var code: String
  var mark: Mark
  /// One line.
  var text: String
  /// Lines to copy, each a command or a word for the kernel's command line; none where nothing can be done, or nothing
  /// is missing.
  var remedy: [String] = []
  /// The figures behind the line, for programs.
  var facts: [(name: String, value: StructuredValue)] = []

  static func ok(_ code: String, _ text: String) -> Finding { Finding(code: code, mark: .ok, text: text) }

  static func note(_ code: String, _ text: String, remedy: [String] = []) -> Finding {
    Finding(code: code, mark: .note, text: text, remedy: remedy)
  }

  static func problem(_ code: String, _ text: String, remedy: [String] = []) -> Finding {
    Finding(code: code, mark: .problem, text: text, remedy: remedy)
  }

  /// The same with figures for programs.
  func with(_ facts: (String, StructuredValue)...) -> Finding {
    var copy = self
    copy.facts += facts.map { (name: $0.0, value: $0.1) }
    return copy
  }
}

/// Findings about one subject.
struct FindingGroup {
  var title: String
  var findings: [Finding]
}

extension StructuredValue {
  /// Text of weir's own.
  static func words(_ text: String) -> StructuredValue { .text(ByteText(text)) }
}
