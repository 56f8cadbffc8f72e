/// The files of one controller: a struct whose every property is an `InterfaceFile`.
public protocol ControllerFiles: Sendable {
  /// Whose files these are.
  static var controller: Controller { get }
  /// Made once.
  static var shared: Self { get }
}

/// Every interface file that weir knows, read off the structs that declare them.
public enum InterfaceTable {
  /// A row with the controller it belongs to.
  public struct Entry: Sendable {
    /// Whose file it is.
    public let controller: Controller
    /// The name of the property that reads it, such as `max` of `group.memory.max`.
    public let property: String
    /// The declaration.
    public let row: any InterfaceRow

    /// For a sized file: whether `name` is this row for some size; for all others, whether it is its name.
    public func matches(_ name: String) -> Bool { size(in: name) != nil }

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
    rows(of: CoreFiles.shared) + rows(of: CPUFiles.shared) + rows(of: MemoryFiles.shared) + rows(of: IOFiles.shared)
    + rows(of: PidsFiles.shared) + rows(of: CpusetFiles.shared) + rows(of: HugetlbFiles.shared)
    + rows(of: MiscFiles.shared) + rows(of: RDMAFiles.shared) + rows(of: DmemFiles.shared)
    + rows(of: PressureFiles.shared)

  private static func rows<Files: ControllerFiles>(of files: Files) -> [Entry] {
    Mirror(reflecting: files).children.compactMap { child in
      guard let property = child.label, let row = child.value as? any InterfaceRow else { return nil }
      return Entry(controller: Files.controller, property: property, row: row)
    }
  }

  private static let indexByName: [String: Int] = Dictionary(
    entries.enumerated().map { ($0.element.row.name, $0.offset) }, uniquingKeysWith: { first, _ in first })

  /// The row of a file by its name in the directory; nil for a file that weir has no row for.
  public static func entry(named name: String) -> Entry? {
    if let index = indexByName[name] { return entries[index] }
    guard name.hasPrefix("hugetlb."), let found = entries.first(where: { $0.matches(name) }),
      let size = found.size(in: name)
    else { return nil }
    return rows(of: HugetlbFiles(size: String(size))).first { $0.property == found.property }
  }
}
