#if os(Linux)
  internal import CLinux

  /// A copied tree's root: absolute paths that begin with its own stay in it, as for a process whose root directory it is.
  struct CopiedRoot {
    let path: [UInt8]
    let descriptor: Int32

    /// What follows the root's own path, without a slash in front and with the closing NUL; nil outside of it.
    func below(_ path: [UInt8]) -> [UInt8]? {
      guard path.starts(with: self.path) else { return nil }
      let rest = path.dropFirst(self.path.count)
      guard rest.first == 0 || rest.first == Ascii.slash || self.path.last == Ascii.slash else { return nil }
      let relative = rest.drop { $0 == Ascii.slash }
      return relative.count == 1 ? [Ascii.dot, 0] : Array(relative)
    }
  }

  extension LinuxCalls {
    public func confined(to path: [UInt8]) throws(ErrorNumber) -> any SystemCalls {
      LinuxCalls(
        copy: CopiedRoot(path: path, descriptor: try openRoot(path + [0])), hasOpenBeneath: hasOpenBeneath)
    }

    /// A directory of a copy, by its path below the root.
    func openDirectory(_ copy: CopiedRoot, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
      if hasOpenBeneath { return try openInRoot(copy.descriptor, path) }
      let parts = try resolved(copy, path)
      return try openByComponents(copy.descriptor, Self.joined(parts), entersMounts: true)
    }

    /// A file of a copy, for reading.
    func openFile(_ copy: CopiedRoot, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
      if hasOpenBeneath { return try check(unsafe text(path) { unsafe weir_open_plain_in_root(copy.descriptor, $0) }) }
      let parts = try resolved(copy, path)
      let directory = try openByComponents(copy.descriptor, Self.joined(parts.dropLast()), entersMounts: true)
      defer { close(directory) }
      return try openFile(directory, (parts.last ?? [Ascii.dot]) + [0], writing: false)
    }

    private static func joined(_ parts: some Collection<[UInt8]>) -> [UInt8] {
      parts.isEmpty ? [Ascii.dot, 0] : Array(parts.joined(separator: [Ascii.slash])) + [0]
    }

    /// Without openat2: a path whose links were read, as of a root. What it names is then opened without following one.
    private func resolved(_ copy: CopiedRoot, _ path: [UInt8]) throws(ErrorNumber) -> [[UInt8]] {
      func parts(_ path: some Collection<UInt8>) -> [[UInt8]] { path.split(separator: Ascii.slash).map { Array($0) } }
      var left = Array(parts(path.dropLast()).reversed())
      var out: [[UInt8]] = []
      var links = 0
      while let part = left.popLast() {
        switch part {
        case [Ascii.dot]: continue
        case [Ascii.dot, Ascii.dot]: _ = out.popLast()
        default:
          guard let target = readLink(copy.descriptor, Self.joined(out + [part])) else {
            out.append(part)
            continue
          }
          links += 1
          // As many as the kernel follows (MAXSYMLINKS, include/linux/namei.h).
          if links > 40 { throw .symbolicLink }
          if target.first == Ascii.slash { out = [] }
          left += parts(target).reversed()
        }
      }
      return out
    }

    /// Where a link leads; nil for what is none.
    private func readLink(_ base: Int32, _ path: [UInt8]) -> [UInt8]? {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe text(path) { path in
        unsafe buffer.withUnsafeMutableBytes { unsafe weir_read_link(base, path, $0.baseAddress, $0.count) }
      }
      return count > 0 ? Array(buffer.prefix(count)) : nil
    }
  }
#endif
