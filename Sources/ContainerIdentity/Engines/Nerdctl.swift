internal import ControlGroups

/// nerdctl: `nerdctl-ID.scope`. Not seen live (its sources).
enum Nerdctl {
  static func scope(_ part: Span<UInt8>) -> ContainerName? {
    scanEngineGroup(part, prefix: "nerdctl-", suffixes: [".scope"]).map { ContainerName(.nerdctl, id: $0) }
  }
}
