internal import ControlGroups

/// Reads the network of groups that have a namespace of their own, by one of their processes: /proc/PID/net/dev
/// (proc_pid_net(5)). Its inode tells namespaces that live at the same time apart, also for a user who may not see ns/net.
struct NetworkReader {
  /// What a namespace has received and sent, without its loopback.
  struct Counters: Equatable {
    var receivedBytes: UInt64 = 0
    var receivedPackets: UInt64 = 0
    var sentBytes: UInt64 = 0
    var sentPackets: UInt64 = 0
  }

  /// Counters and the namespace that they are of, or why there are none.
  enum Answer: Equatable {
    case counters(Counters, namespace: UInt64)
    case missing(Missing.Reason)
  }

  private let hierarchy: Hierarchy
  private var host: UInt64?
  /// The namespaces that groups of this round have shown.
  private var shown: Set<UInt64> = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 13)

  init(_ hierarchy: Hierarchy) { self.hierarchy = hierarchy }

  /// Begins a round.
  mutating func begin() {
    shown.removeAll(keepingCapacity: true)
    if let (descriptor, inode) = open(1) {
      hierarchy.calls.close(descriptor)
      host = inode
    }
  }

  /// A namespace that a group shows which is not read this time.
  mutating func keep(_ namespace: UInt64) { if namespace != 0 { shown.insert(namespace) } }

  /// - Parameter inner: whether what is below the group is part of it, and not sampled by itself.
  mutating func read(_ group: ControlGroup, inner: Bool) -> Answer {
    guard hierarchy.kind != .copy else { return .missing(.noProcess) }
    guard let process = firstProcess(group) ?? (inner ? firstProcessBelow(group) : nil) else {
      return .missing(.noProcess)
    }
    // Of a PID namespace that we are not in, the kernel says 0. And without knowing the host's own network (no process of
    // others may be seen: hidepid, ProtectProc) it could be taken for the group's.
    guard process > 0, let host else { return .missing(.permission) }
    guard let (descriptor, inode) = open(process) else { return .missing(.noProcess) }
    defer { hierarchy.calls.close(descriptor) }
    if inode == host { return .missing(.hostNetwork) }
    guard shown.insert(inode).inserted else { return .missing(.sharedNetwork) }
    guard let count = try? hierarchy.calls.readWhole(descriptor, into: &buffer, isPaged: true) else {
      return .missing(.noProcess)
    }
    return .counters(Self.parse(buffer.span.extracting(0..<count)), namespace: inode)
  }

  /// Inter-|   Receive … |  Transmit; then `  eth0: BYTES PACKETS errs drop fifo frame compressed multicast BYTES PACKETS …`.
  static func parse(_ text: Span<UInt8>) -> Counters {
    var sum = Counters()
    var position = 0
    while position < text.count {
      skipBlanks(text, &position)
      let start = position
      while position < text.count, text[position] != UInt8(ascii: ":"), text[position] != UInt8(ascii: "\n") {
        position += 1
      }
      let isLoopback = position - start == 2 && text[start] == UInt8(ascii: "l") && text[start + 1] == UInt8(ascii: "o")
      if scanByte(text, &position, UInt8(ascii: ":")), !isLoopback {
        var numbers: InlineArray<10, UInt64> = .init(repeating: 0)
        var count = 0
        while count < 10 {
          skipBlanks(text, &position)
          guard let number = scanDecimal(text, &position) else { break }
          numbers[count] = number
          count += 1
        }
        if count == 10 {
          sum.receivedBytes &+= numbers[0]
          sum.receivedPackets &+= numbers[1]
          sum.sentBytes &+= numbers[8]
          sum.sentPackets &+= numbers[9]
        }
      }
      _ = scanLine(text, &position)
    }
    return sum
  }

  /// Asked each time: a number that was kept could be another group's process by now. 0 where all are out of sight.
  private mutating func firstProcess(_ group: ControlGroup) -> Int32? {
    guard let count = try? group.readRaw(CoreFiles.shared.procs, into: &buffer), count > 0 else { return nil }
    let text = buffer.span.extracting(0..<count)
    var position = 0
    var first: Int32?
    while let number = scanDecimal(text, &position).flatMap({ Int32(exactly: $0) }) {
      if number > 0 { return number }
      first = 0
      _ = scanLine(text, &position)
    }
    return first
  }

  private mutating func firstProcessBelow(_ group: ControlGroup) -> Int32? {
    var walk = group.walk(maximumDepth: 3)
    var first: Int32?
    while let step = walk.next() {
      guard let below = step.group, let process = firstProcess(below) else { continue }
      if process > 0 { return process }
      first = process
    }
    return first
  }

  /// The file of a process, and the inode that tells its namespace.
  private func open(_ process: Int32) -> (descriptor: Int32, inode: UInt64)? {
    guard let proc = hierarchy.procPath else { return nil }
    let path = proc.bytes + Array("/\(process)/net/dev\0".utf8)
    guard let descriptor = try? hierarchy.calls.openPlain(path) else { return nil }
    guard let inode = try? hierarchy.calls.status(descriptor, [0]).inode else {
      hierarchy.calls.close(descriptor)
      return nil
    }
    return (descriptor, inode)
  }
}

extension Sampler {
  /// Fills the columns of the network, where somebody asked for them; false where there was no time for all groups.
  func readNetworks(by deadline: UInt64) -> Bool {
    guard !plan.elsewhere.isEmpty else { return true }
    networks.begin()
    if namespaces.count < table.entries.count {
      namespaces.append(contentsOf: repeatElement(0, count: table.entries.count - namespaces.count))
    }
    forSkipped { networks.keep(namespaces[$0]) }
    for index in reader.fresh.indices {
      if index % 16 == 0, deadline != .max, calls.monotonicNanoseconds >= deadline { return false }
      let slot = reader.fresh[index]
      guard let entry = table.entries[slot], !keepsNetwork(slot) else { continue }
      switch networks.read(entry.group, inner: !entry.isEntered) {
      case .missing(let reason):
        namespaces[slot] = 0
        put(slot) { _ in Missing(reason, .network).packed }
      case .counters(let counters, let namespace):
        put(slot) { key in
          switch key {
          case "rx_bytes": Double(counters.receivedBytes)
          case "tx_bytes": Double(counters.sentBytes)
          case "rx_packets": Double(counters.receivedPackets)
          default: Double(counters.sentPackets)
          }
        }
        // Of another namespace than before: there is nothing to compare with.
        if namespaces[slot] != namespace {
          for column in plan.elsewhere.values { evaluation.before[column][slot] = Missing(.firstSample).packed }
        }
        namespaces[slot] = namespace
      }
    }
    return true
  }

  /// A group that rests does not leave the host's network; one of its own may get packets nevertheless.
  private func keepsNetwork(_ slot: Int) -> Bool {
    guard reader.pace.rests(slot, number, evaluation.now), let first = plan.elsewhere.values.first,
      evaluation.before[first][slot].isNaN,
      [.hostNetwork, .noProcess].contains(Missing(packed: evaluation.before[first][slot]).reason)
    else { return false }
    for column in plan.elsewhere.values { evaluation.now[column][slot] = evaluation.before[column][slot] }
    return true
  }

  /// Where there is no time for it.
  func leaveOutNetworks() {
    for slot in table.order { put(slot) { _ in Missing(.notSampled, .network).packed } }
  }

  private func put(_ slot: Int, _ value: (String) -> Double) {
    for (key, column) in plan.elsewhere { evaluation.now[column][slot] = value(key.key) }
  }
}
