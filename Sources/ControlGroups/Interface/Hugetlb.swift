// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// hugetlb: huge pages, one set of files for each size the machine has (mm/hugetlb_cgroup.c).
public struct HugetlbFiles: ControllerFiles {
  public static let controller = Controller.hugetlb
  /// Stands for the size in the table's names.
  public static let sizeMarker = "<size>"
  public static let shared = HugetlbFiles(size: sizeMarker)
  public var rows: [any InterfaceRow] {
    [max, current, rsvdMax, rsvdCurrent, events, eventsLocal, numaStat]
  }

  /// Bytes in huge pages of this size that may be in use.
  public let max: InterfaceFile<Limit<ByteCount>, ReadWrite>
  /// Bytes in use.
  public let current: InterfaceFile<ByteCount, ReadOnly>
  /// Bytes that may be reserved.
  public let rsvdMax: InterfaceFile<Limit<ByteCount>, ReadWrite>
  /// Bytes reserved.
  public let rsvdCurrent: InterfaceFile<ByteCount, ReadOnly>
  /// Failures at the limit, below too.
  public let events: InterfaceFile<FlatKeyed<HugetlbEventKeys>, ReadOnly>
  /// Failures at the group's own limit.
  public let eventsLocal: InterfaceFile<FlatKeyed<HugetlbEventKeys>, ReadOnly>
  /// Bytes in use on each memory node.
  public let numaStat: InterfaceFile<NestedKeyed<ByteText, NumaKeys>, ReadOnly>

  /// Whether a text is a size as the kernel spells it (mm/hugetlb_cgroup.c, mem_fmt); nothing else gets into a file's name.
  static func isSize(_ text: Substring) -> Bool {
    let digits = text.utf8.prefix(while: isDigit)
    return !digits.isEmpty && ["KB", "MB", "GB"].contains(text.dropFirst(digits.count))
  }

  /// The files of one size, as the kernel spells it: `2MB`, `1GB`, `64KB`.
  public init(size: String) {
    let source = "mm/hugetlb_cgroup.c"
    max = InterfaceFile(
      "hugetlb.\(size).max", .limit, since: "5.6", standard: "max", source: source,
      """
      Most bytes in huge pages of this size, rounded down to whole pages. A limit below what is in use is refused \
      (EBUSY); a fault over it ends in SIGBUS.
      """)
    current = InterfaceFile(
      "hugetlb.\(size).current", .gauge, since: "5.6", source: source,
      "Bytes of huge pages of this size in use in the group and below.")
    rsvdMax = InterfaceFile(
      "hugetlb.\(size).rsvd.max", .limit, since: "5.7", standard: "max", source: source,
      "Most bytes of huge pages of this size that may be reserved. Over it mmap fails, and nobody gets SIGBUS later.")
    rsvdCurrent = InterfaceFile(
      "hugetlb.\(size).rsvd.current", .gauge, since: "5.7", source: source,
      "Bytes of huge pages of this size reserved in the group and below.")
    events = InterfaceFile(
      "hugetlb.\(size).events", .counter, since: "5.6", source: source,
      "How often an allocation failed at a limit, in the group and below. Notifies.")
    eventsLocal = InterfaceFile(
      "hugetlb.\(size).events.local", .counter, since: "5.6", source: source,
      "As the events file, for the group's own limit alone. Notifies.")
    numaStat = InterfaceFile(
      "hugetlb.\(size).numa_stat", .gauge, since: "5.17", source: source,
      "Bytes of huge pages of this size in use in the group and below, in all and on each memory node.")
  }
}

/// The keys of hugetlb.SIZE.events.
public struct HugetlbEventKeys: FileKeys {
  public static let table = KeyTable(HugetlbEventKeys())
  public init() {}

  public let max = FileKey<Count>("max", .counter, "Allocations that failed because a limit was reached.")
}
