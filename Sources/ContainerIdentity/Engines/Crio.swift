internal import ControlGroups

/// CRI-O: `crio-ID.scope` or `crio-ID`; its monitors (`crio-conmon-ID.scope`) are none. Not seen live (its sources).
enum Crio {
  static func scope(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "crio-", suffixes: [".scope", ""]).map { ContainerName(.crio, id: $0) }
  }
}
