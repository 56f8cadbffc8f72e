/// What io.stat counts for each device, by the kernel's key (Documentation/admin-guide/cgroup-v2.rst, IO).
package enum DeviceCounter: String, CaseIterable, Sendable {
  case readBytes = "rbytes", writtenBytes = "wbytes", discardedBytes = "dbytes"
  case reads = "rios", writes = "wios", discards = "dios"

  /// Its place among all, for dense arrays.
  var place: Int {
    switch self {
    case .readBytes: 0
    case .writtenBytes: 1
    case .discardedBytes: 2
    case .reads: 3
    case .writes: 4
    case .discards: 5
    }
  }
}
