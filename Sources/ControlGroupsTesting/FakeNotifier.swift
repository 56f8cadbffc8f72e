internal import ControlGroups

/// The fake's inotify. Guarded by the tree's lock.
final class FakeNotifier: @unchecked Sendable {
  struct Watch {
    let node: FakeNode
    /// Nil: the directory itself.
    let file: FakeFile?
  }

  var watches: [Int32: Watch] = [:]
  var last: Int32 = 0
  /// Records as inotify_event(7) has them.
  var queue: [UInt8] = []

  /// Queues one record.
  func say(_ watch: Int32, _ events: NotifierEvents, _ name: [UInt8]) {
    let padded = name.isEmpty ? [] : name + Array(repeating: 0, count: 16 - name.count % 16)
    for number in [UInt32(bitPattern: watch), events.rawValue, 0, UInt32(padded.count)] {
      for shift in [0, 8, 16, 24] as [UInt32] {
        queue.append(UInt8(truncatingIfNeeded: number.littleEndian >> shift))
      }
    }
    queue.append(contentsOf: padded)
  }

  func noticed(_ file: FakeFile) {
    for (watch, what) in watches where what.file === file { say(watch, .modified, []) }
  }

  func noticed(_ node: FakeNode, _ events: NotifierEvents, _ name: [UInt8]) {
    for (watch, what) in watches where what.file == nil && what.node === node {
      say(watch, [events, .directory], name)
    }
  }

  /// A directory went away with its files.
  func ended(_ node: FakeNode) {
    for (watch, what) in watches where what.node === node {
      watches.removeValue(forKey: watch)
      say(watch, .deletedSelf, [])
      say(watch, .ignored, [])
    }
  }
}
