// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// The keys of a line in memory.numa_stat: `N0`, `N1` … name the machine's own memory nodes, so they are looked up by name
/// and have no row.
public struct NodeKeys: FileKeys {
  public static let table = KeyTable(NodeKeys())
  public init() {}

  public static func isMachineName(_ name: ByteText) -> Bool {
    var position = 1
    let bytes = name.bytes.span
    return name.bytes.first == UInt8(ascii: "N") && scanDecimal(bytes, &position) != nil && position == bytes.count
  }

}

/// The keys of a line in hugetlb.SIZE.numa_stat: the nodes' as above, and their sum.
public struct NumaKeys: FileKeys {
  public static let table = KeyTable(NumaKeys())
  public init() {}

  public static func isMachineName(_ name: ByteText) -> Bool { NodeKeys.isMachineName(name) }

  public let total = FileKey<ByteCount>("total", .gauge, "The sum over all nodes.")
}
