/// A regular expression of RE2's everyday part over bytes, matched in time linear in text and expression whatever they
/// are, and without allocation: names and queries come from strangers. It always means the whole text, as in Prometheus.
///
/// `.` and classes in which something is left out take a whole UTF-8 character, or a byte that is none.
package struct RegularExpression: Sendable {
  enum Step: Equatable, Sendable {
    /// Takes one byte of the set and goes on with the next step.
    case take(ByteSet)
    /// Goes on at both places.
    case fork(Int, Int)
    case go(Int)
    case accept
  }

  let steps: [Step]

  /// What a match needs beside the text; one serves all expressions, and grows only when a longer one comes.
  package struct Scratch: Sendable {
    var now: [Int] = []
    var next: [Int] = []
    /// In which round a step was last put down, so that none is twice.
    var seen: [Int] = []
    var round = 0
    var open: [Int] = []

    package init() {}

    mutating func prepare(_ count: Int) {
      if seen.count < count {
        seen = [Int](repeating: 0, count: count)
        round = 0
        now.reserveCapacity(count)
        next.reserveCapacity(count)
        open.reserveCapacity(2 * count)
      }
      now.removeAll(keepingCapacity: true)
      next.removeAll(keepingCapacity: true)
    }
  }

  /// Whether the whole text is what the expression describes.
  package func matches(_ text: [UInt8], _ scratch: inout Scratch) -> Bool {
    scratch.prepare(steps.count)
    scratch.round += 1
    follow(0, &scratch)
    var position = 0
    while position < text.count {
      let byte = text[position]
      position += 1
      swap(&scratch.now, &scratch.next)
      if scratch.now.isEmpty { return false }
      scratch.next.removeAll(keepingCapacity: true)
      scratch.round += 1
      var index = 0
      while index < scratch.now.count {
        let step = scratch.now[index]
        if case .take(let set) = steps[step], set.contains(byte) { follow(step + 1, &scratch) }
        index += 1
      }
    }
    var index = 0
    while index < scratch.next.count {
      if case .accept = steps[scratch.next[index]] { return true }
      index += 1
    }
    return false
  }

  /// Puts down the steps that take a byte or accept, and that can be reached from `start` without a byte.
  private func follow(_ start: Int, _ scratch: inout Scratch) {
    scratch.open.append(start)
    while !scratch.open.isEmpty {
      let step = scratch.open.removeLast()
      if scratch.seen[step] == scratch.round { continue }
      scratch.seen[step] = scratch.round
      switch steps[step] {
      case .go(let other): scratch.open.append(other)
      case .fork(let first, let second):
        scratch.open.append(second)
        scratch.open.append(first)
      case .take, .accept: scratch.next.append(step)
      }
    }
  }
}
