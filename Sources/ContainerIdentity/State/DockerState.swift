package import ControlGroups

/// Docker's state: `DATA-ROOT/containers/ID/config.v2.json`, mode 0600 (seen: docker 26.1; moby, container/container.go),
/// and `hostconfig.json` beside it (DockerHostConfig).
package enum DockerState {
  /// What is read at most: labels may be long, but not without end.
  static let most = 4 << 20

  /// `Name` (with its slash taken off), `Config.Image`, `Config.Labels`, `State.OOMKilled`, `State.Running`; nil where it
  /// is no such file or another's.
  package static func parse(_ bytes: [UInt8]) -> StoredContainer? {
    var scanner = JSONScanner(bytes)
    var found = StoredContainer()
    scanner.forEachKey { key, scanner in
      switch key {
      case "Name":
        guard let text = scanner.string() else { return false }
        found.name = text.bytes.first == Byte.slash ? ByteText(Array(text.bytes.dropFirst())) : text
      case "Config": config(&scanner, &found)
      case "State":
        scanner.forEachKey { key, scanner in
          guard key == "OOMKilled" || key == "Running", let says = scanner.boolean() else { return false }
          if key == "Running" { found.isRunning = says } else { found.wasOomKilled = says }
          return true
        }
      default: return false
      }
      return true
    }
    return found.name?.bytes.isEmpty ?? true ? nil : found
  }

  private static func config(_ scanner: inout JSONScanner, _ found: inout StoredContainer) {
    var image: ByteText?
    var labels: [Identity.Label] = []
    scanner.forEachKey { key, scanner in
      switch key {
      case "Image": image = scanner.stringOrSkip()
      case "Labels":
        scanner.forEachKey { key, scanner in
          if let value = scanner.stringOrSkip() { labels.append(Identity.Label(key, value)) }
          return true
        }
      default: return false
      }
      return true
    }
    found.image = image
    found.labels = labels.sorted { $0.key < $1.key }
  }

  /// `data-root` of a daemon.json (`graph` before docker 17.05); nil where it names none.
  package static func dataRoot(_ bytes: [UInt8]) -> ByteText? {
    var scanner = JSONScanner(bytes)
    var root: ByteText?
    scanner.forEachKey { key, scanner in
      guard key == "data-root" || key == "graph" else { return false }
      root = scanner.stringOrSkip()
      return true
    }
    return root
  }
}
