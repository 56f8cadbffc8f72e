public import ControlGroups
internal import Synchronization

/// A cgroup tree in memory that answers the library's system calls: for tests without a kernel, on any machine.
///
/// It behaves as cgroupfs does where a reader can tell: directories have two links and one for each child, a file of a
/// removed group answers ENODEV on a descriptor and ENOENT by path, a group made anew has another inode.
///
/// ```swift
/// let tree = FakeTree()
/// tree.group("/web", ["memory.max": "1048576\n", "memory.current": "4096\n"])
/// let group = try tree.hierarchy().group("/web")
/// tree.remove("/web")   // what a reader meets when a container ends
/// ```
public final class FakeTree: SystemCalls {
  let state: Mutex<FakeState>

  /// A tree with only a root that is the machine's, and a /proc that mounts it at /sys/fs/cgroup.
  public init() {
    state = Mutex(FakeState())
    plain("/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n")
    plain("/proc/self/cgroup", "0::/\n")
    plain("/proc/pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
  }

  /// Makes a group and those above it, with files of these texts; a group that is there gets the files besides.
  public func group(_ path: String, _ files: [String: String] = [:]) { group(GroupPath(path) ?? .root, files) }

  /// The same by bytes, for names that are no UTF-8.
  public func group(_ path: GroupPath, _ files: [String: String] = [:]) {
    state.withLock { state in
      let isNew = state.find(path) == nil
      let node = state.make(path)
      for (name, text) in files { state.put(text, into: name, of: node) }
      if isNew, let above = path.parent.flatMap(state.find) {
        for notifier in state.notifiers { notifier.noticed(above, .created, path.name.bytes) }
      }
    }
  }

  /// Sets the text of a file of a group; the group must be there.
  public func set(_ path: String, _ file: String, _ text: String) {
    state.withLock { state in
      guard let path = GroupPath(path), let node = state.find(path) else { return }
      state.put(text, into: file, of: node)
    }
  }

  /// Takes a file out of a group's directory, as switching its controller off does.
  public func drop(_ path: String, _ file: String) {
    state.withLock { state in
      guard let path = GroupPath(path), let node = state.find(path) else { return }
      node.files.removeValue(forKey: Array(file.utf8))?.isDead = true
    }
  }

  /// The text of a file of a group; nil where there is none.
  public func text(_ path: String, _ file: String) -> String? {
    state.withLock { state in
      guard let path = GroupPath(path), let file = state.find(path)?.files[Array(file.utf8)] else { return nil }
      return String(decoding: file.text, as: UTF8.self)
    }
  }

  /// Removes a group with everything below it, whoever holds it open.
  public func remove(_ path: String) {
    state.withLock { state in
      guard let path = GroupPath(path), let parent = path.parent, let above = state.find(parent) else { return }
      guard let node = above.children.removeValue(forKey: path.name.bytes) else { return }
      node.kill()
      for notifier in state.notifiers {
        notifier.ended(node)
        notifier.noticed(above, .deleted, path.name.bytes)
      }
    }
  }

  /// Puts something into a group's directory that is no group: a symbolic link or a foreign mount.
  public func obstacle(_ path: String, _ name: String, _ error: ErrorNumber) {
    state.withLock { $0.make(GroupPath(path) ?? .root).obstacles[Array(name.utf8)] = error }
  }

  /// Answers writes to a file of a group as the kernel would: the closure gets the text without its newline, and gives
  /// the text that the file holds then (nil: as before), or throws an errno. It may call the tree.
  public func answer(
    _ path: String, _ file: String, _ answer: @escaping @Sendable (String) throws(ErrorNumber) -> String?
  ) {
    state.withLock { state in
      guard let path = GroupPath(path) else { return }
      let node = state.make(path)
      let key = Array(file.utf8)
      if node.files[key] == nil { node.files[key] = FakeFile([]) }
      node.files[key]?.answer = answer
    }
  }

  /// Sets a plain file by absolute path, such as `/proc/self/cgroup`; nil takes it away. Who holds it open reads the new
  /// text, as of a file that the kernel makes up.
  ///
  /// - Parameter inode: of the file: that of `/proc/PID/net/dev` is the same where the network namespace is.
  public func plain(_ path: String, _ text: String?, inode: UInt64 = 9) {
    state.withLock { state in
      guard let text else { return state.plain[Array(path.utf8)] = nil }
      let file = state.plain[Array(path.utf8)] ?? FakeFile([])
      file.text = Array(text.utf8)
      file.inode = inode
      state.plain[Array(path.utf8)] = file
    }
  }

  /// Whether the root is the machine's (inode 1) or a cgroup namespace's.
  public func setMachineRoot(_ isMachineRoot: Bool) {
    state.withLock { $0.root.inode = isMachineRoot ? 1 : 4242 }
  }

  /// What file system everything is on, as statfs(2) numbers them: cgroup2 at first.
  public func setMagic(_ magic: UInt64) { state.withLock { $0.magic = magic } }

  /// Gives a group, with all that is below it now, to a user: only they and root may write its files, and make and
  /// remove groups in it. To all others that is EACCES.
  public func give(_ path: String, to user: UInt32) {
    state.withLock { $0.make(GroupPath(path) ?? .root).give(to: user) }
  }

  /// When a group's directory was made, in nanoseconds since 1970; 0 (nobody knows) at first.
  public func born(_ path: String, at nanoseconds: Int64) {
    state.withLock { $0.make(GroupPath(path) ?? .root).born = nanoseconds }
  }

  /// Who reads the tree from now on; root (0) at first.
  public func become(_ user: UInt32) { state.withLock { $0.user = user } }

  /// Moves the clock that never jumps.
  public func advanceClock(nanoseconds: UInt64) { state.withLock { $0.now += nanoseconds } }

  /// Lets the machine sleep: the clock of its boot moves, the monotonic one does not.
  public func suspend(nanoseconds: UInt64) { state.withLock { $0.slept += nanoseconds } }

  /// Descriptors that are open now: a test of leaks.
  public var openDescriptors: Int { state.withLock { $0.open.count } }

  /// The tree as a process sees it.
  public func hierarchy() throws(HierarchyFailure) -> Hierarchy { try .live(self) }
}

/// What a file of the fake holds; a descriptor keeps it after it is gone.
final class FakeFile: @unchecked Sendable {
  var text: [UInt8]
  var isDead = false
  /// How often it was set: what a reader's poll tells.
  var changes = 0
  var inode: UInt64 = 9
  var answer: (@Sendable (String) throws(ErrorNumber) -> String?)?
  init(_ text: [UInt8]) { self.text = text }
}

/// A directory of the fake. Guarded by the tree's lock.
final class FakeNode: @unchecked Sendable {
  var inode: UInt64
  var children: [[UInt8]: FakeNode] = [:]
  var files: [[UInt8]: FakeFile] = [:]
  var obstacles: [[UInt8]: ErrorNumber] = [:]
  var isDead = false
  var owner: UInt32 = 0
  var born: Int64 = 0
  init(inode: UInt64) { self.inode = inode }

