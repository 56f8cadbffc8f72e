/// The files of one controller: a struct whose every property is an `InterfaceFile`.
public protocol ControllerFiles: Sendable {
  /// Whose files these are.
  static var controller: Controller { get }
  /// Made once.
  static var shared: Self { get }
  /// Every property, in order. Written down since to read them off the struct makes the runtime look up each one's type,
  /// 5 ms for all controllers together; a test holds the one against the other.
  var rows: [any InterfaceRow] { get }
}

/// Every interface file that weir knows, as the structs list them that declare them.
public enum InterfaceTable {
  /// A row with the controller it belongs to.
  public struct Entry: Sendable {
    /// Whose file it is.
    public let controller: Controller
    /// The declaration.
    public let row: any InterfaceRow
    /// The struct that it is a property of, and its place there.
    fileprivate let files: any ControllerFiles
    fileprivate let index: Int

    /// The name of the property that reads it, such as `max` of `group.memory.max`.
    public var property: String {
      let children = Mirror(reflecting: files).children
      return children[children.index(children.startIndex, offsetBy: index)].label ?? ""
    }

    /// For a sized file: whether `name` is this row for some size; for all others, whether it is its name.
    public func matches(_ name: String) -> Bool { size(in: name) != nil }

    /// Whether a shell pattern takes it; of a sized file also one that names the size: `hugetlb.2MB.*`.
    package func isTaken(by pattern: String) -> Bool {
      if Glob.matches(row.name, pattern) { return true }
      let parts = pattern.split(separator: ".", omittingEmptySubsequences: false)
      guard row.name.contains("<"), parts.count > 1, HugetlbFiles.isSize(parts[1]) else { return false }
      let prefix = row.name.prefix { $0 != "<" }
      return Glob.matches(
        String(prefix + parts[1] + row.name.dropFirst(prefix.count + HugetlbFiles.sizeMarker.count)), pattern)
    }

    /// The size in a sized file's name (`2MB` of `hugetlb.2MB.max`), the empty string for one that has none; nil where
    /// the name is another file's.
    public func size(in name: String) -> Substring? {
      let marker = HugetlbFiles.sizeMarker
      guard row.name.utf8.contains(UInt8(ascii: "<")) else { return row.name == name ? "" : nil }
      let prefix = row.name.prefix { $0 != "<" }
      let suffix = row.name.dropFirst(prefix.count + marker.count)
      guard name.count > prefix.count + suffix.count, name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
      let size = name.dropFirst(prefix.count).dropLast(suffix.count)
      return HugetlbFiles.isSize(size) ? size : nil
    }
  }

  /// All rows, in the order of the kernel's document.
  public static let entries: [Entry] =
    core + cpu + memory + io + pids + cpuset + hugetlb + misc + rdma + dmem + pressure

  // A command that names one file makes the rows of that one's controller alone.
  private static let core = rows(of: CoreFiles.shared)
  private static let cpu = rows(of: CPUFiles.shared)
  private static let memory = rows(of: MemoryFiles.shared)
  private static let io = rows(of: IOFiles.shared)
  private static let pids = rows(of: PidsFiles.shared)
  private static let cpuset = rows(of: CpusetFiles.shared)
  private static let hugetlb = rows(of: HugetlbFiles.shared)
  private static let misc = rows(of: MiscFiles.shared)
  private static let rdma = rows(of: RDMAFiles.shared)
  private static let dmem = rows(of: DmemFiles.shared)
  private static let pressure = rows(of: PressureFiles.shared)

  /// The rows among which a file of that name would be: those of the controller that it begins with, and of pressure.
  private static func candidates(for name: String) -> [Entry] {
    if name.hasSuffix(".pressure"), name != "cgroup.pressure" { return pressure }
    return switch Controller(rawValue: String(name.prefix { $0 != "." })) {
    case .core: core
    case .cpu: cpu
    case .cpuset: cpuset
    case .memory: memory
    case .io: io
    case .pids: pids
    case .hugetlb: hugetlb
    case .misc: misc
    case .rdma: rdma
    case .dmem: dmem
    case .pressure, nil: []
    }
  }

  private static func rows<Files: ControllerFiles>(of files: Files) -> [Entry] {
    files.rows.enumerated().map { Entry(controller: Files.controller, row: $1, files: files, index: $0) }
  }

  /// The row of a file by its name in the directory; nil for a file that weir has no row for.
  public static func entry(named name: String) -> Entry? {
    let candidates = candidates(for: name)
    if let entry = candidates.first(where: { $0.row.name == name }) { return entry }
    guard name.hasPrefix("hugetlb."), let found = candidates.first(where: { $0.matches(name) }),
      let size = found.size(in: name)
    else { return nil }
    return rows(of: HugetlbFiles(size: String(size))).first { $0.index == found.index }
  }
}
