extension SystemCalls {
  /// Reads a whole file into `buffer`, which grows where it is too small; answers the bytes read.
  ///
  /// A cgroup file's record comes in one read: a short read is the end. A paged one (cgroup.procs, /proc/mounts) may
  /// come in several, and is read until the kernel says 0.
  package func readWhole(
    _ descriptor: Int32, into buffer: inout [UInt8], isPaged: Bool = true, most: Int = 64 << 20
  ) throws(ErrorNumber) -> Int {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 4096) }
    var count = 0
    while true {
      let got = try read(descriptor, at: count, into: &buffer, from: count)
      count += got
      if got == 0 || (!isPaged && count < buffer.count) { return count }
      if count == buffer.count {
        if count >= most { throw .tooBig }
        buffer.append(contentsOf: repeatElement(0, count: buffer.count))
      }
    }
  }

  /// The bytes of a file by absolute path (`/proc/…`), 64 MiB at most.
  package func contents(ofPlain path: [UInt8]) throws(ErrorNumber) -> [UInt8] {
    let descriptor = try openPlain(path)
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = try readWhole(descriptor, into: &buffer)
    buffer.removeLast(buffer.count - count)
    return buffer
  }

  /// The names in a directory by absolute path, in byte order; of one that has more than 2 MiB of them, some.
  package func names(inPlain path: [UInt8]) throws(ErrorNumber) -> [ByteText] {
    let directory = try openRoot(path)
    defer { close(directory) }
    // Nearly all are small, and a larger buffer would have to be cleared.
    var buffer = [UInt8](repeating: 0, count: 4096)
    var found: [DirectoryEntry] = []
    for _ in 0..<64 {
      let count = try list(directory, into: &buffer)
      if count == 0 { break }
      DirectoryEntry.parse(buffer.span.extracting(0..<count), into: &found, directoriesOnly: false)
      if buffer.count < 1 << 15 { buffer = [UInt8](repeating: 0, count: 1 << 15) }
    }
    return found.map(\.name).sorted()
  }
}
