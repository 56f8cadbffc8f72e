/// Which versions of control groups a host runs.
package enum HierarchyVersion: String, Sendable { case two = "2", hybrid, one = "1" }

extension Page {
  /// A page for a host that has no cgroup v2 hierarchy: that alone.
  package static func without(version: HierarchyVersion) -> [UInt8] {
    var text = PageText()
    text.begin(OwnFamilies.hierarchy)
    text.sample("version", version.rawValue, 1)
    return text.bytes
  }
}