  /// The files of every group that mkdir makes, whatever controllers it has.
  static let newborn = [
    "cgroup.type": "domain\n", "cgroup.procs": "", "cgroup.threads": "", "cgroup.subtree_control": "\n",
    "cgroup.events": "populated 0\nfrozen 0\n", "cgroup.freeze": "0\n", "cgroup.kill": "",
    "cgroup.max.depth": "max\n", "cgroup.max.descendants": "max\n",
  ]

  var status: FileStatus {
    FileStatus(
      inode: inode, links: UInt64(2 + children.count + obstacles.count), modified: born, kind: .directory, owner: owner)
  }

  func give(to user: UInt32) {
    owner = user
    for child in children.values { child.give(to: user) }
  }

  func kill() {
    isDead = true
    for file in files.values { file.isDead = true }
    for child in children.values { child.kill() }
  }
}

/// Everything that the lock guards.
struct FakeState {
  enum Opened {
    /// With the records that were not listed yet; nil before the first listing.
    case directory(FakeNode, pending: [[UInt8]]?)
    case file(FakeFile)
    case notifier(FakeNotifier)
  }

  var root = FakeNode(inode: 1)
  var plain: [[UInt8]: FakeFile] = [:]
  var open: [Int32: Opened] = [:]
  var nextDescriptor: Int32 = 100
  var nextInode: UInt64 = 2
  var now: UInt64 = 1_000_000_000
  /// How long the machine slept.
  var slept: UInt64 = 0
  /// How many changes of its file each descriptor has read.
  var seen: [Int32: Int] = [:]
  var notifiers: [FakeNotifier] = []
  var killed: [Int32] = []
  var hasResourceCapability = true
  var user: UInt32 = 0
  var magic = cgroup2Magic

  mutating func make(_ path: GroupPath) -> FakeNode {
    var node = root
    for name in path.components {
      if let child = node.children[name.bytes] {
        node = child
        continue
      }
      let child = FakeNode(inode: nextInode)
      nextInode += 1
      node.children[name.bytes] = child
      node = child
    }
    return node
  }

  /// Gives a file its text; who holds it open reads that, and who watches it hears of it.
  func put(_ text: String, into file: String, of node: FakeNode) {
    guard let existing = node.files[Array(file.utf8)] else {
      node.files[Array(file.utf8)] = FakeFile(Array(text.utf8))
      return
    }
    existing.text = Array(text.utf8)
    existing.changes += 1
    for notifier in notifiers { notifier.noticed(existing) }
  }

  func find(_ path: GroupPath) -> FakeNode? {
    var node = root
    for name in path.components {
      guard let child = node.children[name.bytes] else { return nil }
      node = child
    }
    return node
  }

  func mayWrite(_ node: FakeNode) -> Bool { user == 0 || user == node.owner }

  func checkWriting(_ node: FakeNode) throws(ErrorNumber) {
    if !mayWrite(node) { throw .accessDenied }
  }

  mutating func add(_ opened: Opened) -> Int32 {
    nextDescriptor += 1
    open[nextDescriptor] = opened
    return nextDescriptor
  }

  func directory(_ descriptor: Int32) throws(ErrorNumber) -> FakeNode {
    guard case .directory(let node, _) = open[descriptor] else { throw .badDescriptor }
    return node
  }
}
