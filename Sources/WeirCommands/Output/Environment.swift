internal import CLinux
internal import Glibc

/// The process's environment.
enum Environment {
  static subscript(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static subscript(_ name: String, default standard: String) -> String { self[name] ?? standard }
}

/// `weir_keep_file`: 0, or -errno.
func weirKeepFile(_ path: String, _ bytes: [UInt8]) -> Int32 {
  unsafe bytes.withUnsafeBytes { unsafe weir_keep_file(path, $0.baseAddress, $0.count) }
}
