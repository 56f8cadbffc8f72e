internal import ControlGroups
package import GroupMetrics

/// A page as it is written: families whole and in order, HELP and TYPE before the first sample of each.
package struct PageText {
  package private(set) var bytes: [UInt8] = []
  /// The family's name and what opens its labels.
  private var opening: [UInt8] = []
  private var pending: Family?

  package init() {}

  package mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Begins a family; one without a sample leaves no line.
  package mutating func begin(_ family: Family) {
    pending = family
    opening.removeAll(keepingCapacity: true)
    opening.append(contentsOf: family.name.utf8)
    opening.append(UInt8(ascii: "{"))
  }

  /// One sample of the family that was begun. `labels` may be empty; `more` begins with a comma.
  package mutating func sample(_ labels: [UInt8], _ number: Double, and more: [UInt8] = [], scale: Double = 1) {
    sample(labels, labels.indices, number, and: more, scale: scale)
  }

  /// The same with labels that are a part of a longer text.
  mutating func sample(
    _ labels: [UInt8], _ range: Range<Int>, _ number: Double, and more: [UInt8], scale: Double
  ) {
    if pending != nil { head() }
    if range.isEmpty {
      bytes.append(contentsOf: opening.dropLast())
    } else {
      bytes.append(contentsOf: opening)
      bytes.append(contentsOf: labels[range])
      if !more.isEmpty { bytes.append(contentsOf: more) }
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: " "))
    SampleNumber.append(number, scale: scale, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// One sample with one label.
  package mutating func sample(_ label: String, _ value: String, _ number: Double) {
    var text: [UInt8] = []
    LabelText.append(label, ByteText(value), to: &text)
    sample(text, number)
  }

  private mutating func head() {
    guard let family = pending.take() else { return }
    bytes.append(contentsOf: "# HELP \(family.name) ".utf8)
    LabelText.appendHelp(family.help, to: &bytes)
    bytes.append(contentsOf: "\n# TYPE \(family.name) \(family.kind.rawValue)\n".utf8)
  }
}
