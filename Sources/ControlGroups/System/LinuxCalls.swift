#if os(Linux)
  internal import CLinux

  /// The real system calls. Only this file and its extension touch memory unsafely.
  public final class LinuxCalls: SystemCalls {
    /// The one for all but copied trees.
    public static let shared = LinuxCalls()

    /// The copied tree that absolute paths stay in; nil for all others.
    private let copy: CopiedRoot?
    /// Whether openat2(2) works: absent before Linux 5.6 (ENOSYS), forbidden by old container filters (EPERM).
    let hasOpenBeneath: Bool

    /// - Parameter hasOpenBeneath: nil asks the kernel.
    init(copy: CopiedRoot? = nil, hasOpenBeneath: Bool? = nil) {
      self.copy = copy
      let probe = hasOpenBeneath == nil ? unsafe weir_open_beneath(Int32(WEIR_AT_FDCWD), ".") : -38
      self.hasOpenBeneath = hasOpenBeneath ?? (probe >= 0 || (probe != -38 && probe != -1))
      if probe >= 0 { weir_close(probe) }
    }

    deinit { if let copy { close(copy.descriptor) } }

    func check(_ answer: Int32) throws(ErrorNumber) -> Int32 {
      if answer < 0 { throw ErrorNumber(rawValue: -answer) }
      return answer
    }

    func check(_ answer: Int) throws(ErrorNumber) -> Int {
      if answer < 0 { throw ErrorNumber(rawValue: Int32(-answer)) }
      return answer
    }

    /// The bytes, which end in NUL, as C takes them.
    func text<Answer>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Answer) -> Answer {
      precondition(bytes.count > 0 && bytes[bytes.count - 1] == 0, "a path for the kernel ends in NUL")
      return unsafe bytes.withUnsafeBytes { raw in
        unsafe body(raw.bindMemory(to: CChar.self).baseAddress.unsafelyUnwrapped)
      }
    }

    public func openRoot(_ path: [UInt8]) throws(ErrorNumber) -> Int32 {
      if let copy, let path = copy.below(path) { return try openDirectory(copy, path) }
      return try check(unsafe text(path) { unsafe weir_open_directory($0) })
    }

    public func openBeneath(_ base: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
      if hasOpenBeneath { return try check(unsafe text(path) { unsafe weir_open_beneath(base, $0) }) }
      return try openByComponents(base, path)
    }

    public func openInRoot(_ root: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
      if hasOpenBeneath { return try check(unsafe text(path) { unsafe weir_open_in_root(root, $0) }) }
      return try openByComponents(root, path, entersMounts: true)
    }

    /// Without openat2: one component at a time, no link followed, no other device entered.
    package func openByComponents(
      _ base: Int32, _ path: [UInt8], entersMounts: Bool = false
    ) throws(ErrorNumber) -> Int32 {
      let device = try status(base, [0]).device
      var current = try check(unsafe weir_open_component(base, "."))
      for part in path.dropLast().split(separator: UInt8(ascii: "/")) where !part.elementsEqual([UInt8(ascii: ".")]) {
        let parent = current
        defer { close(parent) }
        if part.elementsEqual([UInt8(ascii: "."), UInt8(ascii: ".")]) { throw .crossesDevice }
        current = try check(unsafe text(part + [0]) { unsafe weir_open_component(parent, $0) })
        let entered: FileStatus
        do { entered = try status(current, [0]) } catch {
          close(current)
          throw error
        }
        if entered.device != device, !entersMounts {
          close(current)
          throw .crossesDevice
        }
      }
      return current
    }

    public func openFile(_ base: Int32, _ name: [UInt8], writing: Bool) throws(ErrorNumber) -> Int32 {
      try check(unsafe text(name) { unsafe weir_open_file(base, $0, writing ? 1 : 0) })
    }

    public func openPlain(_ path: [UInt8]) throws(ErrorNumber) -> Int32 {
      if let copy, let path = copy.below(path) { return try openFile(copy, path) }
      return try check(unsafe text(path) { unsafe weir_open_plain(Int32(WEIR_AT_FDCWD), $0) })
    }

    public func close(_ descriptor: Int32) { weir_close(descriptor) }

    public func read(
      _ descriptor: Int32, at offset: Int, into buffer: inout [UInt8], from start: Int
    ) throws(ErrorNumber) -> Int {
      let room = buffer.count - start
      precondition(start >= 0 && room >= 0)
      let answer = unsafe buffer.withUnsafeMutableBytes { raw -> Int in
        guard let address = raw.baseAddress else { return 0 }
        return unsafe weir_pread(descriptor, address + start, room, offset)
      }
      return try check(answer)
    }

    public func write(_ descriptor: Int32, _ bytes: [UInt8]) throws(ErrorNumber) -> Int {
      try check(unsafe bytes.withUnsafeBytes { unsafe weir_write(descriptor, $0.baseAddress, $0.count) })
    }

    public func list(_ directory: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
      try check(unsafe buffer.withUnsafeMutableBytes { unsafe weir_list(directory, $0.baseAddress, $0.count) })
    }

    public func status(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> FileStatus {
      var answer = weir_status()
      _ = try check(unsafe text(name) { unsafe weir_status(base, $0, &answer) })
      let kind: FileStatus.Kind =
        switch answer.mode & 0o170000 {
        case 0o040000: .directory
        case 0o100000: .regular
        default: .other
        }
      return FileStatus(
        inode: answer.inode, device: answer.device, links: answer.links, size: answer.size,
        modified: answer.modified, kind: kind,
        permissions: answer.mode & 0o7777, owner: answer.user)
    }

    public func magic(_ descriptor: Int32) throws(ErrorNumber) -> UInt64 {
      UInt64(try check(weir_magic(descriptor)))
    }

    public func mayWrite(_ base: Int32, _ name: [UInt8]) -> Bool {
      unsafe text(name) { unsafe weir_may_write(base, $0) } == 0
    }

    public func makeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) {
      _ = try check(unsafe text(name) { unsafe weir_make_directory(base, $0) })
    }

    public func removeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) {
      _ = try check(unsafe text(name) { unsafe weir_remove_directory(base, $0) })
    }

    public var user: UInt32 { weir_user() }
    public var process: Int32 { weir_process() }
    public var usableCPUs: Int? {
      let count = weir_affinity_count()
      return count > 0 ? Int(count) : nil
    }
  }
#endif
