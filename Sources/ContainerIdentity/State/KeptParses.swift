internal import ControlGroups

/// Parsed state files, each read again only where its stamp changed, and looked at once a round.
///
/// One container list names hundreds of containers: it is parsed once, not once for each.
struct KeptParses<Value> {
  private struct Entry {
    var stamp: StateStamp?
    var answer: Result<Value, StateFailure>
    var round: UInt64
  }

  private var entries: [StatePath: Entry] = [:]
  /// The longest file that is read, in bytes.
  private let most: Int
  private let parse: ([UInt8]) -> Value?

  init(most: Int, parse: @escaping ([UInt8]) -> Value?) {
    self.most = most
    self.parse = parse
  }

  /// What the file says.
  ///
  /// - Parameter again: looks at the stamp although this round did already: for something newer than the last look.
  mutating func value(
    _ path: StatePath, _ files: any StateFiles, round: UInt64, again: Bool = false
  ) -> Result<Value, StateFailure> {
    if let kept = entries[path] {
      if kept.round == round, !again { return kept.answer }
      if let stamp = kept.stamp, let now = try? files.stamp(path), now == stamp {
        entries[path]?.round = round
        return kept.answer
      }
    }
    var entry = Entry(stamp: nil, answer: .failure(.absent), round: round)
    do {
      let (bytes, stamp) = try files.read(path, most: most)
      entry.stamp = stamp
      entry.answer = parse(bytes).map { .success($0) } ?? .failure(.malformed)
    } catch {
      entry.answer = .failure(error)
    }
    entries[path] = entry
    return entry.answer
  }

  /// Forgets files that nobody asked for since a round.
  mutating func forget(before round: UInt64) { entries = entries.filter { $0.value.round >= round } }
}
