package import ControlGroups

/// One kill as the kernel logged it.
package struct OomLogEntry: Sendable, Equatable {
  /// Since boot, on the clock that stands still while the machine sleeps.
  package var microseconds: UInt64
  /// The same in nanoseconds.
  package var atNanoseconds: UInt64 { microseconds &* 1000 }
  /// The group of the process that was killed.
  package var victim: GroupPath
  /// The group whose limit was hit; nil where the machine's memory ran out.
  package var limit: GroupPath?
}

/// OOM kills in the kernel's log: the only place that keeps them when the group is gone and nobody watched.
///
/// A record of /dev/kmsg (Documentation/ABI/testing/dev-kmsg) is `PRIORITY,SEQUENCE,MICROSECONDS,FLAGS;TEXT`; the text is
/// mm/oom_kill.c's `oom-kill:constraint=…,oom_memcg=PATH,task_memcg=PATH,task=COMM,pid=N,uid=N`, with `global_oom` for
/// `oom_memcg=PATH` where the machine ran out. Names of groups and processes stand there as they are, so one may hold
/// what looks like a field: a record in which a field stands twice is passed by.
package enum OomLog {
  /// Records that are looked at; the kernel's buffer seldom holds a tenth.
  private static let most = 200_000

  /// All kills that are still in the log, in order. Nil where it cannot be read: by this user, of a copy, or where
  /// paths would be another namespace's.
  package static func read(_ hierarchy: Hierarchy) -> [OomLogEntry]? {
    guard hierarchy.kind != .copy, hierarchy.isMachineRoot,
      let descriptor = try? hierarchy.calls.openPlain(Array("/dev/kmsg\0".utf8))
    else { return nil }
    defer { hierarchy.calls.close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    var found: [OomLogEntry] = []
    var last: UInt64?
    for _ in 0..<most {
      let count: Int
      do { count = try hierarchy.calls.read(descriptor, at: 0, into: &buffer, from: 0) } catch {
        // EPIPE: the record was overwritten, and the next one is there.
        if error == ErrorNumber(rawValue: 32) { continue }
        break
      }
      guard count > 0, let sequence = sequence(buffer.span.extracting(0..<count)), last.map({ sequence > $0 }) ?? true
      else { break }
      last = sequence
      if let entry = parse(buffer.span.extracting(0..<count)) { found.append(entry) }
    }
    return found
  }

  private static func sequence(_ record: Span<UInt8>) -> UInt64? {
    var position = 0
    guard scanDecimal(record, &position) != nil, scanByte(record, &position, UInt8(ascii: ",")) else { return nil }
    return scanDecimal(record, &position)
  }

  /// One record; nil for any other than a kill.
  package static func parse(_ record: Span<UInt8>) -> OomLogEntry? {
    var position = 0
    guard let priority = scanDecimal(record, &position), scanByte(record, &position, UInt8(ascii: ",")),
      scanDecimal(record, &position) != nil, scanByte(record, &position, UInt8(ascii: ",")),
      let microseconds = scanDecimal(record, &position), scanByte(record, &position, UInt8(ascii: ","))
    else { return nil }
    // Facility 0 is the kernel: what programs write there has another.
    guard priority < 8 else { return nil }
    while position < record.count, record[position] != UInt8(ascii: ";") { position += 1 }
    position += 1
    guard position < record.count, scanLiteral(record, &position, "oom-kill:") else { return nil }
    var text: [UInt8] = []
    while position < record.count, record[position] != UInt8(ascii: "\n") {
      text.append(record[position])
      position += 1
    }
    return parse(text, microseconds)
  }

  private static func parse(_ text: [UInt8], _ microseconds: UInt64) -> OomLogEntry? {
    let victims = places(of: ",task_memcg=", in: text)
    let tasks = places(of: ",task=", in: text)
    let limits = places(of: ",oom_memcg=", in: text)
    let isGlobal = places(of: ",global_oom", in: text)
    guard victims.count == 1, tasks.count == 1, limits.count + isGlobal.count == 1,
      victims[0].upperBound <= tasks[0].lowerBound,
      let victim = path(text[victims[0].upperBound..<tasks[0].lowerBound])
    else { return nil }
    guard let limit = limits.first else {
      return OomLogEntry(microseconds: microseconds, victim: victim, limit: nil)
    }
    guard limit.upperBound <= victims[0].lowerBound, let above = path(text[limit.upperBound..<victims[0].lowerBound])
    else { return nil }
    return OomLogEntry(microseconds: microseconds, victim: victim, limit: above)
  }

  private static func places(of word: String, in text: [UInt8]) -> [Range<Int>] {
    let word = Array(word.utf8)
    guard text.count >= word.count else { return [] }
    return (0...(text.count - word.count)).compactMap { start in
      text[start..<(start + word.count)].elementsEqual(word) ? start..<(start + word.count) : nil
    }
  }

  /// The log writes control bytes, bytes above 126 and the backslash as `\xHH`.
  private static func path(_ text: ArraySlice<UInt8>) -> GroupPath? {
    var bytes: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "\\"), index + 3 < text.endIndex, text[index + 1] == UInt8(ascii: "x"),
        let value = UInt8(String(decoding: text[(index + 2)...(index + 3)], as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        index += 4
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return bytes.first == UInt8(ascii: "/") ? GroupPath(bytes) : nil
  }
}
