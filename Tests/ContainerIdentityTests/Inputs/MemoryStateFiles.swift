import ContainerIdentity
import ControlGroups
import Synchronization

/// State files that a test wrote down, with their owners; counts the reads.
final class MemoryStateFiles: StateFiles {
  private struct File {
    var bytes: [UInt8]
    var owner: UInt32
    var inode: UInt64
    var failure: StateFailure?
  }

  private struct State {
    var files: [ByteText: File] = [:]
    var inode: UInt64 = 1
    var reads: [ByteText] = []
    var asked: [ByteText] = []
  }

  private let state = Mutex(State())

  /// Puts a file there, as engines do: another inode each time.
  func put(_ path: String, _ text: String, owner: UInt32 = 0) {
    state.withLock { state in
      state.inode += 1
      state.files[ByteText(path)] = File(bytes: Array(text.utf8), owner: owner, inode: state.inode)
    }
  }

  /// Fails every look at a file.
  func fail(_ path: String, _ failure: StateFailure) {
    state.withLock { $0.files[ByteText(path)] = File(bytes: [], owner: 0, inode: 0, failure: failure) }
  }

  func remove(_ path: String) { state.withLock { _ = $0.files.removeValue(forKey: ByteText(path)) } }

  /// The files whose bytes were read, in order.
  var reads: [ByteText] { state.withLock { $0.reads } }
  /// The files that were asked for, there or not.
  var asked: [ByteText] { state.withLock { $0.asked } }

  func forgetReads() {
    state.withLock {
      $0.reads = []
      $0.asked = []
    }
  }

  /// Whether some file is below it.
  private func isDirectory(_ path: ByteText) -> Bool {
    state.withLock { $0.files.keys.contains { $0.bytes.starts(with: path.bytes + Array("/".utf8)) } }
  }

  private func file(_ path: StatePath) throws(StateFailure) -> File {
    guard path.isPlain else { throw .leadsElsewhere }
    let found = state.withLock { state in
      state.asked.append(path.text)
      return state.files[path.text]
    }
    guard let found else { throw isDirectory(path.text) ? .notRegular : .absent }
    if let failure = found.failure { throw failure }
    if found.owner != path.owner { throw .foreignOwner(found.owner) }
    return found
  }

  func read(_ path: StatePath, most: Int) throws(StateFailure) -> (bytes: [UInt8], stamp: StateStamp) {
    let file = try file(path)
    if file.bytes.count > most { throw .tooLong(most: most) }
    state.withLock { $0.reads.append(path.text) }
    return (file.bytes, StateStamp(inode: file.inode, size: UInt64(file.bytes.count)))
  }

  func stamp(_ path: StatePath) throws(StateFailure) -> StateStamp {
    let file = try file(path)
    return StateStamp(inode: file.inode, size: UInt64(file.bytes.count))
  }
}
