internal import CSystemd

/// Drop-ins and sysfs attributes: read whole, a regular file, never through a final link.
enum SmallFile {
  /// No drop-in that systemd writes for a property is longer.
  private static let limit = 65_536

  static func read(_ path: String) -> [UInt8]? {
    if path.utf8.contains(0) { return nil }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe csystemd_read_file(path, $0.baseAddress, $0.count) }
    return count < 0 ? nil : Array(bytes.prefix(count))
  }

  /// Makes a file anew, and the directory that it is in.
  static func write(_ path: String, _ bytes: [UInt8]) -> Bool {
    if let slash = path.lastIndex(of: "/") { _ = unsafe csystemd_make_directory(String(path[..<slash])) }
    return unsafe bytes.withUnsafeBytes { unsafe csystemd_write_file(path, $0.baseAddress, $0.count) } == 0
  }

  /// Removes a file, and the directory it was in if that is empty now.
  static func remove(_ path: String) -> Bool {
    guard unsafe csystemd_remove_file(path) == 0 else { return false }
    if let slash = path.lastIndex(of: "/") { _ = unsafe csystemd_remove_directory(String(path[..<slash])) }
    return true
  }
}
