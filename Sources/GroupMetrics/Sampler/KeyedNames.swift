internal import ControlGroups

/// What the lines of a keyed file are of, each name kept once: a line costs no text of its own.
struct KeyedNames {
  private let hierarchy: Hierarchy
  private let subject: KeyedSubject
  /// As the file writes them; empty for a name that nothing has any more.
  private var keys: [[UInt8]] = []
  /// Of disks, what the kernel called them.
  private var kernels: [ByteText] = []
  /// As they are shown.
  private(set) var shown: [ByteText] = []
  /// The one behind the last that was found: the kernel writes lines in one order.
  private var next = 0

  init(_ hierarchy: Hierarchy, _ subject: KeyedSubject) {
    self.hierarchy = hierarchy
    self.subject = subject
  }

  /// The number of a name; nil for a text that is none.
  mutating func index(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    if range.isEmpty { return nil }
    if next < keys.count, matches(next, text, range) {
      next += 1
      return next - 1
    }
    for index in keys.indices where matches(index, text, range) {
      next = index + 1
      return index
    }
    return add(text, range)
  }

  private func matches(_ index: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    spells(text, range, keys[index], keys[index].indices)
  }

  private mutating func add(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let key = ByteText(text, range)
    var name = key
    if subject == .disk {
      guard let device = DeviceNumber(token: text, range) else { return nil }
      name = device.name(in: hierarchy)
      kernels.append(name)
      if let other = shown.firstIndex(of: name) {
        // Two series must not be one; but one that nothing has any more goes on.
        if keys[other].isEmpty {
          keys[other] = key.bytes
          kernels[other] = kernels.removeLast()
          return other
        }
        name = key
      }
    }
    keys.append(key.bytes)
    shown.append(name)
    return keys.count - 1
  }

  /// Lets go of the names of disks whose numbers others have by now, or nobody.
  mutating func refresh() {
    guard subject == .disk else { return }
    for index in keys.indices {
      let key = keys[index]
      guard let device = DeviceNumber(token: key.span, key.indices), device.name(in: hierarchy) != kernels[index]
      else { continue }
      keys[index] = []
    }
  }
}
