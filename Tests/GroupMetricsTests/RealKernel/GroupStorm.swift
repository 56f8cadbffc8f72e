import Foundation
import Synchronization

/// Makes and removes groups as fast as mkdir(2) and rmdir(2) go, on a thread of its own. Most are gone before anybody looks;
/// two of each round live for a second, always under the same names.
final class GroupStorm: Sendable {
  private let ends = Atomic(false)
  private let made = Atomic(0)
  private let done = DispatchSemaphore(value: 0)

  init(below place: String) {
    Thread.detachNewThread { [self] in
      while !ends.load(ordering: .relaxed) {
        for name in ["e", "f"] { make("\(place)/\(name)") }
        let until = ContinuousClock.now + .seconds(1)
        while ContinuousClock.now < until, !ends.load(ordering: .relaxed) {
          for name in ["a", "b", "b/d"] { make("\(place)/\(name)") }
          for name in ["b/d", "b", "a"] { unsafe rmdir("\(place)/\(name)") }
        }
        for name in ["e", "f"] { unsafe rmdir("\(place)/\(name)") }
      }
      done.signal()
    }
  }

  /// Ends it, and tells how many were made.
  func end() -> Int {
    ends.store(true, ordering: .relaxed)
    done.wait()
    done.signal()
    return made.load(ordering: .relaxed)
  }

  private func make(_ path: String) { if unsafe mkdir(path, 0o755) == 0 { made.add(1, ordering: .relaxed) } }
}
