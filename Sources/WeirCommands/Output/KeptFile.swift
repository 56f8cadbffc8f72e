internal import CLinux

/// `weir_keep_file`: 0, or -errno.
func weirKeepFile(_ path: String, _ bytes: [UInt8]) -> Int32 {
  unsafe bytes.withUnsafeBytes { unsafe weir_keep_file(path, $0.baseAddress, $0.count) }
}
